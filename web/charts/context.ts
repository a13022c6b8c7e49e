import type { ReadonlySignal } from '@preact/signals';
import type { Flag } from './drawn.ts';

/** What all charts of a run have in common. */
export interface ChartContext {
  /** Start of the run, epoch seconds. */
  readonly start: number;
  readonly durationS: number;
  readonly sampleS: number;
  readonly warmupS: number;
  readonly flags: readonly Flag[];
  /** Changes when charts should be drawn again because samples came; at most ten times a second (state/growth.ts). */
  readonly pulse: ReadonlySignal<number>;
}
