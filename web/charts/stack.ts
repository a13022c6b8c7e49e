import { decimate } from './decimate.ts';
import type { DrawnLine } from './drawn.ts';

/** An area of a stack: a line's own values, and the height on which they stand. */
export interface Layer extends DrawnLine {
  readonly base: Float64Array;
}

/** Puts lines on top of each other, the first at the bottom; what was not measured counts as nothing. */
export function stacked(lines: readonly DrawnLine[]): Layer[] {
  const length = lines.reduce((most, { values }) => Math.max(most, values.length), 0);
  let base = new Float64Array(length);
  return lines.map((line) => {
    const own = base;
    base = edgeOf({ ...line, base: own }, 0, length);
    return { ...line, base: own };
  });
}

/** The largest total of samples from … to − 1; NaN where there is none. */
export function highestTotal(layers: readonly Layer[], from: number, to: number): number {
  const top = layers.at(-1);
  let most = NaN;
  if (top === undefined) return NaN;
  for (let i = from; i < to; i++) {
    const total = topOf(top, i);
    if (!(total <= most)) most = total;
  }
  return most;
}

/** The upper edge of an area at a sample. */
export function topOf({ base, values }: Layer, i: number): number {
  return (base[i] ?? 0) + or0(values[i]);
}

/** Samples to draw of all areas: every edge keeps its extremes in every pixel column. */
export function decimatedStack(
  layers: readonly Layer[],
  from: number,
  to: number,
  columns: number,
  columnOf: (index: number) => number,
): number[] {
  const picked = new Set<number>();
  for (const layer of layers) {
    const edge = edgeOf(layer, from, to);
    for (const i of decimate(edge, from, to, columns, columnOf)) picked.add(i);
  }
  return [...picked].sort((a, b) => a - b);
}

/** The upper edge at samples from … to − 1, each at its own index. A loop: there may be a hundred thousand. */
function edgeOf({ base, values }: Layer, from: number, to: number): Float64Array<ArrayBuffer> {
  const edge = new Float64Array(base.length);
  for (let i = from; i < to; i++) edge[i] = (base[i] ?? 0) + or0(values[i]);
  return edge;
}

/** The outline of an area through some samples. */
export function areaPath(
  indices: readonly number[],
  x: (index: number) => number,
  low: (index: number) => number,
  high: (index: number) => number,
): string {
  if (indices.length === 0) return '';
  const at = (i: number, y: number): string => `${Math.round(x(i) * 10) / 10},${Math.round(y * 10) / 10}`;
  const there = indices.map((i) => at(i, high(i)));
  const back = indices.toReversed().map((i) => at(i, low(i)));
  return `M${[...there, ...back].join('L')}Z`;
}

function or0(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}
