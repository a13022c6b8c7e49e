import type { Traces } from '../../columns/traces.ts';

/** Messages of one stream that are traced at once because of trouble, at most. */
const AT_ONCE = 512;
const WORDS = 0x100000000; // 2³²

/**
 * Which messages are traced from their first trouble on: all of them while there are few. When there are too many, those with high hashes are
 * let go and no more of these are taken until there is room again: what is traced stays a fair sample of what is in trouble.
 */
export class Troubled {
  private readonly traces: Traces;
  private readonly streamOf: (message: number) => number;
  private readonly letGo: (row: number) => void;
  private readonly threshold: Float64Array;
  private readonly live: Int32Array;

  /** `letGo` ends a trace that there is no room for. */
  constructor(streams: number, traces: Traces, streamOf: (message: number) => number, letGo: (row: number) => void) {
    this.traces = traces;
    this.streamOf = streamOf;
    this.letGo = letGo;
    this.threshold = new Float64Array(streams).fill(WORDS);
    this.live = new Int32Array(streams);
  }

  /** True when a message in trouble is to be traced: there is room for it then. */
  admits(stream: number, hash: number): boolean {
    if (this.live[stream] < AT_ONCE / 4 && this.threshold[stream] < WORDS) this.threshold[stream] *= 2;
    if (hash >= this.threshold[stream]) return false;
    while (this.live[stream] >= AT_ONCE) this.thin(stream);
    return hash < this.threshold[stream];
  }

  /** A trace begins (1) or ends (−1). */
  count(stream: number, change: 1 | -1): void {
    this.live[stream] += change;
  }

  private thin(stream: number): void {
    const { traces } = this;
    this.threshold[stream] /= 2;
    for (let row = 0; row < traces.extent; row++) {
      const message = traces.message[row];
      if (message < 0 || traces.sampled[row] === 1 || traces.hash[row] < this.threshold[stream]) continue;
      if (this.streamOf(message) === stream) this.letGo(row);
    }
  }
}
