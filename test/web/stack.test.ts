import { scaleLinear } from 'd3';
import { expect, test } from 'vitest';
import { cellPaths, SHADES } from '../../web/charts/drawCells.ts';
import { domainOf, valueTicks } from '../../web/charts/scales.ts';
import { areaPath, decimatedStack, highestTotal, stacked, topOf } from '../../web/charts/stack.ts';
import { hidden, isolateLine, toggleLine } from '../../web/state/view.ts';

const ink = { color: 0, dash: 'none' };
const time = Float64Array.of(1, 2, 3);

test('areas stand on each other, and what was not measured counts as nothing', () => {
  const layers = stacked([
    { id: 'a', ink, time, values: Float64Array.of(1, NaN, 3) },
    { id: 'b', ink, time, values: Float64Array.of(10, 20, 30) },
  ]);
  expect(layers.map((layer) => [0, 1, 2].map((i) => topOf(layer, i)))).toEqual([
    [1, 0, 3],
    [11, 20, 33],
  ]);
  expect(highestTotal(layers, 0, 2)).toBe(20);
  expect(highestTotal([], 0, 2)).toBeNaN();
  const path = areaPath(
    [0, 2],
    (i) => i,
    () => 9,
    (i) => i,
  );
  expect(path).toBe('M0,0L2,2L2,9L0,9Z');
});

test('a hundred thousand samples become few points, and no spike of any area is lost', () => {
  const n = 100_000;
  const times = Float64Array.from({ length: n }, (_, i) => i);
  const spiky = Float64Array.from({ length: n }, (_, i) => (i === 54_321 ? 1000 : 1));
  const layers = stacked([
    { id: 'a', ink, time: times, values: Float64Array.from(times, () => 2) },
    { id: 'b', ink, time: times, values: spiky },
  ]);
  const shown = decimatedStack(layers, 0, n, 500, (i) => Math.floor((i * 500) / n));
  expect(shown.length).toBeLessThan(500 * 8);
  expect(shown).toContain(54_321);
});

test('fields of a heat map are as dark as their number, join samples that are too narrow, and leave out what is empty', () => {
  const x = scaleLinear([0, 4], [0, 40]);
  const y = scaleLinear([0, 2], [20, 0]);
  const values = Float64Array.of(1, 0, 64, 64);
  const cells = { time: Float64Array.of(1, 2, 3, 4), bands: [{ low: 0, high: 1, values }], most: 64 };
  const paths = cellPaths({ ...cells, join: 'mean' }, 0, 4, x, y);
  expect(paths).toHaveLength(SHADES);
  expect(paths[0]).toBe('M0,10H10V20H0Z');
  expect(paths.at(-1)).toBe('M20,10H30V20H20ZM30,10H40V20H30Z');
  const narrow = scaleLinear([0, 4], [0, 6]);
  expect(cellPaths({ ...cells, join: 'highest' }, 0, 4, narrow, y).at(-1)).toBe('M3,10H6V20H3Z');
  expect(cellPaths({ ...cells, join: 'mean' }, 0, 4, narrow, y).filter((path) => path !== '')).toHaveLength(2);
});

test('rows are read from the top, each in its own place', () => {
  const x = scaleLinear([0, 2], [0, 20]);
  const y = scaleLinear([2, 0], [40, 0]);
  const busy = { low: 0, high: 1, values: Float64Array.of(1, 1) };
  const idle = { low: 1, high: 2, values: Float64Array.of(0, 0.01) };
  const cells = { time: Float64Array.of(1, 2), bands: [busy, idle], most: 1, join: 'highest' } as const;
  const paths = cellPaths(cells, 0, 2, x, y);
  expect(paths.at(-1)).toBe('M0,0H10V20H0ZM10,0H20V20H10Z');
  expect(paths[0]).toBe('M10,20H20V40H10Z');
});

test('amounts on a logarithmic scale lie between powers of ten, zero on the floor', () => {
  expect(domainOf('decades', { low: 3, high: 400 })).toEqual([1, 1000]);
  expect(domainOf('decades', { low: 0, high: 400 })).toEqual([1, 1000]);
  expect(valueTicks('decades', [1, 1000], 8)).toEqual([1, 10, 100, 1000]);
});

test('a line shown alone hides the others, and shows them again the second time', () => {
  toggleLine('cpu', 'a');
  isolateLine('cpu', 'a', ['a', 'b', 'c']);
  expect([...hidden.value].sort()).toEqual(['cpu/b', 'cpu/c']);
  isolateLine('cpu', 'a', ['a', 'b', 'c']);
  expect(hidden.value.size).toBe(0);
});
