import type { DistributionSpec } from '../../../sim/kernel/distributions.ts';
import { gammaCdf, normalCdf } from './statistics.ts';

/** A distribution, and what is known of it without the kernel. */
export interface Case {
  readonly spec: DistributionSpec;
  /** Its distribution function, truncation included. */
  readonly cdf: (x: number) => number;
  /** Its values are whole numbers. */
  readonly whole?: boolean;
}

const exponential = (mean: number) => (x: number) => 1 - Math.exp(-x / mean);
const lognormal = (median: number, sigma: number) => (x: number) => normalCdf(Math.log(x / median) / sigma);
const weibull = (scale: number, shape: number) => (x: number) => 1 - Math.exp(-((x / scale) ** shape));
const pareto = (min: number, alpha: number) => (x: number) => (x < min ? 0 : 1 - (min / x) ** alpha);
const gamma = (mean: number, cv: number) => (x: number) => gammaCdf(1 / cv ** 2, x / (mean * cv ** 2));
const geometric = (mean: number) => (x: number) => 1 - (1 - 1 / mean) ** Math.floor(x);
const hyperexponential = (mean: number, cv: number) => {
  const p = (1 + Math.sqrt((cv ** 2 - 1) / (cv ** 2 + 1))) / 2;
  return (x: number) => p * exponential(mean / 2 / p)(x) + (1 - p) * exponential(mean / 2 / (1 - p))(x);
};
const uniform = (min: number, max: number) => (x: number) => Math.min(Math.max((x - min) / (max - min), 0), 1);
const cut = (cdf: (x: number) => number, max: number) => (x: number) => (x >= max ? 1 : cdf(x) / cdf(max));

/** Every distribution at least once, near and far from its special cases, whole and truncated. */
export const cases: readonly Case[] = [
  { spec: { dist: 'exponential', mean: 0.06 }, cdf: exponential(0.06) },
  { spec: { dist: 'exponential', mean: 3, max: 2 }, cdf: cut(exponential(3), 2) },
  { spec: { dist: 'lognormal', median: 4, sigma: 1 }, cdf: lognormal(4, 1) },
  { spec: { dist: 'lognormal', median: 30, sigma: 0.2 }, cdf: lognormal(30, 0.2) },
  { spec: { dist: 'lognormal', mean: 60, cv: 1 }, cdf: lognormal(60 / Math.SQRT2, Math.sqrt(Math.LN2)) },
  { spec: { dist: 'lognormal', median: 2, sigma: 1.5, max: 1 }, cdf: cut(lognormal(2, 1.5), 1) },
  { spec: { dist: 'weibull', scale: 2, shape: 0.6 }, cdf: weibull(2, 0.6) },
  { spec: { dist: 'weibull', scale: 2, shape: 3.5 }, cdf: weibull(2, 3.5) },
  { spec: { dist: 'weibull', scale: 2, shape: 0.6, max: 4 }, cdf: cut(weibull(2, 0.6), 4) },
  { spec: { dist: 'pareto', min: 1.5, alpha: 4.5 }, cdf: pareto(1.5, 4.5) },
  { spec: { dist: 'pareto', min: 2, alpha: 1, max: 500 }, cdf: cut(pareto(2, 1), 500) },
  { spec: { dist: 'pareto', min: 2, alpha: 2, max: 20 }, cdf: cut(pareto(2, 2), 20) },
  { spec: { dist: 'gamma', mean: 5, cv: 0.3 }, cdf: gamma(5, 0.3) },
  { spec: { dist: 'gamma', mean: 5, cv: 1 }, cdf: exponential(5) },
  { spec: { dist: 'gamma', mean: 5, cv: 2.2 }, cdf: gamma(5, 2.2) },
  { spec: { dist: 'gamma', mean: 5, cv: 0.7, max: 3 }, cdf: cut(gamma(5, 0.7), 3) },
  { spec: { dist: 'erlang', mean: 2, k: 1 }, cdf: exponential(2) },
  { spec: { dist: 'erlang', mean: 2, k: 3 }, cdf: gamma(2, Math.sqrt(1 / 3)) },
  { spec: { dist: 'erlang', mean: 2, k: 25, max: 2.1 }, cdf: cut(gamma(2, 0.2), 2.1) },
  { spec: { dist: 'hyperexponential', mean: 2, cv: 1 }, cdf: exponential(2) },
  { spec: { dist: 'hyperexponential', mean: 2, cv: 3 }, cdf: hyperexponential(2, 3) },
  { spec: { dist: 'hyperexponential', mean: 2, cv: 2, max: 6 }, cdf: cut(hyperexponential(2, 2), 6) },
  { spec: { dist: 'uniform', min: 2, max: 7 }, cdf: uniform(2, 7) },
  { spec: { dist: 'geometric', mean: 1.5 }, cdf: geometric(1.5), whole: true },
  { spec: { dist: 'geometric', mean: 40 }, cdf: geometric(40), whole: true },
  { spec: { dist: 'geometric', mean: 5, max: 6 }, cdf: cut(geometric(5), 6), whole: true },
  {
    spec: { dist: 'empirical', values: [1, 4, 2, 10, 3], weights: [1, 0, 4, 3, 2] },
    cdf: (x) => (x < 1 ? 0 : x < 2 ? 0.1 : x < 3 ? 0.5 : x < 10 ? 0.7 : 1),
    whole: true,
  },
  {
    spec: { dist: 'empirical', values: [1, 2, 10], weights: [1, 1, 8], max: 5 },
    cdf: (x) => (x < 1 ? 0 : x < 2 ? 0.5 : 1),
    whole: true,
  },
  {
    spec: {
      dist: 'mixture',
      parts: [
        { weight: 3, of: { dist: 'exponential', mean: 1 } },
        { weight: 1, of: { dist: 'uniform', min: 4, max: 5 } },
      ],
    },
    cdf: (x) => 0.75 * exponential(1)(x) + 0.25 * uniform(4, 5)(x),
  },
  {
    spec: {
      dist: 'mixture',
      parts: [
        { weight: 1, of: { dist: 'exponential', mean: 1, max: 2 } },
        { weight: 1, of: { dist: 'gamma', mean: 3, cv: 0.5 } },
      ],
      max: 4,
    },
    cdf: cut((x) => 0.5 * cut(exponential(1), 2)(x) + 0.5 * gamma(3, 0.5)(x), 4),
  },
];

/** A short name for a distribution. */
export function nameOf(spec: DistributionSpec): string {
  return JSON.stringify(spec).replaceAll('"', '').slice(0, 90);
}
