import { numbersOf } from '../measure/pointer.ts';
import type { DesignResult, Interval } from '../measure/result.ts';
import { studentQuantile } from './student.ts';

/** Mean and Student-t 95 % interval of a sample; of a single value, the interval is the value. Throws RangeError for none. */
export function intervalOf(values: readonly number[]): Interval {
  const n = values.length;
  if (n === 0) throw new RangeError('an interval needs at least one value');
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, low: mean, high: mean, n };
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = studentQuantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half, n };
}

/**
 * Intervals of every number that the results of all replications have, by JSON pointer. A quantile that was not measured in every
 * replication (null in one) has no interval: what is left would be a biased sample.
 */
export function intervalsOf(replications: readonly DesignResult[]): Record<string, Interval> {
  return across(replications.map((result) => new Map(numbersOf(result))));
}

/**
 * Intervals of the differences second − first, replication by replication. On common random numbers the mail's own chance cancels, so
 * that they are narrower than the difference of two intervals. Throws RangeError when the lists are not of one length.
 */
export function pairedDifferences(
  first: readonly DesignResult[],
  second: readonly DesignResult[],
): Record<string, Interval> {
  if (first.length !== second.length) {
    throw new RangeError(`pairs need equally many replications: ${first.length} and ${second.length}`);
  }
  return across(
    first.map((result, i) => {
      const other = new Map(numbersOf(second[i]));
      const differences = new Map<string, number>();
      for (const [pointer, value] of numbersOf(result)) {
        const paired = other.get(pointer);
        if (paired !== undefined) differences.set(pointer, paired - value);
      }
      return differences;
    }),
  );
}

function across(samples: readonly ReadonlyMap<string, number>[]): Record<string, Interval> {
  const [head, ...rest] = samples;
  if (head === undefined) return {};
  const intervals: Record<string, Interval> = {};
  for (const [pointer, value] of head) {
    const values = [value];
    for (const sample of rest) {
      const other = sample.get(pointer);
      if (other !== undefined) values.push(other);
    }
    if (values.length === samples.length) intervals[pointer] = intervalOf(values);
  }
  return intervals;
}
