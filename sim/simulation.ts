import { journeyNames, JourneyReader } from './measure/journeys.ts';
import type { JourneyBatch, JourneyNames } from './measure/journeys.ts';
import type { Column, Frame } from './measure/metrics.ts';
import { Recorder } from './measure/recorder.ts';
import type { DesignResult } from './measure/result.ts';
import { summarize } from './measure/summary.ts';
import { Engine } from './model/engine.ts';
import type { Following } from './model/journeys/journeys.ts';
import type { Scenario } from './scenario/schema/scenario.ts';

/**
 * One design of a scenario, ready to run: build it, run it to its end in slices, take the sampled rows as they come, read the result.
 * It knows no clock and no thread; whoever drives it decides how long a slice is.
 */
export class Simulation {
  /** The sampled columns, in the order in which frames hold them. */
  readonly columns: readonly Column[];
  /** Length of the run [s]. */
  readonly durationS: number;
  private readonly engine: Engine;
  private readonly recorder: Recorder;
  private readonly journeys: JourneyReader | undefined;
  private readonly warmupS: number;
  private readonly sampleS: number;
  private samples = 0;
  private measuring: boolean;
  /** The last stop [s]: the end of a sample, of the warm-up or of the run. */
  private stoppedAt = 0;
  private ended = false;

  /**
   * Builds the world of one design. Throws RangeError for an unknown design. `journeys`: the ways of some messages are recorded, or of
   * one alone, which changes nothing else.
   */
  constructor(
    scenario: Scenario,
    designId: string,
    seed: string = scenario.seed,
    { journeys = false }: { readonly journeys?: Following } = {},
  ) {
    this.engine = new Engine(scenario, designId, seed, journeys);
    if (journeys !== false) this.journeys = new JourneyReader(this.engine);
    this.recorder = new Recorder(this.engine);
    this.columns = this.recorder.columns;
    this.durationS = scenario.run.durationS;
    this.warmupS = scenario.run.warmupS;
    this.sampleS = scenario.run.sampleS;
    this.measuring = this.warmupS === 0;
  }

  /** Simulated time [s]. */
  get now(): number {
    const { now } = this.engine.world.pending;
    return now > this.stoppedAt ? now : this.stoppedAt;
  }

  /** Events taken so far. */
  get events(): number {
    return this.engine.events;
  }

  /** Takes about `events` more events; true once the end of the run is reached. */
  advance(events: number): boolean {
    const stopAt = this.engine.events + events;
    while (!this.ended && this.engine.events < stopAt) {
      const until = this.nextStop();
      // What happens exactly at the end of the warm-up is measured: it happens after that stop.
      const isWarmup = !this.measuring && until === this.warmupS;
      if (!this.engine.take(until, stopAt - this.engine.events, !isWarmup)) break;
      this.stoppedAt = until;
      if (isWarmup) this.startMeasuring(until);
      else this.endSample(until);
    }
    return this.ended;
  }

  /** The rows sampled since the last call, or undefined when there are none. */
  takeFrame(): Frame | undefined {
    return this.recorder.takeFrame();
  }

  /** What the numbers of journeys stand for. */
  get journeyNames(): JourneyNames {
    return journeyNames(this.engine);
  }

  /** The journeys recorded since the last call, or undefined when there are none; once the run has ended, to be asked once more. */
  takeJourneys(): JourneyBatch | undefined {
    return this.journeys?.take(this.ended);
  }

  /** The result so far, of the warm-up until that is over; final once `advance` returned true. Objectives are judged when the designs are put together. */
  result(): DesignResult {
    return summarize(this.engine, this.measuring ? this.warmupS : 0, this.now);
  }

  /** The next time at which something must be read: end of a sample, of the warm-up, of the run. */
  private nextStop(): number {
    const sample = (this.samples + 1) * this.sampleS;
    const stop = sample < this.durationS ? sample : this.durationS;
    return !this.measuring && this.warmupS <= stop ? this.warmupS : stop;
  }

  private startMeasuring(at: number): void {
    this.measuring = true;
    this.recorder.keepAcross(() => this.engine.startMeasuring(at), at);
  }

  private endSample(at: number): void {
    if (at === this.durationS) {
      this.engine.metering.cut(at);
      this.engine.operations.finish(at);
      this.engine.journeys.finish(at);
      this.ended = true;
    }
    this.recorder.sample(at);
    this.engine.journeys.windowEnds();
    this.samples++;
  }
}
