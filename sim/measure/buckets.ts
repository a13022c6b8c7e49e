import type { Histogram } from '../kernel/histogram.ts';

/**
 * Delivery times over time as a histogram: every sample's messages in a few buckets between round times. Coarse on purpose: it is for
 * looking at, percentiles come from the fine histogram.
 */

const MINUTE = 60;
const HOUR = 3600;

/** Edges between the buckets [s], ascending; the first bucket is what is below the first edge, the last what is not below the last. */
export const BUCKET_EDGES = [
  0.1,
  0.2,
  0.3,
  0.5,
  1,
  2,
  3,
  5,
  10,
  20,
  30,
  MINUTE,
  2 * MINUTE,
  3 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  48 * HOUR,
] as const;

/** Number of buckets; `BucketId` in metrics.ts counts them. */
export const BUCKETS = BUCKET_EDGES.length + 1;

/** The lower and upper edge of a bucket [s]: 0 below the first, Infinity above the last. */
export function bucketRange(bucket: number): readonly [number, number] {
  return [BUCKET_EDGES[bucket - 1] ?? 0, BUCKET_EDGES[bucket] ?? Infinity];
}

/** Puts a fine histogram's values into the buckets `into[at …]`, which it sets; a value within 1 % of an edge may fall on its other side. */
export function fillBuckets(histogram: Histogram, into: Float64Array, at: number): void {
  into.fill(0, at, at + BUCKETS);
  let bucket = 0;
  for (const { low, high, count } of histogram.cells()) {
    const middle = (low + high) / 2;
    while (bucket < BUCKET_EDGES.length && middle >= BUCKET_EDGES[bucket]) bucket++;
    into[at + bucket] += count;
  }
}
