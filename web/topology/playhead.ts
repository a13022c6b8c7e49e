import { batch, computed, effect, signal } from '@preact/signals';
import { grown } from '../state/growth.ts';
import { busy, ran, series } from '../state/runner.ts';
import { cursor } from '../state/view.ts';

/** The moment that is played back, shared with the charts' crosshair. */

/** The moment [s from the start of the run]; null for the newest there is. */
export const playhead = signal<number | null>(null);
/** Whether it moves by itself. */
export const playing = signal(false);
/** Simulated seconds per second; 0 for the one that suits the run. */
export const chosenSpeed = signal(0);

/** How far any design has been simulated [s]. */
export const reached = computed(() => {
  void grown.value;
  let end = 0;
  for (const { time } of series.value.values()) end = Math.max(end, time.at(-1) ?? 0);
  return end;
});

/** The moment that is shown [s]. */
export const shownAt = computed(() => Math.min(playhead.value ?? Infinity, reached.value));

/** Speeds to choose from [simulated s per s]. */
export const SPEEDS = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 86400];

/** Wall time that a run takes at the speed that suits it, at most [s]. */
const WHOLE_RUN_S = 150;

/** The slowest speed at which a run of this length does not take too long. */
export function speedFor(durationS: number): number {
  return SPEEDS.find((speed) => durationS / speed <= WHOLE_RUN_S) ?? SPEEDS.at(-1) ?? 1;
}

/** The speed in force [simulated s per s]. */
export const speed = computed(() =>
  chosenSpeed.value > 0 ? chosenSpeed.value : speedFor(ran.value?.scenario.run.durationS ?? 0),
);

/** The end of the sample that a moment is in: where the charts' crosshair stands. */
export function sampleEnd(at: number, sampleS: number, durationS: number): number {
  return Math.min(durationS, Math.max(1, Math.ceil(at / sampleS - 1e-6)) * sampleS);
}

/** The charts' crosshair as it was put by this module: another value is a reader's. */
let placed: number | null = null;

/** Shows a moment, and puts the charts' crosshair there; `lightly`: leaves the crosshair for a later time. */
export function seek(at: number, lightly = false): void {
  const run = ran.value?.scenario.run;
  if (run === undefined) return;
  const to = Math.min(Math.max(0, at), reached.value);
  batch(() => {
    playhead.value = to;
    if (lightly) return;
    placed = sampleEnd(to, run.sampleS, run.durationS);
    cursor.value = placed;
  });
}

/** Begins to play, from the beginning where there is nothing left. */
export function play(): void {
  if (playing.value || ran.value === null) return;
  if (shownAt.value >= reached.value - 1e-6 && !busy.value) seek(0);
  else seek(shownAt.value);
  playing.value = true;
}

/** Stops playing. */
export function stop(): void {
  playing.value = false;
}

/** Least wall time between two moves of the charts' crosshair while playing [s]: there are many charts. */
const CROSSHAIR_S = 0.12;
let sinceCrosshair = 0;

/** Moves on by so much wall time [s]; stops at the end, and waits there while the run goes on. */
export function advance(wallS: number): void {
  if (!playing.value) return;
  const to = shownAt.value + wallS * speed.value;
  const isEnd = to >= reached.value - 1e-6;
  sinceCrosshair += wallS;
  const isLight = sinceCrosshair < CROSSHAIR_S && !isEnd;
  if (!isLight) sinceCrosshair = 0;
  seek(to, isLight);
  if (isEnd && !busy.value) stop();
}

/** Keeps the moment and the charts' crosshair together; forgets both when another run begins. Returns how to end that. */
export function followCharts(): () => void {
  let run = ran.peek();
  return effect(() => {
    const now = cursor.value;
    if (ran.value !== run) {
      run = ran.value;
      batch(() => {
        playing.value = false;
        playhead.value = null;
      });
    } else if (now !== null && now !== placed) {
      batch(() => {
        playing.value = false;
        playhead.value = now;
      });
    }
    placed = now;
  });
}
