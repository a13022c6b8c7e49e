import type { Source } from './source.ts';

/**
 * Draws an index with given weights at one uniform and one comparison: the alias method (Walker 1977, Vose 1991).
 * Weights are ≥ 0, finite, and not all 0.
 */
export class AliasTable {
  private readonly keep: Float64Array; // one per index: share of its column that is its own
  private readonly other: Int32Array; // one per index: whose the rest of its column is

  /** A table for these weights, one per index. */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i];
    this.keep = new Float64Array(n);
    this.other = new Int32Array(n);
    const queue = new Int32Array(n); // poor ones from the front, rich ones from the back
    let poor = 0;
    let rich = n;
    for (let i = 0; i < n; i++) {
      this.keep[i] = (weights[i] * n) / total;
      this.other[i] = i;
      if (this.keep[i] < 1) queue[poor++] = i;
      else queue[--rich] = i;
    }
    while (poor > 0 && rich < n) {
      const small = queue[--poor];
      const large = queue[rich];
      this.other[small] = large;
      this.keep[large] -= 1 - this.keep[small];
      if (this.keep[large] < 1) {
        rich++;
        queue[poor++] = large;
      }
    }
    while (poor > 0) this.keep[queue[--poor]] = 1; // left over by rounding
    while (rich < n) this.keep[queue[rich++]] = 1;
  }

  /** An index, drawn. */
  draw(s: Source): number {
    const u = s.uniform() * this.keep.length;
    const i = Math.floor(u);
    return u - i < this.keep[i] ? i : this.other[i];
  }
}
