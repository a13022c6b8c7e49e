import { batch, computed, signal } from '@preact/signals';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import type { View } from '../share/viewText.ts';
import { unask } from './late.ts';

/** What of a run is looked at, shared by all charts. */

/** Zoomed stretch of time [s from the start of the run]; null for the whole run. */
export const range = signal<readonly [number, number] | null>(null);

/** Time under the crosshair [s]; null for none. */
export const cursor = signal<number | null>(null);

/** How a chart of several designs is cut into panels: one per design, or one per tier (or percentile, or stream). */
export const pivot = signal<'design' | 'part'>('design');

/** Hidden lines, as `chart/line`. */
export const hidden = signal<ReadonlySet<string>>(new Set());

/** What was chosen in each chart that offers several quantities. */
export const choices = signal<Readonly<Record<string, string>>>({});

/** Charts whose vertical scale was switched: to a logarithmic one, or of those that have one, to a linear one. */
export const switched = signal<ReadonlySet<string>>(new Set());

/** Switches the vertical scale of a chart. */
export function switchScale(chart: string): void {
  const next = new Set(switched.value);
  if (!next.delete(chart)) next.add(chart);
  switched.value = next;
}

/** The stream whose delivery is charted; null for the one that counts most. */
export const stream = signal<string | null>(null);

/** Hides a line, or shows it again. */
export function toggleLine(chart: string, line: string): void {
  const next = new Set(hidden.value);
  const key = `${chart}/${line}`;
  if (!next.delete(key)) next.add(key);
  hidden.value = next;
}

/** Shows a line alone among the lines of its chart; all of them again where it is alone already. */
export function isolateLine(chart: string, line: string, lines: readonly string[]): void {
  const next = new Set(hidden.value);
  const others = lines.filter((id) => id !== line).map((id) => `${chart}/${id}`);
  const isAlone = others.every((key) => next.has(key)) && !next.has(`${chart}/${line}`);
  for (const key of others) {
    if (isAlone) next.delete(key);
    else next.add(key);
  }
  next.delete(`${chart}/${line}`);
  hidden.value = next;
}

/** Zooms to a stretch inside [0, durationS]; one shorter than `leastS` is widened, the whole run is no zoom. */
export function zoomTo(from: number, to: number, durationS: number, leastS: number): void {
  let [a, b] = from < to ? [from, to] : [to, from];
  if (b - a < leastS) {
    const middle = (a + b) / 2;
    [a, b] = [middle - leastS / 2, middle + leastS / 2];
  }
  const length = Math.min(b - a, durationS);
  a = Math.min(Math.max(0, a), durationS - length);
  range.value = length >= durationS ? null : [a, a + length];
}

/** Shows the whole run again. */
export function resetZoom(): void {
  range.value = null;
}

/** What is looked at, as a link can say it. */
export const lookedAt = computed((): View => ({
  ...(range.value !== null && { range: range.value }),
  ...(pivot.value === 'part' && { byPart: true }),
  hidden: [...hidden.value],
  choices: choices.value,
  switched: [...switched.value],
  ...(stream.value !== null && { stream: stream.value }),
}));

/** Looks at a run as a link says; what the scenario does not have is left as it is. */
export function lookAt(view: View, { run, streams }: Scenario): void {
  batch(() => {
    if (view.range !== undefined && view.range[0] < run.durationS) zoomTo(...view.range, run.durationS, run.sampleS);
    if (view.byPart === true) pivot.value = 'part';
    if (view.stream !== undefined && Object.hasOwn(streams, view.stream)) stream.value = view.stream;
    hidden.value = new Set(view.hidden);
    choices.value = view.choices ?? {};
    switched.value = new Set(view.switched);
  });
}

/** Forgets what belongs to the scenario that was looked at before. */
export function resetView(): void {
  range.value = null;
  cursor.value = null;
  hidden.value = new Set();
  choices.value = {};
  switched.value = new Set();
  stream.value = null;
  unask();
}
