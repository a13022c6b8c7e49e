import { hidden, range } from '../state/view.ts';

/** What of a run is drawn: a stretch of time, without the lines that are hidden. */
export interface Sight {
  /** [s from the start of the run]; null for the whole run. */
  readonly range: readonly [number, number] | null;
  /** Lines left out, as `chart/line`. */
  readonly hidden: ReadonlySet<string>;
}

/** What the reader looks at now. */
export function sightNow(): Sight {
  return { range: range.value, hidden: hidden.value };
}

/** All of it. */
export const WHOLE: Sight = { range: null, hidden: new Set() };
