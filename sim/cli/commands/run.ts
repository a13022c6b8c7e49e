import type { Result } from '../../measure/result.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { isGiven, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { DESTINATION_OPTIONS, destinationOf, type Format } from '../destination.ts';
import { resultCsv, resultTable, seriesCsv } from '../format/result.ts';
import { readScenario } from '../input.ts';
import { tell } from '../output.ts';
import { designsOf, SETTING_OPTIONS, settingsOf } from '../settings.ts';

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
    ...SETTING_OPTIONS,
    replications: { type: 'string', value: 'N', about: 'runs under different seeds; gives 95% intervals' },
    workers: { type: 'string', value: 'N', about: 'threads; default: as many as pay' },
    series: { type: 'boolean', about: 'with the sampled series (json and csv)' },
    ...DESTINATION_OPTIONS,
    check: { type: 'boolean', about: 'exit with 1 when an objective is missed' },
    force: { type: 'boolean', about: 'run even if it would take hours' },
  },
  arity: [1, 1],
  run: async (given) => {
    const series = isGiven(given, 'series');
    const { format, deliver } = destinationOf(given);
    const workers = wholeOf(given, 'workers', 1, 256);
    if (series && format === 'table')
      throw new BadInput('--series needs --format json or csv: a table has no room for it');
    const options = { settings: settingsOf(given), allowLong: isGiven(given, 'force') };
    const { scenario, notes } = readScenario(given.words[0] ?? '-', options);
    tell(...notes.map((note) => `note: ${note}`));
    const designIds = designsOf(given, scenario);
    // The engine is loaded once there is something to run.
    const { runScenario } = await import('../running/run.ts');
    const result = await runScenario(scenario, { designIds, workers, series });
    deliver(render(result, scenario, format, series));
    return isGiven(given, 'check') ? verdict(result) : Exit.done;
  },
};

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
