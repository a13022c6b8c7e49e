import { expectedEventsOfAll, MAX_EVENTS } from '../../scenario/estimate.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { sweep, type Combination, type Row } from '../../study/grid.ts';
import { BadInput } from '../command.ts';
import { valueText } from '../format/sweep.ts';
import { ProgressLine } from './progress.ts';
import { studyWith } from './run.ts';
import { Runner, worthwhileThreads } from './runner.ts';

/** A point of the grid, and its scenario. */
export interface Point {
  readonly values: Combination;
  readonly scenario: Scenario;
}

/** How to run it. */
export interface GridOptions {
  readonly designIds: readonly string[];
  /** Threads; undefined: as many as pay. */
  readonly workers: number | undefined;
  /** Run more events than {@link MAX_EVENTS} all together. */
  readonly allowLong: boolean;
}

/** Runs a grid, whole or not at all. Throws BadInput, before anything is run, for one that would take hours. */
export async function runSweep(
  points: readonly Point[],
  metrics: readonly string[],
  { designIds, workers, allowLong }: GridOptions,
): Promise<Row[]> {
  const events = points.reduce((sum, { scenario }) => sum + expectedEventsOfAll(scenario, designIds), 0);
  const runs = points.reduce((sum, { scenario }) => sum + scenario.run.replications, 0) * designIds.length;
  if (events > MAX_EVENTS && !allowLong) {
    const long = `${runs} runs would take about ${events.toExponential(1)} events, more than ${MAX_EVENTS.toExponential(0)}`;
    throw new BadInput(`${long}; give fewer values, shorten the run (--set /run/durationS=…), or use --force`);
  }
  const runner = new Runner(Math.min(runs, workers ?? worthwhileThreads(events)));
  const progress = new ProgressLine(runs);
  try {
    return await sweep(points, metrics, ({ values, scenario }) => {
      const label = `${values.map(valueText).join(' ')} `;
      return studyWith(runner, progress, scenario, { designIds, series: false, label });
    });
  } finally {
    progress.end();
    await runner.close();
  }
}
