import { fromWords, highWord } from './bits.ts';

/** Buckets per octave. One is at most 1/64 of its lower edge wide, so its middle is at most 0.8 % off. */
const SUB = 64;
const SHIFT = 14; // of the high word of a float64: leaves the exponent and six bits of the mantissa
const LOWEST = (1023 - 20) * SUB; // 2⁻²⁰ = 0.95 µs
const BUCKETS = 50 * SUB; // up to 2³⁰ s = 34 years
const NONE = new Float64Array(0);

/** A bucket that is not empty: `count` values from `low` (inclusive) to `high`. */
export interface Cell {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * A log-linear histogram of latencies [s], or of anything else ≥ 0.
 * Quantiles are within 1 %; count, mean, minimum and maximum exact. Covers 2⁻²⁰ (1 µs) to 2³⁰ (10⁹, the last bucket takes
 * what is larger); zero and whatever is smaller share one bucket, whose quantile is the minimum. Equal edges for all, so that they can be merged.
 * Memory for the octaves in use only: 0.5 kB each.
 */
export class Histogram {
  /** How many values were added. */
  count = 0;
  /** Their sum. */
  sum = 0;
  /** The smallest value; Infinity when empty. */
  min = Infinity;
  /** The largest value; −Infinity when empty. */
  max = -Infinity;

  private counts = NONE; // buckets start … start + counts.length − 1
  private start = 0;
  private below = 0; // values smaller than the first bucket
  private from = BUCKETS; // buckets in use: from … to
  private to = -1;

  /** Adds a value. Throws RangeError on NaN. */
  add(x: number): void {
    this.addMany(x, 1);
  }

  /** Adds a value n times, n ≥ 0. */
  addMany(x: number, n: number): void {
    if (x !== x) throw new RangeError('invalid value: NaN');
    if (n === 0) return;
    this.count += n;
    this.sum += x * n;
    if (x < this.min) this.min = x;
    if (x > this.max) this.max = x;
    const i = (highWord(x) >> SHIFT) - LOWEST;
    if (i < 0) this.below += n;
    else this.fill(i < BUCKETS ? i : BUCKETS - 1, n);
  }

  /** The mean, exact; NaN when empty. */
  get mean(): number {
    return this.sum / this.count;
  }

  /**
   * The smallest value that at least a share p (0 … 1) of the values do not exceed: within 1 %, within [min, max], and
   * exact at p = 0 and 1. NaN when empty.
   */
  quantile(p: number): number {
    const rank = p * this.count;
    if (this.count === 0 || rank !== rank) return NaN;
    if (rank <= 1 || rank <= this.below) return this.min;
    if (rank > this.count - 1) return this.max;
    let before = this.below;
    for (let i = this.from; i <= this.to; i++) {
      before += this.counts[i - this.start];
      if (before >= rank) {
        const middle = (edge(i) + edge(i + 1)) / 2;
        return middle < this.min ? this.min : middle > this.max ? this.max : middle;
      }
    }
    return this.max;
  }

  /** Adds all values of another histogram. */
  merge(other: Histogram): void {
    this.count += other.count;
    this.sum += other.sum;
    if (other.min < this.min) this.min = other.min;
    if (other.max > this.max) this.max = other.max;
    this.below += other.below;
    for (let i = other.from; i <= other.to; i++) {
      const n = other.counts[i - other.start];
      if (n > 0) this.fill(i, n);
    }
  }

  /** Empties it, and keeps its memory; the work is that of the buckets in use. */
  clear(): void {
    if (this.to >= 0) this.counts.fill(0, this.from - this.start, this.to + 1 - this.start);
    this.count = 0;
    this.sum = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.below = 0;
    this.from = BUCKETS;
    this.to = -1;
  }

  /** The buckets that are not empty, lowest first. What is below the first bucket counts as from 0. */
  *cells(): Generator<Cell> {
    if (this.below > 0) yield { low: 0, high: edge(0), count: this.below };
    for (let i = this.from; i <= this.to; i++) {
      const count = this.counts[i - this.start];
      if (count > 0) yield { low: edge(i), high: edge(i + 1), count };
    }
  }

  /** All of it as numbers that can be sent to another thread: count, sum, min, max, below, first bucket, buckets … */
  pack(): Float64Array<ArrayBuffer> {
    const used = this.to >= 0 ? this.counts.subarray(this.from - this.start, this.to + 1 - this.start) : NONE;
    const packed = new Float64Array(6 + used.length);
    packed.set([this.count, this.sum, this.min, this.max, this.below, this.from]);
    packed.set(used, 6);
    return packed;
  }

  /** The histogram that was packed. */
  static unpack(packed: Float64Array): Histogram {
    const histogram = new Histogram();
    for (let i = 6; i < packed.length; i++) {
      if (packed[i] > 0) histogram.fill(packed[5] + i - 6, packed[i]);
    }
    [histogram.count, histogram.sum, histogram.min, histogram.max, histogram.below] = packed;
    return histogram;
  }

  private fill(i: number, n: number): void {
    if (i < this.start || i >= this.start + this.counts.length) this.reach(i);
    if (i < this.from) this.from = i;
    if (i > this.to) this.to = i;
    this.counts[i - this.start] += n;
  }

  /** Makes room for bucket i, in whole octaves. */
  private reach(i: number): void {
    const octave = i - (i % SUB);
    const empty = this.counts.length === 0;
    const start = empty || octave < this.start ? octave : this.start;
    const end = empty ? octave : this.start + this.counts.length;
    const counts = new Float64Array((end > octave + SUB ? end : octave + SUB) - start);
    counts.set(this.counts, empty ? 0 : this.start - start);
    this.counts = counts;
    this.start = start;
  }
}

/** Lower edge of bucket i. */
function edge(i: number): number {
  return fromWords((i + LOWEST) << SHIFT, 0);
}
