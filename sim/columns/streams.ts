import { Histogram } from '../kernel/histogram.ts';
import { FateStream } from '../kernel/streams.ts';
import { COUNTS } from './counts.ts';

/**
 * The streams of a run: what became of their mail. `counts` holds only messages first offered after the warm-up;
 * `seen` holds all and is what the series show. Writers: `model/traffic.ts` and `model/pipeline.ts`.
 */
export class Streams {
  readonly ids: readonly string[];
  /** First pass of each stream; those of its later places follow. */
  readonly firstPass: Int32Array;
  /** `COUNTS` per stream: messages first offered after the warm-up. */
  readonly counts: Float64Array;
  /** `COUNTS` per stream: all messages. */
  readonly seen: Float64Array;
  /** Fates of each stream's messages. */
  readonly fates: readonly FateStream[];
  /** Latencies [s] of counted messages and their sessions. */
  readonly sessionS: readonly Histogram[];
  readonly bannerS: readonly Histogram[];
  readonly deliveryS: readonly Histogram[];
  /** Delivery times within the current sample, of all messages. */
  readonly sampleDeliveryS: readonly Histogram[];

  /** `fateKeys`: the key of each stream's fates, in the order of `ids`. */
  constructor(ids: readonly string[], fateKeys: readonly number[]) {
    this.ids = ids;
    const n = ids.length;
    this.firstPass = new Int32Array(n);
    this.counts = new Float64Array(n * COUNTS);
    this.seen = new Float64Array(n * COUNTS);
    this.fates = fateKeys.map((key) => new FateStream(key));
    const histograms = (): Histogram[] => this.ids.map(() => new Histogram());
    this.sessionS = histograms();
    this.bannerS = histograms();
    this.deliveryS = histograms();
    this.sampleDeliveryS = histograms();
  }

  /** Adds one message to a counter. */
  count(stream: number, counter: number, counted: number): void {
    const at = stream * COUNTS + counter;
    this.seen[at] += 1;
    this.counts[at] += counted;
  }

  /** Measuring begins anew (end of the warm-up). */
  resetMeasures(): void {
    this.counts.fill(0);
    for (const histogram of [...this.sessionS, ...this.bannerS, ...this.deliveryS]) histogram.clear();
  }
}
