import { parseScenario } from '../../scenario/load.ts';
import { isJsonObject } from '../../scenario/mergePatch.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { reach, scenarioHash } from '../../share/address.ts';
import { shortened } from '../../share/shorten.ts';
import { valueOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { compressor } from '../compressor.ts';
import { count } from '../format/numbers.ts';
import { readText } from '../input.ts';
import { print, tell } from '../output.ts';

/** `link FILE`: the link that opens a scenario on the page. */
export const link: Command = {
  name: 'link',
  words: 'FILE',
  summary: 'print the link that opens a scenario on the page',
  about: [
    'Without --page, what follows the address of the page: put it behind the address where you host it.',
    'Standard error says how far a link of that length gets.',
  ].join('\n'),
  options: { page: { type: 'string', value: 'URL', about: 'address of the page, like https://example.org/mailwatt/' } },
  arity: [1, 1],
  run: async (given) => {
    const page = pageOf(valueOf(given, 'page'));
    const text = readText(given.words[0] ?? '-');
    const loaded = parseScenario(text, { allowLong: true });
    if (!loaded.ok) throw new BadInput(...loaded.problems.map(formatProblem));
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (!isJsonObject(json)) throw new BadInput('a scenario is a JSON object');
    const whole = page + (await hashOf(json, loaded.scenario));
    tell(`${count(whole.length)} characters: ${reach(whole.length).words}`);
    print(`${whole}\n`);
    return Exit.done;
  },
};

function pageOf(page = ''): string {
  if (page !== '' && !/^https?:\/\/[^\s#]+$/.test(page)) {
    throw new BadInput(`--page must be the address of the page, http or https and without #: ${page}`);
  }
  return page;
}

async function hashOf(json: Record<string, unknown>, scenario: Parameters<typeof shortened>[1]): Promise<string> {
  try {
    return await scenarioHash(shortened(json, scenario), compressor);
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
}
