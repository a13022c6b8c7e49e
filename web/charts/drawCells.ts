import type { Cells } from './drawn.ts';
import type { Scale } from './scales.ts';
import { indexRange } from './scales.ts';

/** Degrees of darkness of a field. */
export const SHADES = 8;
/** Narrowest field [px]: samples closer together are drawn as one. */
const LEAST_WIDTH = 3;

/** One path per shade, from the lightest: every field of that shade as a rectangle. Fields without anything are left out. */
export function cellPaths(cells: Cells, from: number, to: number, x: Scale, y: Scale): string[] {
  const { time, bands, most, join } = cells;
  const paths = Array.from({ length: SHADES }, () => '');
  const [first, last] = indexRange(time, from, to);
  const width = x.range()[1] ?? 1;
  const per = Math.max(1, Math.ceil(((last - first) * LEAST_WIDTH) / width));
  // Rows are counted from the top: their scale runs the other way round.
  const [one = 0, other = 1] = y.domain();
  const [least, highest] = one < other ? [one, other] : [other, one];
  // Fields begin at multiples of their number of samples, so that they do not flicker while samples come.
  for (let start = first - (first % per); start < last; start += per) {
    const end = Math.min(start + per, last);
    const left = Math.max(0, x(start > 0 ? (time[start - 1] ?? 0) : 0));
    const right = Math.min(width, x(time[end - 1] ?? 0));
    if (right <= left) continue;
    for (const { low, high, values } of bands) {
      const value = joined(values, start, end, join);
      if (!(value > 0)) continue;
      // Few beside many must still be seen: darkness goes by the square root.
      const shade = Math.min(SHADES, Math.ceil(SHADES * Math.sqrt(value / most))) - 1;
      const ends = [y(clamped(low, least, highest)), y(clamped(high, least, highest))] as const;
      const [above, below] = [Math.min(...ends), Math.max(...ends)];
      if (below <= above) continue;
      paths[shade] += `M${tenths(left)},${tenths(above)}H${tenths(right)}V${tenths(below)}H${tenths(left)}Z`;
    }
  }
  return paths;
}

function joined(values: Float64Array, from: number, to: number, join: Cells['join']): number {
  let sum = 0;
  let most = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    if (value > most) most = value;
  }
  return join === 'mean' ? sum / (to - from) : most;
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
