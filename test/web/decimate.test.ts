import { scaleLinear } from 'd3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimate } from '../../web/charts/decimate.ts';
import { pathOf } from '../../web/charts/path.ts';

const samples = fc.array(fc.oneof({ weight: 9, arbitrary: fc.double({ noNaN: true }) }, fc.constant(NaN)), {
  minLength: 1,
  maxLength: 3000,
});

describe('decimation', () => {
  test('keeps the extremes of every pixel column, in order, and few points', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 40 }), (list, columns) => {
        const values = Float64Array.from(list);
        const columnOf = (i: number): number => Math.floor((i * columns) / values.length);
        const picked = decimate(values, 0, values.length, columns, columnOf);
        expect(picked).toEqual([...picked].sort((a, b) => a - b));
        expect(picked.length).toBeLessThanOrEqual(Math.max(4 * columns, 4));
        for (let column = 0; column < columns; column++) {
          const all = list.filter((value, i) => columnOf(i) === column && !Number.isNaN(value));
          const drawn = picked
            .filter((i) => columnOf(i) === column && !Number.isNaN(list[i]))
            .map((i) => list[i] ?? NaN);
          if (all.length === 0) continue;
          expect(Math.max(...drawn)).toBe(Math.max(...all));
          expect(Math.min(...drawn)).toBe(Math.min(...all));
        }
      }),
    );
  });

  test('leaves a gap where a whole column has no value', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i >= 40 && i < 60 ? NaN : i));
    const picked = decimate(values, 0, 100, 10, (i) => Math.floor(i / 10));
    expect(picked.filter((i) => Number.isNaN(values[i] ?? 0))).toEqual([40, 50]);
  });

  test('draws every sample where there are no more than pixels can show', () => {
    expect(decimate(Float64Array.of(3, 1, 2), 0, 3, 10, (i) => i)).toEqual([0, 1, 2]);
  });

  test('takes only the stretch asked for', () => {
    expect(decimate(Float64Array.of(3, 1, 2, 5), 1, 3, 10, (i) => i)).toEqual([1, 2]);
  });
});

describe('a path', () => {
  const path = (values: readonly number[]) =>
    pathOf(
      values.map((_, i) => i),
      (i) => i * 10,
      (i) => values[i] ?? NaN,
    );

  test('joins neighbors and stops at gaps', () => {
    expect(path([1, 2, NaN, 3, 4])).toBe('M0,1L10,2M30,3L40,4');
  });

  test('makes a dot of a sample between gaps', () => {
    expect(path([NaN, 5, NaN])).toBe('M10,5h0');
    expect(path([1, 2, NaN, 3])).toBe('M0,1L10,2M30,3h0');
  });

  test('takes what a scale says of a missing value for a gap', () => {
    const scale = scaleLinear();
    expect(
      pathOf(
        [0, 1, 2],
        (i) => i,
        (i) => scale([1, NaN, 2][i] ?? NaN),
      ),
    ).toBe('M0,1h0M2,2h0');
  });

  test('is empty without values', () => {
    expect(path([])).toBe('');
    expect(path([NaN, NaN])).toBe('');
  });
});
