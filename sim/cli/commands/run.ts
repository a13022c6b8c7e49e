import type { Result } from '../../measure/result.ts';
import type { Setting } from '../../scenario/load.ts';
import { unknownWord } from '../../scenario/problems.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { choiceOf, isGiven, valueOf, valuesOf, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command, type Given } from '../command.ts';
import { resultCsv, resultTable, seriesCsv } from '../format/result.ts';
import { readScenario } from '../input.ts';
import { checkWritable, print, tell, writeWhole } from '../output.ts';

const FORMATS = ['table', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

/** `run FILE`: runs a scenario and prints its result. */
export const run: Command = {
  name: 'run',
  words: 'FILE',
  summary: 'run a scenario and print its result',
  about: [
    'The result is the same to the last bit whatever the number of workers, here and in the browser.',
    'As csv: every number with its JSON pointer; with --series the sampled series instead, one value a line.',
    'Progress goes to standard error when that is a terminal. Ctrl-C stops at once and leaves no half-written file.',
  ].join('\n'),
  options: {
    seed: { type: 'string', value: 'S', about: "seed instead of the scenario's" },
    design: { type: 'string', value: 'ID', multiple: true, about: 'run this design only; may be given more than once' },
    set: {
      type: 'string',
      value: '/pointer=value',
      multiple: true,
      about: 'change a value of the scenario (JSON, or else text)',
    },
    replications: { type: 'string', value: 'N', about: 'runs under different seeds; gives 95 % intervals' },
    workers: { type: 'string', value: 'N', about: 'threads; default: as many as pay' },
    series: { type: 'boolean', about: 'with the sampled series (json and csv)' },
    format: { type: 'string', value: 'table|json|csv', about: 'default: by the name of the --out file, else table' },
    out: { type: 'string', value: 'FILE', about: 'write the result to a file instead of standard output' },
    check: { type: 'boolean', about: 'exit with 1 when an objective is missed' },
    force: { type: 'boolean', about: 'run even if it would take hours' },
  },
  arity: [1, 1],
  run: async (given) => {
    const out = valueOf(given, 'out');
    const series = isGiven(given, 'series');
    const format = choiceOf(given, 'format', FORMATS) ?? formatOf(out);
    const workers = wholeOf(given, 'workers', 1, 256);
    if (series && format === 'table')
      throw new BadInput('--series needs --format json or csv: a table has no room for it');
    if (out !== undefined) checkWritable(out);
    const options = { settings: settingsOf(given), allowLong: isGiven(given, 'force') };
    const { scenario, notes } = readScenario(given.words[0] ?? '-', options);
    tell(...notes.map((note) => `note: ${note}`));
    const designIds = designsOf(given, scenario);
    // The engine is loaded once there is something to run.
    const { runScenario } = await import('../running/run.ts');
    const result = await runScenario(scenario, { designIds, workers, series });
    const text = render(result, scenario, format, series);
    if (out === undefined) print(text);
    else writeWhole(out, text);
    return isGiven(given, 'check') ? verdict(result) : Exit.done;
  },
};

function formatOf(out: string | undefined): Format {
  return FORMATS.find((format) => out?.endsWith(`.${format}`)) ?? 'table';
}

/** What --set, --seed and --replications change in the scenario. */
function settingsOf(given: Given): Setting[] {
  const settings = valuesOf(given, 'set').map((text): Setting => {
    const at = text.indexOf('=');
    if (at < 0 || !text.startsWith('/')) throw new BadInput(`--set must be /pointer=value: ${text}`);
    return { pointer: text.slice(0, at), value: jsonOrText(text.slice(at + 1)) };
  });
  const seed = valueOf(given, 'seed');
  if (seed !== undefined) settings.push({ pointer: '/seed', value: seed });
  const replications = wholeOf(given, 'replications', 1, 1000);
  if (replications !== undefined) settings.push({ pointer: '/run/replications', value: replications });
  return settings;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function designsOf(given: Given, { designs }: Scenario): string[] {
  const known = Object.keys(designs);
  const asked = valuesOf(given, 'design');
  const wrong = asked.filter((id) => !known.includes(id));
  if (wrong.length > 0) throw new BadInput(...wrong.map((id) => unknownWord('design', id, known)));
  return asked.length === 0 ? known : known.filter((id) => asked.includes(id));
}

function render(result: Result, scenario: Scenario, format: Format, series: boolean): string {
  if (format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  if (format === 'csv') return series ? seriesCsv(result) : resultCsv(result);
  return resultTable(result, scenario);
}

function verdict({ designs }: Result): number {
  const missed = Object.entries(designs).flatMap(([id, { objectives }]) =>
    objectives.filter(({ met }) => !met).map((objective) => `missed: ${id}: ${objective.id} is ${objective.value}`),
  );
  tell(...missed);
  return missed.length > 0 ? Exit.missed : Exit.done;
}
