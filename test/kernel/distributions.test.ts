import {
  randomExponential,
  randomGamma,
  randomGeometric,
  randomLogNormal,
  randomPareto,
  randomUniform,
  randomWeibull,
} from 'd3';
import { describe, expect, test } from 'vitest';
import { compileDistribution } from '../../sim/kernel/distributions.ts';
import type { DistributionSpec, Sampler } from '../../sim/kernel/distributions.ts';
import type { Source } from '../../sim/kernel/source.ts';
import { FateStream, NamedStream, streamKey } from '../../sim/kernel/streams.ts';
import { cases, nameOf } from './support/cases.ts';
import { KOLMOGOROV_LIMIT, kolmogorov, kolmogorovTwo, momentsOf } from './support/statistics.ts';

const seeds = ['monday', 'tuesday', 'wednesday'];
const count = 20000;

function drawn(sampler: Sampler, source: Source): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (source instanceof FateStream) source.at(i, 3);
    values[i] = sampler.sample(source);
  }
  return values;
}

const named = cases.map((one) => ({ ...one, name: nameOf(one.spec) }));

describe.each(named)('$name', ({ spec, cdf, whole }) => {
  const sampler = compileDistribution(spec);

  test('states the mean and variance that its distribution function has', () => {
    // E X = ∫ (1 − F) dx, E X² = ∫ 2x (1 − F) dx, by the midpoint rule on a grid that grows with x.
    let mean = 0;
    let square = 0;
    const add = (from: number, to: number): void => {
      const middle = (from + to) / 2;
      const above = 1 - cdf(middle);
      mean += above * (to - from);
      square += 2 * middle * above * (to - from);
    };
    if (whole) for (let x = 0; x < 2000; x++) add(x, x + 1);
    else {
      const step = 1.0005;
      for (let x = 1e-7; x < 1e7 && 1 - cdf(x) > 1e-13; x *= step) add(x, x * step);
      mean += 1e-7;
    }
    expect(sampler.mean / mean - 1).toBeLessThan(3e-4);
    expect(sampler.mean / mean - 1).toBeGreaterThan(-3e-4);
    const second = sampler.variance + sampler.mean ** 2;
    expect(Math.abs(second / square - 1)).toBeLessThan(1e-3);
  });

  for (const seed of seeds) {
    test(`draws it, seed ${seed}`, () => {
      for (const source of [new NamedStream(seed, nameOf(spec)), new FateStream(streamKey(seed, nameOf(spec)))]) {
        const values = drawn(sampler, source);
        const { mean, variance, meanError, varianceError } = momentsOf(values);
        expect(Math.abs(mean - sampler.mean)).toBeLessThan(4 * meanError);
        expect(Math.abs(variance - sampler.variance)).toBeLessThan(4.5 * varianceError);
        expect(kolmogorov(values, cdf)).toBeLessThan(KOLMOGOROV_LIMIT);
        if (whole) expect(values.every((x) => Number.isInteger(x))).toBe(true);
        const max = typeof spec === 'object' ? (spec.max ?? Infinity) : spec;
        expect(values.every((x) => x >= 0 && x <= max)).toBe(true);
      }
    });
  }
});

describe('against d3-random', () => {
  const oracles: [DistributionSpec, (uniform: () => number) => () => number][] = [
    [{ dist: 'exponential', mean: 2.5 }, (u) => randomExponential.source(u)(1 / 2.5)],
    [{ dist: 'lognormal', median: 3, sigma: 0.8 }, (u) => randomLogNormal.source(u)(Math.log(3), 0.8)],
    [{ dist: 'weibull', scale: 2, shape: 1.7 }, (u) => randomWeibull.source(u)(1.7, 0, 2)],
    [{ dist: 'pareto', min: 1, alpha: 1.2 }, (u) => randomPareto.source(u)(1.2)],
    [{ dist: 'gamma', mean: 3, cv: 0.5 }, (u) => randomGamma.source(u)(4, 0.75)],
    [{ dist: 'gamma', mean: 3, cv: 2 }, (u) => randomGamma.source(u)(0.25, 12)],
    [{ dist: 'uniform', min: 1, max: 4 }, (u) => randomUniform.source(u)(1, 4)],
    [{ dist: 'geometric', mean: 3 }, (u) => randomGeometric.source(u)(1 / 3)],
  ];
  test.each(oracles.map(([spec, oracle]) => ({ name: nameOf(spec), spec, oracle })))('$name', ({ spec, oracle }) => {
    for (const seed of seeds) {
      const ours = drawn(compileDistribution(spec), new NamedStream(seed, 'ours'));
      const stream = new NamedStream(seed, 'theirs');
      const theirs = Float64Array.from(
        { length: count },
        oracle(() => stream.uniform()),
      );
      expect(kolmogorovTwo(ours, theirs)).toBeLessThan(KOLMOGOROV_LIMIT);
    }
  });
});

