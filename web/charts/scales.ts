import { bisectLeft, scaleLinear, scaleLog } from 'd3';
import type { ScaleContinuousNumeric } from 'd3';
import type { ScaleKind } from './definitions.ts';

/** A scale from values to pixels. */
export type Scale = ScaleContinuousNumeric<number, number>;

/** Round times for a logarithmic axis [s]. */
const ROUND_TIMES = [
  1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 60, 600, 3600, 21600, 86400, 604800, 6048000, 60480000, 604800000,
];

/** Tops of the axis of shares. */
const SHARES = [0.05, 0.25];

/** Smallest and largest value in sight; NaN where there is none. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The first index whose sample may be seen from `from` on, and one past the last up to `to`, with one neighbor either side. */
export function indexRange(time: Float64Array, from: number, to: number): [number, number] {
  const first = Math.max(0, bisectLeft(time, from) - 1);
  const last = Math.min(time.length, bisectLeft(time, to) + 1);
  return [first, Math.max(first, last)];
}

/** Widens an extent by values[from … to). */
export function extend({ low, high }: Extent, values: Float64Array, from: number, to: number): Extent {
  for (let i = from; i < to; i++) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (!(value >= low)) low = value;
    if (!(value <= high)) high = value;
  }
  return { low, high };
}

/** The ends of the vertical axis for what is in sight: round, and the same for all panels of a chart. */
export function domainOf(kind: ScaleKind, { low, high }: Extent): [number, number] {
  // Out of all there is; only where nearly nothing is used a part of it, so that lines do not lie on the floor.
  if (kind === 'share') return [0, SHARES.find((top) => high <= top * 0.8) ?? 1];
  if (kind === 'linear') {
    const top = high > 0 ? high : 1;
    const [, end = top] = scaleLinear().domain([0, top]).nice(4).domain();
    return [0, end];
  }
  if (kind === 'decades') {
    const top = 10 ** Math.ceil(Math.log10(high > 0 ? high : 1));
    // No more than six decades: what is smaller, and zero, lies on the floor.
    const least = low > 0 ? 10 ** Math.floor(Math.log10(low)) : top / 1000;
    return [Math.max(top / 1e6, Math.min(least, top / 10)), top];
  }
  const bottom = low > 0 ? low : 0.1;
  const top = high > bottom ? high : bottom;
  const under = ROUND_TIMES.findLast((t) => t <= bottom) ?? 1e-6;
  const over = ROUND_TIMES.find((t) => t >= top && t > under) ?? 604800000;
  return [under, over];
}

/** Values to pixels, upwards. */
export function verticalScale(kind: ScaleKind, domain: readonly [number, number], height: number): Scale {
  const scale = kind === 'log' || kind === 'decades' ? scaleLog().clamp(true) : scaleLinear();
  return scale.domain(domain).range([height, 0]);
}

/** Times to pixels. */
export function timeScale(from: number, to: number, width: number): Scale {
  return scaleLinear().domain([from, to]).range([0, width]);
}

/** Where the vertical axis has its ticks. */
export function valueTicks(kind: ScaleKind, domain: readonly [number, number], most: number): number[] {
  if (kind === 'share' && domain[1] === 1) return most < 4 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  if (kind === 'decades') {
    const [from, to] = domain.map((end) => Math.round(Math.log10(end)));
    const every = Math.ceil(((to ?? 0) - (from ?? 0) + 1) / Math.max(2, most));
    const tens = Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, i) => 10 ** ((from ?? 0) + i));
    return tens.filter((_, i) => i % every === 0);
  }
  if (kind !== 'log') return scaleLinear().domain(domain).ticks(most);
  const inside = ROUND_TIMES.filter((t) => t >= domain[0] && t <= domain[1]);
  const every = Math.ceil(inside.length / Math.max(2, most));
  return inside.filter((_, i) => i % every === 0);
}
