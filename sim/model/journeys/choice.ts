/** Messages of the sample for each stream in each window of the charts, and in all, on average. */
const PER_WINDOW = 4;
const IN_ALL = 1 << 14;

const WORDS = 0x100000000; // 2³²

/** A hash of a message's number, from 0 to 2³² (lowbias32, Wellons 2018): the same in every design. */
export function hashOf(number: number): number {
  let x = number | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/**
 * The sample: which messages are traced from their first attempt on. It is decided by the hash of a message's number against a threshold that
 * follows how many came in the window before. Neither depends on the design, so all designs trace the same messages; nor on how long a
 * message takes, so the sample is fair.
 */
export class Choice {
  private readonly perWindow: number;
  private readonly most: number;
  /** Hashes below it are chosen; one per stream. */
  private readonly threshold: Float64Array;
  /** Messages offered and chosen in this window; one per stream. */
  private readonly offered: Float64Array;
  private readonly chosen: Float64Array;

  /** `windows`: those of the whole run. */
  constructor(streams: number, windows: number) {
    this.perWindow = Math.min(PER_WINDOW, IN_ALL / (windows * streams));
    this.most = Math.ceil(2 * this.perWindow);
    // Nothing is known yet of the first window: its first messages are chosen.
    this.threshold = new Float64Array(streams).fill(WORDS);
    this.offered = new Float64Array(streams);
    this.chosen = new Float64Array(streams);
  }

  /** True when a message that comes now is one of the sample; to be asked once for each, in the order of their numbers. */
  picks(stream: number, number: number): boolean {
    this.offered[stream]++;
    if (hashOf(number) >= this.threshold[stream] || this.chosen[stream] >= this.most) return false;
    this.chosen[stream]++;
    return true;
  }

  /** A window of the charts ends. */
  windowEnds(): void {
    for (let stream = 0; stream < this.offered.length; stream++) {
      const offered = this.offered[stream];
      this.threshold[stream] = offered > this.perWindow ? (WORDS * this.perWindow) / offered : WORDS;
      this.offered[stream] = 0;
      this.chosen[stream] = 0;
    }
  }
}
