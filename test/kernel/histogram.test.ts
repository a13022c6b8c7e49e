import { describe, expect, test } from 'vitest';
import { compileDistribution } from '../../sim/kernel/distributions.ts';
import type { DistributionSpec } from '../../sim/kernel/distributions.ts';
import { Histogram } from '../../sim/kernel/histogram.ts';
import { NamedStream } from '../../sim/kernel/streams.ts';

const shares = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];

/** The smallest value that a share p of the sorted values do not exceed. */
function exactQuantile(sorted: Float64Array, p: number): number {
  return sorted[Math.max(Math.ceil(p * sorted.length) - 1, 0)]!;
}

function filled(values: Iterable<number>): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

function draw(spec: DistributionSpec, n: number, name: string): Float64Array {
  const source = new NamedStream('histogram', name);
  const sampler = compileDistribution(spec);
  return Float64Array.from({ length: n }, () => sampler.sample(source));
}

describe('quantiles', () => {
  test.each<[string, DistributionSpec]>([
    ['an exponential', { dist: 'exponential', mean: 0.06 }],
    ['a wide lognormal', { dist: 'lognormal', median: 1, sigma: 3 }],
    ['a narrow uniform', { dist: 'uniform', min: 1, max: 1.01 }],
    ['whole numbers', { dist: 'geometric', mean: 7 }],
    ['a heavy tail', { dist: 'pareto', min: 0.001, alpha: 0.8, max: 1e8 }],
    ['two far-apart values', { dist: 'empirical', values: [0.001, 86400], weights: [1, 1] }],
    ['a constant', 0.3],
  ])('are within 1 %% of the exact ones for %s', (_name, spec) => {
    for (const n of [1, 2, 3, 10, 20000]) {
      const values = draw(spec, n, `quantiles ${n}`);
      const histogram = filled(values);
      const sorted = values.sort();
      for (const p of shares) {
        const truth = exactQuantile(sorted, p);
        const found = histogram.quantile(p);
        expect(Math.abs(found - truth), `p${p} of ${n}: ${found}, not ${truth}`).toBeLessThanOrEqual(0.01 * truth);
        expect(found).toBeGreaterThanOrEqual(histogram.min);
        expect(found).toBeLessThanOrEqual(histogram.max);
      }
      expect(histogram.quantile(0)).toBe(sorted[0]);
      expect(histogram.quantile(1)).toBe(sorted[n - 1]);
    }
  });

  test('never fall as the share rises', () => {
    const histogram = filled(draw({ dist: 'lognormal', median: 1, sigma: 2 }, 5000, 'rising'));
    let previous = 0;
    for (let p = 0; p <= 1; p += 0.0005) {
      const value = histogram.quantile(p);
      expect(value).toBeGreaterThanOrEqual(previous);
      previous = value;
    }
  });

  test('of nothing are NaN, as the mean is', () => {
    const histogram = new Histogram();
    expect(histogram.quantile(0.5)).toBe(NaN);
    expect(histogram.mean).toBe(NaN);
    expect([...histogram.cells()]).toEqual([]);
    expect(filled([1]).quantile(NaN)).toBe(NaN);
  });
});

test('count, mean, minimum and maximum are exact', () => {
  const values = [0.25, 3, 17.5, 0, 1e-9, 123456];
  const histogram = filled(values);
  expect(histogram.count).toBe(6);
  expect(histogram.mean).toBe(values.reduce((sum, x) => sum + x) / 6);
  expect(histogram.min).toBe(0);
  expect(histogram.max).toBe(123456);
});

test('zero, below-range and beyond-range values have their place', () => {
  const histogram = filled([0, -0, -3, 1e-7, 1e300, Infinity]);
  expect([...histogram.cells()]).toEqual([
    { low: 0, high: 2 ** -20, count: 4 },
    { low: 2 ** 30 - 2 ** 23, high: 2 ** 30, count: 2 },
  ]);
  expect(histogram.quantile(0.5)).toBe(-3);
  expect(histogram.quantile(1)).toBe(Infinity);
});

test('cells enclose what was added and are at most 1/64 wide', () => {
  const values = draw({ dist: 'lognormal', median: 1, sigma: 4 }, 3000, 'cells').sort();
  let next = 0;
  let previous = 0;
  for (const { low, high, count } of filled(values).cells()) {
    expect(low).toBeGreaterThanOrEqual(previous);
    expect(high / low).toBeLessThanOrEqual(1 + 1 / 64);
    for (let i = 0; i < count; i++, next++) {
      expect(values[next]).toBeGreaterThanOrEqual(low);
      expect(values[next]).toBeLessThan(high);
    }
    previous = high;
  }
  expect(next).toBe(values.length);
});

test('adding a value many times is adding it as often', () => {
  const many = new Histogram();
  many.addMany(0.5, 1000);
  many.addMany(8, 0);
  expect(many).toEqual(filled(new Array<number>(1000).fill(0.5)));
});

test('merging is adding everything to one, in either order', () => {
  const a = draw({ dist: 'exponential', mean: 0.01 }, 500, 'merge a').map((x) => Math.round(x * 65536) / 65536);
  const b = draw({ dist: 'exponential', mean: 1000 }, 500, 'merge b').map((x) => Math.round(x * 65536) / 65536);
  const all = filled([...a, ...b]);
  for (const [first, second] of [
    [a, b],
    [b, a],
  ] as const) {
    const merged = filled(first);
    merged.merge(filled(second));
    merged.merge(new Histogram());
    expect([...merged.cells()]).toEqual([...all.cells()]);
    expect([merged.count, merged.sum, merged.min, merged.max]).toEqual([all.count, all.sum, all.min, all.max]);
    for (const p of shares) expect(merged.quantile(p)).toBe(all.quantile(p));
  }
});

test('a cleared one is as new', () => {
  const histogram = filled([0, 0.001, 5, 1e6]);
  histogram.clear();
  expect(histogram.quantile(0.5)).toBe(NaN);
  expect([...histogram.cells()]).toEqual([]);
  histogram.clear();
  for (const x of [2, 3]) histogram.add(x);
  expect([...histogram.cells()]).toEqual([...filled([2, 3]).cells()]);
  expect(histogram.quantile(0)).toBe(2);
});

test('packed and unpacked it is the same', () => {
  for (const values of [[], [0], [0.001, 7, 7, 1e5], [0, 3, 1e12]]) {
    const histogram = filled(values);
    const copy = Histogram.unpack(structuredClone(histogram.pack()));
    expect([...copy.cells()]).toEqual([...histogram.cells()]);
    expect(copy.pack()).toEqual(histogram.pack());
    for (const p of shares) expect(copy.quantile(p)).toBe(histogram.quantile(p));
    copy.add(1);
    expect(copy.count).toBe(values.length + 1);
  }
});

test('NaN is refused', () => {
  expect(() => new Histogram().add(NaN)).toThrow(new RangeError('invalid value: NaN'));
});
