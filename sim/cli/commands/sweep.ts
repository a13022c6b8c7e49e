import type { Setting } from '../../scenario/load.ts';
import { pointerProblem } from '../../scenario/resultShape.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { combinationsOf, gridProblem, settingsFor, type Axis } from '../../study/grid.ts';
import { isGiven, valuesOf, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command, type Given } from '../command.ts';
import { DESTINATION_OPTIONS, destinationOf, type Format } from '../destination.ts';
import { sweepCsv, sweepJson, sweepTable, type Sweep } from '../format/sweep.ts';
import { readOnce, type Read } from '../input.ts';
import { tell } from '../output.ts';
import type { Point } from '../running/sweep.ts';
import { designsOf, SETTING_OPTIONS, settingsOf } from '../settings.ts';
import { checkPlaces, readAxis } from '../vary.ts';

/** `sweep FILE`: runs every combination of some values and prints some metrics of each. */
export const sweep: Command = {
  name: 'sweep',
  words: 'FILE',
  summary: 'run every combination of some values and print some metrics of each',
  about: [
    'One line for each combination and design. With --replications: means with their 95% intervals (Student).',
    'All combinations run under the same seeds, so that their differences are not those of chance alone.',
    'Values are JSON or else text. Places that go together share a list: --vary /a,/b=2,4 sets both to 2, then both to 4.',
    "Without --metric: the metrics of the scenario's objectives.",
  ].join('\n'),
  options: {
    vary: {
      type: 'string',
      value: '/pointer=a,b,c',
      multiple: true,
      about: 'values that a place of the scenario takes',
    },
    metric: { type: 'string', value: '/pointer', multiple: true, about: "number of a design's result to print" },
    ...SETTING_OPTIONS,
    replications: { type: 'string', value: 'N', about: 'runs of each combination under different seeds' },
    workers: { type: 'string', value: 'N', about: 'threads; default: as many as pay' },
    ...DESTINATION_OPTIONS,
    force: { type: 'boolean', about: 'run even if it would take hours' },
  },
  arity: [1, 1],
  run: async (given) => {
    const { format, deliver } = destinationOf(given);
    const workers = wholeOf(given, 'workers', 1, 256);
    const axes = axesOf(given);
    const settings = settingsOf(given);
    const reader = readOnce(given.words[0] ?? '-');
    // Lengths are judged combination by combination: as it stands, the scenario is not run.
    const { scenario } = reader({ settings, allowLong: true });
    checkPlaces(
      scenario,
      axes.flatMap(({ pointers }) => pointers),
    );
    const metrics = metricsOf(given, scenario);
    const designIds = designsOf(given, scenario);
    const points = pointsOf(axes, designIds, (more) =>
      reader({ settings: [...settings, ...more], allowLong: isGiven(given, 'force') }),
    );
    const { runSweep } = await import('../running/sweep.ts');
    const rows = await runSweep(points, metrics, { designIds, workers, allowLong: isGiven(given, 'force') });
    const { ENGINE_VERSION } = await import('../../measure/result.ts');
    const { name, seed, run } = scenario;
    const head = { scenario: name, seed, engine: ENGINE_VERSION, replications: run.replications };
    deliver(render({ ...head, axes, metrics, rows }, format));
    const empty = metrics.filter((_, i) => rows.every(({ metrics: cells }) => cells[i]?.mean === null));
    tell(...empty.map((metric) => `note: no row has a number at ${metric}`));
    return Exit.done;
  },
};

function axesOf(given: Given): Axis[] {
  const axes = valuesOf(given, 'vary').map(readAxis);
  if (axes.length === 0) throw new BadInput('missing --vary /pointer=a,b,c', 'for help: mailwatt sweep --help');
  if (axes.some(({ pointers }) => pointers.includes('/run/replications'))) {
    throw new BadInput('--vary: all combinations have the same number of runs; give it with --replications');
  }
  const problem = gridProblem(axes);
  if (problem !== undefined) throw new BadInput(problem);
  return axes;
}

function metricsOf(given: Given, { objectives, streams, tiers }: Scenario): string[] {
  const asked = valuesOf(given, 'metric');
  const known = { streams: Object.keys(streams), tiers: Object.keys(tiers) };
  const wrong = asked.flatMap((metric) => pointerProblem(metric, known) ?? []);
  if (wrong.length > 0) throw new BadInput(...wrong.map((line) => `--metric: ${line}`));
  const metrics = asked.length > 0 ? asked : objectives.map(({ metric }) => metric);
  if (metrics.length === 0) {
    throw new BadInput('missing --metric /pointer: the scenario has no objectives whose metrics could be taken');
  }
  return [...new Set(metrics)];
}

/** Every point of the grid with its scenario. Throws BadInput with what is wrong in any of them, before anything is run. */
function pointsOf(
  axes: readonly Axis[],
  designIds: readonly string[],
  read: (settings: readonly Setting[]) => Read,
): Point[] {
  const problems = new Set<string>();
  const notes = new Set<string>();
  const points: Point[] = [];
  for (const values of combinationsOf(axes)) {
    try {
      const { scenario, notes: more } = read(settingsFor(axes, values));
      const missing = designIds.filter((id) => !Object.hasOwn(scenario.designs, id));
      for (const id of missing) problems.add(`--vary: not every combination has the design "${id}"`);
      for (const note of more) notes.add(`note: ${note}`);
      points.push({ values, scenario });
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      for (const line of error.lines) problems.add(line);
    }
  }
  if (problems.size > 0) throw new BadInput(...problems);
  tell(...notes);
  return points;
}

function render(sweep: Sweep, format: Format): string {
  if (format === 'json') return sweepJson(sweep);
  return format === 'csv' ? sweepCsv(sweep) : sweepTable(sweep);
}
