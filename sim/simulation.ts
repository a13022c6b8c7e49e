import type { Scenario } from './scenario/schema/scenario.ts';
import type { Column, Frame } from './measure/metrics.ts';
import type { DesignResult } from './measure/result.ts';

/**
 * One design of a scenario, ready to run: build it, run it to its end in slices, take the sampled rows as they come, read the result.
 * It knows no clock and no thread; whoever drives it decides how long a slice is.
 */
export class Simulation {
  /** The sampled columns, in the order in which frames hold them. */
  readonly columns: readonly Column[];
  /** Length of the run [s]. */
  readonly durationS: number;

  /** Builds the world of one design. Throws RangeError for an unknown design or a scenario that cannot be built. */
  constructor(scenario: Scenario, designId: string, seed?: string) {
    void designId;
    void seed;
    this.columns = [];
    this.durationS = scenario.run.durationS;
  }

  /** Simulated time [s]. */
  get now(): number {
    return 0;
  }

  /** Events taken so far. */
  get events(): number {
    return 0;
  }

  /** Takes at most `events` more events; true once the end of the run is reached. */
  advance(events: number): boolean {
    void events;
    throw new Error('not built yet');
  }

  /** The rows sampled since the last call, or undefined when there are none. */
  takeFrame(): Frame | undefined {
    return undefined;
  }

  /** The result so far; final once `advance` returned true. */
  result(): DesignResult {
    throw new Error('not built yet');
  }
}