describe('exact moments', () => {
  test.each<[DistributionSpec, number, number]>([
    [7.5, 7.5, 0],
    [{ dist: 'exponential', mean: 0.06 }, 0.06, 0.06 ** 2],
    [{ dist: 'lognormal', mean: 60, cv: 1.5 }, 60, 90 ** 2],
    [{ dist: 'lognormal', mean: 60, cv: 1e-6 }, 60, 60 ** 2 * 1e-12],
    [{ dist: 'gamma', mean: 5, cv: 0.2 }, 5, 1],
    [{ dist: 'erlang', mean: 6, k: 4 }, 6, 9],
    [{ dist: 'erlang', mean: 6, k: 36 }, 6, 1],
    [{ dist: 'hyperexponential', mean: 2, cv: 3 }, 2, 36],
    [{ dist: 'uniform', min: 1, max: 7 }, 4, 3],
    [{ dist: 'geometric', mean: 4 }, 4, 12],
    [{ dist: 'weibull', scale: 2, shape: 1 }, 2, 4],
    [{ dist: 'weibull', scale: 3, shape: 0.5 }, 6, 180],
    [{ dist: 'pareto', min: 1, alpha: 3 }, 1.5, 0.75],
    [{ dist: 'empirical', values: [1, 3], weights: [1, 1] }, 2, 1],
  ])('of %j', (spec, mean, variance) => {
    const sampler = compileDistribution(spec);
    expect(Math.abs(sampler.mean - mean)).toBeLessThan(1e-12 * mean);
    expect(Math.abs(sampler.variance - variance)).toBeLessThan(1e-11 * variance + Number.MIN_VALUE);
  });

  test('a heavy tail has an infinite variance, and then an infinite mean', () => {
    expect(compileDistribution({ dist: 'pareto', min: 1, alpha: 1.5 })).toMatchObject({ mean: 3, variance: Infinity });
    expect(compileDistribution({ dist: 'pareto', min: 1, alpha: 0.9 })).toMatchObject({
      mean: Infinity,
      variance: Infinity,
    });
  });
});

describe('constants', () => {
  test.each<[DistributionSpec, number]>([
    [3, 3],
    [0, 0],
    [{ dist: 'lognormal', median: 4, sigma: 0 }, 4],
    [{ dist: 'lognormal', mean: 4, cv: 0 }, 4],
    [{ dist: 'gamma', mean: 4, cv: 0 }, 4],
    [{ dist: 'uniform', min: 2, max: 2 }, 2],
    [{ dist: 'geometric', mean: 1 }, 1],
  ])('%j is one', (spec, value) => {
    const sampler = compileDistribution(spec);
    const source = new NamedStream('constants', 'none');
    expect(sampler.constant).toBe(value);
    expect(sampler.mean).toBe(value);
    expect(sampler.variance).toBe(0);
    expect(sampler.sample(source)).toBe(value);
    expect(source.uniform()).toBe(new NamedStream('constants', 'none').uniform());
  });

  test('nothing else is', () => {
    expect(compileDistribution({ dist: 'exponential', mean: 1 }).constant).toBe(undefined);
  });
});

describe('bad parameters are named when the distribution is compiled', () => {
  test.each<[DistributionSpec, string]>([
    [-1, 'invalid constant: -1 (must be >= 0)'],
    [NaN, 'invalid constant: NaN (must be >= 0)'],
    [Infinity, 'invalid constant: Infinity (must be finite)'],
    [{ dist: 'exponential', mean: -1 }, 'invalid mean: -1 (must be > 0)'],
    [{ dist: 'exponential', mean: 0 }, 'invalid mean: 0 (must be > 0)'],
    [{ dist: 'lognormal', median: 0, sigma: 1 }, 'invalid median: 0 (must be > 0)'],
    [{ dist: 'lognormal', median: 1, sigma: -1 }, 'invalid sigma: -1 (must be >= 0)'],
    [{ dist: 'lognormal', mean: 1, cv: NaN }, 'invalid cv: NaN (must be >= 0)'],
    [{ dist: 'weibull', scale: 1, shape: 0 }, 'invalid shape: 0 (must be > 0)'],
    [{ dist: 'pareto', min: 0, alpha: 1 }, 'invalid min: 0 (must be > 0)'],
    [{ dist: 'pareto', min: 1, alpha: -2 }, 'invalid alpha: -2 (must be > 0)'],
    [{ dist: 'erlang', mean: 1, k: 0 }, 'invalid k: 0 (must be >= 1)'],
    [{ dist: 'erlang', mean: 1, k: 1.5 }, 'invalid k: 1.5 (must be a whole number)'],
    [{ dist: 'hyperexponential', mean: 1, cv: 0.5 }, 'invalid cv: 0.5 (must be >= 1)'],
    [{ dist: 'uniform', min: 3, max: 2 }, 'invalid max: 2 (must be >= 3)'],
    [{ dist: 'geometric', mean: 0.5 }, 'invalid mean: 0.5 (must be >= 1)'],
    [{ dist: 'empirical', values: [], weights: [] }, 'missing values'],
    [{ dist: 'empirical', values: [1], weights: [1, 2] }, 'invalid weights: 2 of them (must be as many as values, 1)'],
    [{ dist: 'empirical', values: [1], weights: [0] }, 'invalid weights: all 0 (at least one must be > 0)'],
    [{ dist: 'empirical', values: [1, -2], weights: [1, 1] }, 'invalid value: -2 (must be >= 0)'],
    [{ dist: 'mixture', parts: [] }, 'missing parts'],
    [{ dist: 'mixture', parts: [{ weight: 1, of: -3 }] }, 'invalid constant: -3 (must be >= 0)'],
    [{ dist: 'exponential', mean: 1, max: -1 }, 'invalid max: -1 (must be >= 0)'],
    [
      { dist: 'exponential', mean: 10000, max: 1 },
      'invalid max: 1 (less than one draw in a thousand would be below it)',
    ],
    [
      { dist: 'pareto', min: 5, alpha: 2, max: 4 },
      'invalid max: 4 (less than one draw in a thousand would be below it)',
    ],
  ])('%j: %s', (spec, message) => {
    expect(() => compileDistribution(spec)).toThrow(new RangeError(message));
  });

  test('an unknown distribution is named', () => {
    const spec = { dist: 'cauchy' } as unknown as DistributionSpec;
    expect(() => compileDistribution(spec)).toThrow(/^unknown distribution: cauchy/);
  });
});
