import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { grown } from '../state/runner.ts';

/** Least time between two drawings of growing charts [ms]. */
const REST_MS = 100;

const beat = signal(0);

/** Counts up when charts should be drawn again: in an animation frame, at most ten times a second, only when samples came. */
export const pulse: ReadonlySignal<number> = beat;

/** Starts the beat; returns how to stop it. */
export function startPulse(): () => void {
  let waiting = false;
  let before = 0;
  return effect(() => {
    void grown.value;
    if (waiting) return;
    waiting = true;
    setTimeout(
      () => {
        requestAnimationFrame((now) => {
          waiting = false;
          before = now;
          beat.value += 1;
        });
      },
      Math.max(0, before + REST_MS - performance.now()),
    );
  });
}
