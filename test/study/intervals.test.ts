import { describe, expect, test } from 'vitest';
import type { DesignResult } from '../../sim/measure/result.ts';
import { intervalOf, intervalsOf, pairedDifferences } from '../../sim/study/intervals.ts';

/** As much of a result as intervals look at. */
const resultOf = (numbers: Record<string, unknown>) => numbers as unknown as DesignResult;

describe('an interval', () => {
  test('is that of the textbook', () => {
    // n = 5, mean 10, standard deviation 2: half width 2.77645 × 2 / √5.
    const values = [10, 10 - 2 * Math.sqrt(2), 10 + 2 * Math.sqrt(2), 10, 10];
    const { mean, low, high, n } = intervalOf(values);
    expect(n).toBe(5);
    expect(mean).toBeCloseTo(10, 12);
    expect(high - mean).toBeCloseTo((2.7764451052 * 2) / Math.sqrt(5), 9);
    expect(mean - low).toBeCloseTo(high - mean, 12);
  });

  test('of one value is that value, of equal values has no width', () => {
    expect(intervalOf([7])).toEqual({ mean: 7, low: 7, high: 7, n: 1 });
    expect(intervalOf([3, 3, 3])).toEqual({ mean: 3, low: 3, high: 3, n: 3 });
  });

  test('of nothing is refused', () => {
    expect(() => intervalOf([])).toThrow(RangeError);
  });

  test('holds the true mean in 95 of 100 cases', () => {
    // Sums of twelve uniforms are as good as normal; a fixed generator makes the test repeatable.
    let state = 12345;
    const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6);
    const cases = 4000;
    let held = 0;
    for (let i = 0; i < cases; i++) {
      const { low, high } = intervalOf(Array.from({ length: 6 }, normal));
      if (low <= 0 && high >= 0) held++;
    }
    expect(Math.abs(held / cases - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / cases));
  });
});

describe('intervals over replications', () => {
  test('cover every number by its pointer, however deep', () => {
    const intervals = intervalsOf([
      resultOf({ events: 1, streams: { 'a/b': { deliveryS: { p95: 2 } } }, hosts: [{ id: 'x', meanW: 10 }] }),
      resultOf({ events: 3, streams: { 'a/b': { deliveryS: { p95: 4 } } }, hosts: [{ id: 'x', meanW: 20 }] }),
    ]);
    expect(Object.keys(intervals)).toEqual(['/events', '/streams/a~1b/deliveryS/p95', '/hosts/0/meanW']);
    expect(intervals['/hosts/0/meanW']).toMatchObject({ mean: 15, n: 2 });
  });

  test('leave out what is judged, listed or was not measured in one of them', () => {
    const intervals = intervalsOf([
      resultOf({ events: 1, streams: { a: { p95: null } }, objectives: [{ value: 1 }], migrations: [{ atS: 1 }] }),
      resultOf({ events: 1, streams: { a: { p95: 2 } }, objectives: [{ value: 1 }], migrations: [{ atS: 2 }] }),
    ]);
    expect(Object.keys(intervals)).toEqual(['/events']);
  });
});

describe('paired differences', () => {
  test('are narrower than the spread that both share', () => {
    const first = [1, 5, 9].map((value) => resultOf({ energy: { meanW: value } }));
    const second = [3, 7.1, 10.9].map((value) => resultOf({ energy: { meanW: value } }));
    const { mean, low, high } = pairedDifferences(first, second)['/energy/meanW']!;
    expect(mean).toBeCloseTo(2, 12);
    expect(high - low).toBeLessThan(0.6);
  });

  test('need equally many replications', () => {
    expect(() => pairedDifferences([resultOf({})], [])).toThrow(RangeError);
  });
});
