import { describe, expect, test } from 'vitest';
import type { DesignResult, Result } from '../../sim/measure/result.ts';
import {
  combinationsOf,
  gridProblem,
  MAX_COMBINATIONS,
  measuredIn,
  settingsFor,
  sweep,
  type Axis,
} from '../../sim/study/grid.ts';
import { intervalOf } from '../../sim/study/intervals.ts';

const AXES: readonly Axis[] = [
  { pointers: ['/mailboxes'], values: [1, 2] },
  { pointers: ['/a', '/b'], values: ['x', 'y', null] },
];

/** A design's result as far as a sweep looks. */
function designOf(values: object): DesignResult {
  return { intervals: {}, ...values } as unknown as DesignResult;
}

describe('a grid', () => {
  test('has every combination once, the last axis fastest', () => {
    expect(combinationsOf(AXES)).toEqual([
      [1, 'x'],
      [1, 'y'],
      [1, null],
      [2, 'x'],
      [2, 'y'],
      [2, null],
    ]);
    expect(combinationsOf([])).toEqual([[]]);
  });

  test('sets places that go together to the same value', () => {
    expect(settingsFor(AXES, [2, 'y'])).toEqual([
      { pointer: '/mailboxes', value: 2 },
      { pointer: '/a', value: 'y' },
      { pointer: '/b', value: 'y' },
    ]);
  });

  test('is refused with its count when nobody would read the table', () => {
    const of = (n: number): Axis => ({ pointers: [`/${n}`], values: Array.from({ length: n }, (_, i) => i) });
    expect(gridProblem([of(10), of(100)])).toBeUndefined();
    expect(10 * 100).toBe(MAX_COMBINATIONS);
    expect(gridProblem([of(11), of(100)])).toMatch(/^11 × 100 = 1100 combinations, more than 1000; give fewer values/);
  });
});

describe('a metric of a row', () => {
  test('is the interval of the replications', () => {
    const design = designOf({ intervals: { '/events': intervalOf([1, 3]) }, events: 1 });
    const { mean, low, high } = measuredIn(design, '/events');
    expect(mean).toBe(2);
    expect(high! - 2).toBeCloseTo(12.706, 3);
    expect(low! + high!).toBeCloseTo(4, 9);
  });

  test('is the value of a single run, without an interval', () => {
    expect(measuredIn(designOf({ events: 7 }), '/events')).toEqual({ mean: 7, low: null, high: null });
  });

  test('is none when it was not measured, or not in every replication', () => {
    const none = { mean: null, low: null, high: null };
    expect(measuredIn(designOf({ events: 7 }), '/energy/cost')).toEqual(none);
    const design = designOf({ intervals: { '/events': intervalOf([1, 3]) }, energy: { cost: 5 } });
    expect(measuredIn(design, '/energy/cost')).toEqual(none);
  });
});

test('a sweep has a row for each point and design in the order of the grid, whatever ends first', async () => {
  const points = [{ values: [3] }, { values: [1] }, { values: [2] }];
  const rows = await sweep(points, ['/events'], async ({ values: [value = 0] }) => {
    await new Promise((resolve) => setTimeout(resolve, value * 4));
    const designs = { one: designOf({ events: value * 10 }), two: designOf({ events: value * 100 }) };
    return { designs } as unknown as Result;
  });
  expect(rows.map(({ values, design, metrics: [metric] }) => [values[0], design, metric?.mean])).toEqual([
    [3, 'one', 30],
    [3, 'two', 300],
    [1, 'one', 10],
    [1, 'two', 100],
    [2, 'one', 20],
    [2, 'two', 200],
  ]);
  await expect(sweep(points, [], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
