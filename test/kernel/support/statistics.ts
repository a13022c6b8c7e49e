/** Small statistics for tests with fixed seeds: how surprising is a sample? */

/** √n times the Kolmogorov–Smirnov distance between a sample (sorted here) and a distribution function. */
export function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  sample.sort();
  const n = sample.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    // Equal values step together, and a distribution function may jump there: compare after the last, and just before.
    if (i + 1 < n && sample[i + 1] === sample[i]) continue;
    const below = cdf(sample[i]!);
    distance = Math.max(distance, Math.abs((i + 1) / n - below));
  }
  for (let i = 0; i < n; i++) {
    if (i > 0 && sample[i - 1] === sample[i]) continue;
    distance = Math.max(distance, Math.abs(i / n - cdf(previousTo(sample[i]!))));
  }
  return Math.sqrt(n) * distance;
}

function previousTo(x: number): number {
  return x > 0 ? x * (1 - 2 ** -53) : x - Number.MIN_VALUE;
}

/** √(nm / (n + m)) times the Kolmogorov–Smirnov distance between two samples. */
export function kolmogorovTwo(a: Float64Array, b: Float64Array): number {
  a.sort();
  b.sort();
  let i = 0;
  let j = 0;
  let distance = 0;
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i]!, b[j]!);
    if (Number.isNaN(x)) return NaN;
    while (i < a.length && a[i] === x) i++;
    while (j < b.length && b[j] === x) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return Math.sqrt((a.length * b.length) / (a.length + b.length)) * distance;
}

/** What √n·distance exceeds with a probability of 1 in 10,000 when the distribution is right. */
export const KOLMOGOROV_LIMIT = 2.23;

/** Pearson's chi-square of counts against equal expectations, as a standard normal score (Wilson and Hilferty 1931). */
export function chiSquareScore(counts: ArrayLike<number>, expected?: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  let square = 0;
  for (let i = 0; i < counts.length; i++) {
    const mean = expected ? expected[i]! : total / counts.length;
    square += (counts[i]! - mean) ** 2 / mean;
  }
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(square / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** Mean and variance of a sample, and the standard errors of both. */
export function momentsOf(sample: Float64Array): {
  mean: number;
  variance: number;
  meanError: number;
  varianceError: number;
} {
  const n = sample.length;
  let mean = 0;
  for (const x of sample) mean += x / n;
  let second = 0;
  let fourth = 0;
  for (const x of sample) {
    const square = (x - mean) ** 2;
    second += square / n;
    fourth += square ** 2 / n;
  }
  return {
    mean,
    variance: second,
    meanError: Math.sqrt(second / n),
    varianceError: Math.sqrt(Math.max(fourth - second ** 2, 0) / n),
  };
}

/** Φ(z), by its series (Marsaglia 2004). */
export function normalCdf(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** The share of a gamma distribution of scale 1 below x, by its series; for shapes and x up to some hundreds. */
export function gammaCdf(shape: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > 1e-18 * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return Math.min(sum * Math.exp(shape * Math.log(x) - x - logGamma(shape)), 1);
}

/** ln Γ(x), x > 0 (Lanczos 1964, g = 7). */
export function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  let sum = 0.9999999999998099;
  terms.forEach((term, i) => (sum += term / (x + i)));
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
