import { expect } from 'vitest';

/** The mean of some numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** Their sample variance. */
export function variance(values: readonly number[]): number {
  const m = mean(values);
  return values.reduce((sum, x) => sum + (x - m) ** 2, 0) / (values.length - 1);
}

/** Standard error of their mean. */
export function standardError(values: readonly number[]): number {
  return Math.sqrt(variance(values) / values.length);
}

/** ln Γ(x) for x > 0 (Lanczos 1964, g = 7, n = 9). */
export function lnGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const t = x + 6.5;
  const sum = c.reduce((total, ci, i) => (i === 0 ? ci : total + ci / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularized incomplete beta function, by Lentz's continued fraction (Numerical Recipes 6.4). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * h;
}

/** P(|T| ≤ t) for Student's t of `freedom` degrees. */
export function studentWithin(t: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

/** The t that |T| exceeds with probability 1 − `confidence`. */
export function studentT(confidence: number, freedom: number): number {
  return invert((t) => studentWithin(t, freedom), confidence);
}

/** P(X ≤ x) for χ² of `freedom` degrees, by the series of the incomplete gamma function. */
function chiSquareBelow(x: number, freedom: number): number {
  const a = freedom / 2;
  const z = x / 2;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 10_000 && term > sum * 1e-15; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(-z + a * Math.log(z) - lnGamma(a)));
}

/** The value that χ² of `freedom` degrees stays below with that probability. */
export function chiSquareQuantile(probability: number, freedom: number): number {
  return invert((x) => chiSquareBelow(x, freedom), probability);
}

/** Where an increasing function on x > 0 reaches a value, by bisection. */
function invert(f: (x: number) => number, value: number): number {
  let high = 1;
  while (f(high) < value) high *= 2;
  let low = 0;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < value) low = middle;
    else high = middle;
  }
  return high;
}

/** Chance that a true statement fails a test here: about four standard errors. */
const DOUBT = 1e-4;
/** Runs that all say the same say it with rounding errors. */
const ROUNDING = 1e-9;

/** How a mean is held against its expected value. */
export interface Held {
  /** Half width that the interval may have, relative to the expected value: else the test could not fail. */
  readonly within: number;
  /** An error of the measurement itself that is allowed for, relative to the expected value. */
  readonly slack?: number;
}

/**
 * Expects that the mean of independent runs agrees with a theory: the theory's value lies in the Student-t interval of the runs at
 * 99.99 %, and that interval is narrow enough to mean something.
 */
export function expectMean(runs: readonly number[], theory: number, { within, slack = 0 }: Held): void {
  const half = studentT(1 - DOUBT, runs.length - 1) * standardError(runs);
  const scale = Math.abs(theory);
  expect(half / scale, `half width of the interval around ${mean(runs)}, relative to ${theory}`).toBeLessThan(within);
  const off = Math.abs(mean(runs) - theory);
  expect(off, `${mean(runs)} ± ${half} should hold ${theory}`).toBeLessThanOrEqual(half + (slack + ROUNDING) * scale);
}

/** The same for something that each run's result tells. */
export function expectMeanOf<T>(runs: readonly T[], of: (run: T) => number | null, theory: number, held: Held): void {
  expectMean(
    runs.map((run) => of(run) ?? NaN),
    theory,
    held,
  );
}

/** Expects that counts of things agree with expected counts, each at least 5, by χ² at 99.99 %; `fitted` parameters came from the data. */
export function expectCounts(counts: readonly number[], expected: readonly number[], fitted = 0): void {
  expect(Math.min(...expected)).toBeGreaterThanOrEqual(5);
  const chi = counts.reduce((sum, n, i) => sum + (n - (expected[i] ?? NaN)) ** 2 / (expected[i] ?? NaN), 0);
  expect(chi, `chi square of ${counts.join(' ')}`).toBeLessThan(
    chiSquareQuantile(1 - DOUBT, counts.length - 1 - fitted),
  );
}

/** `n` seeds. */
export function seeds(n: number, name = 'seed'): string[] {
  return Array.from({ length: n }, (_, i) => `${name} ${i}`);
}
