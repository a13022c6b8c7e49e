import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** Least and longest time between two drawings of what grows [ms]. */
const REST_MS = 100;
const LONGEST_REST_MS = 1000;
/** Drawing may take one part in so many of the time: the rest belongs to whoever uses the page. */
const PARTS = 4;

const beat = signal(0);
let waiting = false;
let rest = REST_MS;
let before = 0;

/**
 * Counts up after samples came: in an animation frame, at most ten times a second, and less often where drawing is slow.
 * What shows samples while a run goes on depends on it.
 */
export const grown: ReadonlySignal<number> = beat;

/** Says that samples came, or that there are none any more. */
export function noteGrowth(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => requestAnimationFrame(draw), Math.max(0, before + rest - performance.now()));
}

function draw(): void {
  waiting = false;
  const began = performance.now();
  beat.value += 1;
  // A task after this frame: by then everything that depends on it was rendered, laid out and painted.
  setTimeout(() => {
    before = performance.now();
    rest = Math.min(LONGEST_REST_MS, Math.max(REST_MS, (PARTS - 1) * (before - began)));
  });
}
