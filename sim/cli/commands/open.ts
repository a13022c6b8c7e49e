import { loadScenario } from '../../scenario/load.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { readAddress } from '../../share/address.ts';
import { valueOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { compressor } from '../compressor.ts';
import { readText } from '../input.ts';
import { checkWritable, print, tell, writeWhole } from '../output.ts';

/** `open LINK`: the scenario in a link. */
export const open: Command = {
  name: 'open',
  words: 'LINK',
  summary: 'print the scenario that is in a link, as JSON',
  about: [
    'LINK is a whole link, what stands in it after the #, or - to read it from standard input.',
    'The scenario is printed as it stands in the link. What is wrong with it is told and the exit code is 2.',
  ].join('\n'),
  options: { out: { type: 'string', value: 'FILE', about: 'write it to a file instead of standard output' } },
  arity: [1, 1],
  run: async (given) => {
    const out = valueOf(given, 'out');
    if (out !== undefined) checkWritable(out);
    const [word = '-'] = given.words;
    const json = await scenarioIn((word === '-' ? readText('-') : word).trim());
    const loaded = loadScenario(json, { allowLong: true });
    if (!loaded.ok) throw new BadInput(...loaded.problems.map(formatProblem));
    const text = `${JSON.stringify(json, null, 2)}\n`;
    if (out === undefined) print(text);
    else writeWhole(out, text);
    return Exit.done;
  },
};

async function scenarioIn(text: string): Promise<unknown> {
  const at = text.indexOf('#');
  if (at < 0 && /^https?:/.test(text)) {
    throw new BadInput('the link has nothing after its "#", so there is no scenario in it (quote links in the shell)');
  }
  const address = await readAddress(text.slice(at + 1), compressor);
  switch (address.kind) {
    case 'scenario':
      if (address.expected !== undefined) {
        const { digest, engine } = address.expected;
        tell(`note: its maker got a result of digest ${digest}… with engine ${engine}`);
      }
      return address.json;
    case 'problem':
      throw new BadInput(address.message);
    case 'example':
      throw new BadInput(`the link names a built-in scenario and holds none: see scenarios/${address.id}.json`);
    default:
      throw new BadInput('the link holds no scenario');
  }
}
