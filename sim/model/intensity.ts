import type { Ramp } from '../scenario/ramps.ts';

/**
 * An arrival rate over the run: steps (the profile's hours) times ramps (spikes). On each piece between two of its corners it is a
 * polynomial, of degree 0 where no ramp is under way, so that its integral is known exactly.
 *
 * A process of unit rate becomes one of this rate by the change of time t ↦ ∫ rate (Lewis and Shedler 1979; Çinlar 1975):
 * the next arrival after t is where the integral from t reaches the unit process's next increment.
 * Times asked for must not go back: a cursor walks over the pieces.
 */
export class Intensity {
  /** Corners [s]; piece i reaches from corner i to corner i + 1, the last one for ever. */
  private readonly corners: Float64Array;
  /** Coefficients of each piece's rate in powers of the time since its corner, constant first. */
  private readonly pieces: readonly (readonly number[])[];
  private at = 0;

  /** `steps`: [from, rate] in order of time, the first from 0; `ramps` multiply it. */
  constructor(steps: readonly (readonly [from: number, rate: number])[], ramps: readonly Ramp[]) {
    const corners = new Set<number>(steps.map(([from]) => from));
    for (const ramp of ramps) for (const [at] of ramp) corners.add(at);
    const sorted = [...corners].filter((t) => t >= 0).sort((a, b) => a - b);
    this.corners = Float64Array.from(sorted);
    let step = 0;
    this.pieces = sorted.map((corner, i) => {
      while (step + 1 < steps.length && steps[step + 1][0] <= corner) step++;
      const end = i + 1 < sorted.length ? sorted[i + 1] : Infinity;
      return ramps.reduce((rate, ramp) => times(rate, lineOf(ramp, corner, end)), [steps[step][1]]);
    });
  }

  /** The time at which the integral of the rate from `t` reaches `area`; Infinity if it never does. */
  after(t: number, area: number): number {
    let from = t;
    let left = area;
    for (let piece = this.pieceAt(t); ; piece++) {
      const corner = this.corners[piece];
      const end = piece + 1 < this.corners.length ? this.corners[piece + 1] : Infinity;
      const rate = this.pieces[piece];
      if (rate.length === 1) {
        const c = rate[0];
        const at = c > 0 ? from + left / c : Infinity;
        if (at < end || end === Infinity) return at;
        left -= c * (end - from);
      } else {
        const here = integral(rate, from - corner);
        const room = integral(rate, end - corner) - here;
        if (left < room) {
          const at = corner + solve(rate, here + left, from - corner, end - corner);
          return at > from ? at : from; // not before it by a rounding of from − corner
        }
        left -= room;
      }
      if (left < 0) left = 0;
      from = end;
    }
  }

  /** The integral of the rate from `t` to `to`. */
  between(t: number, to: number): number {
    let sum = 0;
    let from = t;
    for (let piece = this.pieceAt(t); from < to; piece++) {
      const corner = this.corners[piece];
      const end = piece + 1 < this.corners.length ? Math.min(to, this.corners[piece + 1]) : to;
      sum += integral(this.pieces[piece], end - corner) - integral(this.pieces[piece], from - corner);
      from = end;
    }
    return sum;
  }

  private pieceAt(t: number): number {
    while (this.at + 1 < this.corners.length && this.corners[this.at + 1] <= t) this.at++;
    return this.at;
  }
}

/** A ramp on [corner, end) as a polynomial in the time since `corner`; the ramp has no point inside. */
function lineOf(ramp: Ramp, corner: number, end: number): readonly number[] {
  let before = ramp[0];
  let after: (typeof ramp)[number] | undefined;
  if (corner < ramp[0][0]) return [ramp[0][1]];
  for (const point of ramp) {
    if (point[0] <= corner) before = point;
    else {
      after = point;
      break;
    }
  }
  if (after === undefined || end > after[0] || before[1] === after[1]) return [before[1]];
  const slope = (after[1] - before[1]) / (after[0] - before[0]);
  return [before[1] + slope * (corner - before[0]), slope];
}

function times(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (product[i + j] += x * y)));
  return product;
}

function valueOf(rate: readonly number[], t: number): number {
  let value = 0;
  for (let i = rate.length - 1; i >= 0; i--) value = value * t + rate[i];
  return value;
}

function integral(rate: readonly number[], t: number): number {
  let value = 0;
  for (let i = rate.length - 1; i >= 0; i--) value = value * t + rate[i] / (i + 1);
  return value * t;
}

/**
 * Where the integral of a rate that is never negative reaches `area`, between `from` and `to`: Newton's method from the rate at
 * `from`, kept inside a shrinking bracket, until a step or the error is as small as rounding makes them.
 */
function solve(rate: readonly number[], area: number, from: number, to: number): number {
  let low = from;
  let high = to;
  const first = valueOf(rate, from);
  let t = first > 0 ? from + (area - integral(rate, from)) / first : to;
  if (!(t < to)) t = (from + to) / 2;
  for (let i = 0; i < 80 && high - low > 1e-15 * high; i++) {
    const error = integral(rate, t) - area;
    if (error > 0) high = t;
    else low = t;
    const slope = valueOf(rate, t);
    const size = error < 0 ? -error : error;
    if (size <= 2e-16 * area || size <= 1e-15 * t * slope) break;
    const newton = slope > 0 ? t - error / slope : low;
    t = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return t;
}
