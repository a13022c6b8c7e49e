import { bisectLeft, bisectRight } from 'd3';

/** Where stepping goes: pure, so that it can be tested without a page. */

/** Moments closer than this are one [s]. */
const TOGETHER_S = 0.001;

/** Moments worth a stop, in order and each once. */
export function momentsOf(times: readonly (readonly number[])[]): number[] {
  const sorted = times.flat().sort((a, b) => a - b);
  return sorted.filter((at, i) => i === 0 || at - (sorted[i - 1] ?? 0) > TOGETHER_S);
}

/** The next moment after `at`, or the one before it; undefined where there is none. */
export function neighbor(moments: readonly number[], at: number, way: 1 | -1): number | undefined {
  return way === 1 ? moments[bisectRight(moments, at + TOGETHER_S)] : moments[bisectLeft(moments, at - TOGETHER_S) - 1];
}

/** What a key asks for. */
export type Wish =
  | 'play'
  | 'start'
  | 'end'
  | 'sample+'
  | 'sample-'
  | 'page+'
  | 'page-'
  | 'event+'
  | 'event-'
  | 'incident+'
  | 'incident-';

/** What a key asks for while the playback has the focus; undefined for none of its keys. */
export function wishFor(key: string): Wish | undefined {
  return WISHES[key];
}

const WISHES: Readonly<Record<string, Wish | undefined>> = {
  ' ': 'play',
  k: 'play',
  ArrowRight: 'sample+',
  ArrowUp: 'sample+',
  ArrowLeft: 'sample-',
  ArrowDown: 'sample-',
  PageUp: 'page+',
  PageDown: 'page-',
  Home: 'start',
  End: 'end',
  '.': 'event+',
  ',': 'event-',
  '>': 'incident+',
  '<': 'incident-',
  n: 'incident+',
  p: 'incident-',
};
