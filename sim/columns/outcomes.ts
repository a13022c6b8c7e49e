/** Messages of one stream whose outcome is kept at most. */
const MOST = 1 << 20;

/**
 * What became of every message, by its number in its stream: the delivery time [s] of one that was delivered, the negative of its fate of one
 * that ended otherwise, NaN for one that has not ended. Single precision: it is for comparing designs. Writer: `model/journeys/journeys.ts`.
 */
export class Outcomes {
  /** One per stream. */
  readonly of: Float32Array<ArrayBuffer>[];

  constructor(streams: number) {
    this.of = Array.from({ length: streams }, () => new Float32Array(0));
  }

  /** Notes what became of a message; of those beyond the first million of a stream nothing is kept. */
  set(stream: number, number: number, outcome: number): void {
    if (number >= this.of[stream].length) {
      if (number >= MOST) return;
      const grown = new Float32Array(Math.min(MOST, Math.max(1024, number * 2))).fill(NaN);
      grown.set(this.of[stream]);
      this.of[stream] = grown;
    }
    this.of[stream][number] = outcome;
  }
}
