import { scenarioJsonSchemaText } from '../../scenario/jsonSchema.ts';
import { lessonJsonSchemaText } from '../../scenario/lesson/schema.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { print } from '../output.ts';

/** `schema [scenario|lesson]`: the JSON Schema of scenarios, or of lessons. */
export const schema: Command = {
  name: 'schema',
  words: '[scenario|lesson]',
  summary: 'print the JSON Schema of scenarios, or of lessons',
  options: {},
  arity: [0, 1],
  run: ({ words: [of = 'scenario'] }) => {
    if (of !== 'scenario' && of !== 'lesson') throw new BadInput(`unknown schema: ${of} (known: scenario, lesson)`);
    print(of === 'lesson' ? lessonJsonSchemaText() : scenarioJsonSchemaText());
    return Exit.done;
  },
};
