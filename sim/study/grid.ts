import { readNumber } from '../measure/pointer.ts';
import type { DesignResult, Result } from '../measure/result.ts';
import type { Setting } from '../scenario/load.ts';

/** A grid of scenarios: every combination of some values at some places, each run under the same seeds. */

/** Values for one place, or for several that go together. */
export interface Axis {
  readonly pointers: readonly string[];
  readonly values: readonly unknown[];
}

/** One point of the grid: a value for each axis. */
export type Combination = readonly unknown[];

/** More combinations are a search, not a table that anybody reads. */
export const MAX_COMBINATIONS = 1000;

/** Why a grid is refused, undefined when it is not. Only counts: nothing is made. */
export function gridProblem(axes: readonly Axis[]): string | undefined {
  const combinations = axes.reduce((product, { values }) => product * values.length, 1);
  if (combinations <= MAX_COMBINATIONS) return undefined;
  const factors = axes.map(({ values }) => values.length).join(' × ');
  return `${factors} = ${combinations} combinations, more than ${MAX_COMBINATIONS}; give fewer values, or sweep one part after the other`;
}

/** Every combination of the axes' values; the last axis varies fastest. */
export function combinationsOf(axes: readonly Axis[]): Combination[] {
  return axes.reduce<Combination[]>(
    (before, { values }) => before.flatMap((combination) => values.map((value) => [...combination, value])),
    [[]],
  );
}

/** What a combination changes in a scenario. */
export function settingsFor(axes: readonly Axis[], combination: Combination): Setting[] {
  return axes.flatMap(({ pointers }, i) => pointers.map((pointer) => ({ pointer, value: combination[i] })));
}

/** A metric of one design: mean and 95 % interval of its replications; of a single run its value. Null where it was not measured in every run. */
export interface Measured {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A row of the sweep: one combination and one design. */
export interface Row {
  /** The values of the axes, in their order. */
  readonly values: Combination;
  readonly design: string;
  /** The metrics, in the order asked for. */
  readonly metrics: readonly Measured[];
}

/** A metric out of a design's result: its interval where there were replications, else its value with no interval. */
export function measuredIn(design: DesignResult, metric: string): Measured {
  const interval = design.intervals[metric];
  if (interval) return { mean: interval.mean, low: interval.low, high: interval.high };
  // Replicated, but without an interval: what one run measured is no mean of all.
  const replicated = Object.keys(design.intervals).length > 0;
  return { mean: replicated ? null : readNumber(design, metric), low: null, high: null };
}

/**
 * Runs every point of a grid and keeps the metrics: a row for each point and design, in the order of the grid whatever ended first.
 * All are asked for at once, `run` decides how many are under way. The first failure rejects.
 */
export async function sweep<P extends { readonly values: Combination }>(
  points: readonly P[],
  metrics: readonly string[],
  run: (point: P) => Promise<Result>,
): Promise<Row[]> {
  const rows = await Promise.all(
    points.map(async (point) => {
      const { designs } = await run(point);
      return Object.entries(designs).map(([design, result]) => ({
        values: point.values,
        design,
        metrics: metrics.map((metric) => measuredIn(result, metric)),
      }));
    }),
  );
  return rows.flat();
}
