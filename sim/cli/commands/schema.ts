import { scenarioJsonSchemaText } from '../../scenario/jsonSchema.ts';
import { Exit, type Command } from '../command.ts';
import { print } from '../output.ts';

/** `schema`: the JSON Schema of scenarios. */
export const schema: Command = {
  name: 'schema',
  words: '',
  summary: 'print the JSON Schema of scenarios (scenarios/scenario.schema.json)',
  options: {},
  arity: [0, 0],
  run: () => {
    print(scenarioJsonSchemaText());
    return Exit.done;
  },
};
