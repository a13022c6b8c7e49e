import { expectedEvents } from '../../scenario/estimate.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { count } from '../format/numbers.ts';
import { readScenario } from '../input.ts';
import { print, tell } from '../output.ts';

/** `validate FILE…`: says what is wrong with scenarios, or that nothing is. */
export const validate: Command = {
  name: 'validate',
  words: 'FILE…',
  summary: 'check scenarios without running them',
  about: 'Every problem is one line on standard error; the exit code is 2 if there is any.',
  options: {},
  arity: [1, Infinity],
  run: ({ words }) => {
    let code: number = Exit.done;
    for (const file of words) {
      const prefix = words.length > 1 ? `${file}: ` : '';
      try {
        const { scenario, notes } = readScenario(file, { allowLong: true });
        const designs = Object.keys(scenario.designs);
        const events = Math.max(...designs.map((id) => expectedEvents(scenario, id)));
        tell(...notes.map((note) => `${prefix}note: ${note}`));
        print(`${file}: valid, ${designs.length} designs, about ${count(events)} events each\n`);
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        tell(...error.lines.map((line) => prefix + line));
        code = Exit.bad;
      }
    }
    return code;
  },
};
