import { Histogram } from '../kernel/histogram.ts';
import { Levels } from '../kernel/level.ts';
import { TimeHeap } from '../kernel/timeHeap.ts';

/**
 * The tiers of a design: their spools and what is measured of a tier as a whole.
 * Writer of the spools: `model/relay.ts`; of the rest `model/pipeline.ts`.
 */
export class Tiers {
  readonly ids: readonly string[];
  /** Instances `firstInstance` to `endInstance` − 1 are the tier's. */
  readonly firstInstance: Int32Array;
  readonly endInstance: Int32Array;
  /** [s]; Infinity for endless patience. */
  readonly patienceS: Float64Array;
  /** Accepted messages waiting for the next tier; one level per tier. */
  readonly spool: Levels;
  readonly spoolCapacity: Float64Array;
  /** Messages whose relay failed, by the time of the next try. */
  readonly relayRetries: readonly TimeHeap[];
  /** Messages whose holder is down: they wait for it to come back. */
  readonly stranded: readonly number[][];
  /** Jobs that came, were refused, left the backlog, were served to the end. */
  readonly arrivals: Float64Array;
  readonly refused: Float64Array;
  readonly abandoned: Float64Array;
  readonly completed: Float64Array;
  /** Jobs that came, over all time: the series' counter. */
  readonly seenArrivals: Float64Array;
  /** Arrival to end of the session at the tier [s]. */
  readonly sojournS: readonly Histogram[];
  /** Connections waiting now over all instances, its peak in the run and in the current sample. */
  readonly backlog: Int32Array;
  readonly peakBacklog: Int32Array;
  readonly samplePeakBacklog: Int32Array;

  constructor(ids: readonly string[]) {
    this.ids = ids;
    const n = ids.length;
    this.firstInstance = new Int32Array(n);
    this.endInstance = new Int32Array(n);
    this.patienceS = new Float64Array(n).fill(Infinity);
    this.spool = new Levels(n);
    this.spoolCapacity = new Float64Array(n).fill(Infinity);
    this.relayRetries = this.ids.map(() => new TimeHeap());
    this.stranded = this.ids.map(() => []);
    this.arrivals = new Float64Array(n);
    this.refused = new Float64Array(n);
    this.abandoned = new Float64Array(n);
    this.completed = new Float64Array(n);
    this.seenArrivals = new Float64Array(n);
    this.sojournS = this.ids.map(() => new Histogram());
    this.backlog = new Int32Array(n);
    this.peakBacklog = new Int32Array(n);
    this.samplePeakBacklog = new Int32Array(n);
  }

  /** Measuring begins anew at `now` (end of the warm-up). */
  resetMeasures(now: number): void {
    this.spool.reset(now);
    for (const column of [this.arrivals, this.refused, this.abandoned, this.completed]) column.fill(0);
    for (const histogram of this.sojournS) histogram.clear();
    this.peakBacklog.set(this.backlog);
  }
}
