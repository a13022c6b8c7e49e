import type { DesignResult, Interval } from '../measure/result.ts';
import type { Objective } from '../scenario/schema/scenario.ts';

/**
 * How sure replicated runs are of an objective: `met` when even the unfavorable bound of the 95 % interval meets it, `missed` when even the
 * favorable one does not, `open` when the limit lies inside: more replications would tell. `unmeasured` when a run had no value.
 */
export type Certainty = 'met' | 'missed' | 'open' | 'unmeasured';

/** An objective held against intervals. */
export interface JudgedObjective {
  readonly id: string;
  readonly metric: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly interval: Interval | null;
  readonly certainty: Certainty;
}

/** Holds an objective against the intervals of a replicated design. */
export function judgeSurely(
  { id, metric, atMost, atLeast }: Objective,
  intervals: DesignResult['intervals'],
): JudgedObjective {
  const interval = intervals[metric] ?? null;
  return {
    id,
    metric,
    ...(atMost === undefined ? {} : { atMost }),
    ...(atLeast === undefined ? {} : { atLeast }),
    interval,
    certainty: certaintyOf(interval, atLeast ?? -Infinity, atMost ?? Infinity),
  };
}

function certaintyOf(interval: Interval | null, least: number, most: number): Certainty {
  if (interval === null) return 'unmeasured';
  if (interval.low >= least && interval.high <= most) return 'met';
  return interval.high < least || interval.low > most ? 'missed' : 'open';
}
