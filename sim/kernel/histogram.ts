import { fromWords, highWord } from './bits.ts';

const SUB = 64; // buckets per octave: width 1/64 of its lower end at most, so a middle is at most 0.8 % off
const SHIFT = 14; // of the high word: leaves exponent and six bits of mantissa
const LOWEST = highWord(1 / 1048576) >> SHIFT; // 2⁻²⁰ = 0.95 µs
const BUCKETS = 50 * SUB; // up to 2³⁰ s = 34 years

/** One bucket of a histogram that holds something: values from `low` up to `high`, `count` of them. */
export interface Cell {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * A log-linear histogram of latencies [s], or of anything ≥ 0: quantiles within 1 %, exact count, mean, minimum and maximum.
 * Covers 2⁻²⁰ (1 µs) to 2³⁰ (10⁹); smaller ones, zero and below share one bucket, larger ones the last.
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

  private readonly cellsOf = new Float64Array(BUCKETS);
  private below = 0; // how many are smaller than the first bucket
  private from = BUCKETS; // used range of buckets
  private to = -1;

  /** Adds a value; NaN is a mistake of the caller and throws RangeError. */
  add(x: number): void {
    this.addMany(x, 1);
  }

  /** Adds a value n times, n ≥ 0. */
  addMany(x: number, n: number): void {
    if (x !== x) throw new RangeError('invalid value: NaN');
    this.count += n;
    this.sum += x * n;
    if (x < this.min) this.min = x;
    if (x > this.max) this.max = x;
    let i = (highWord(x) >> SHIFT) - LOWEST;
    if (i < 0) {
      this.below += n;
      return;
    }
    if (i >= BUCKETS) i = BUCKETS - 1;
    if (i < this.from) this.from = i;
    if (i > this.to) this.to = i;
    this.cellsOf[i] += n;
  }

  /** The exact mean; NaN when empty. */
  get mean(): number {
    return this.sum / this.count;
  }

  /** The value below which a share p (0 … 1) lies, within 1 % and within [min, max]; NaN when empty. */
  quantile(p: number): number {
    if (this.count === 0) return NaN;
    let rank = p * this.count - this.below;
    if (rank <= 0 && this.below > 0) return this.min;
    for (let i = this.from; i <= this.to; i++) {
      rank -= this.cellsOf[i];
      if (rank <= 0) {
        const middle = (edge(i) + edge(i + 1)) / 2;
        return middle < this.min ? this.min : middle > this.max ? this.max : middle;
      }
    }
    return this.max;
  }

  /** Adds all of another histogram's values. */
  merge(other: Histogram): void {
    this.count += other.count;
    this.sum += other.sum;
    if (other.min < this.min) this.min = other.min;
    if (other.max > this.max) this.max = other.max;
    this.below += other.below;
    if (other.from < this.from) this.from = other.from;
    if (other.to > this.to) this.to = other.to;
    for (let i = other.from; i <= other.to; i++) this.cellsOf[i] += other.cellsOf[i];
  }

  /** Empties it; costs as much as the range in use. */
  clear(): void {
    this.cellsOf.fill(0, this.from, this.to + 1);
    this.count = 0;
    this.sum = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.below = 0;
    this.from = BUCKETS;
    this.to = -1;
  }

  /** The buckets that hold something, from low to high. */
  *cells(): Generator<Cell> {
    if (this.below > 0) yield { low: 0, high: edge(0), count: this.below };
    for (let i = this.from; i <= this.to; i++) {
      if (this.cellsOf[i] > 0) yield { low: edge(i), high: edge(i + 1), count: this.cellsOf[i] };
    }
  }
}

function edge(i: number): number {
  return fromWords((i + LOWEST) << SHIFT, 0);
}
