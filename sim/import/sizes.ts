import { log, exp } from '../kernel/elementary.ts';
import { normalShare } from '../kernel/special.ts';
import type { Distribution } from '../scenario/schema/distribution.ts';

/** Cells per doubling of the size, and the sizes that they cover [KB]: 2⁻⁷ to 2²¹. */
const PER_OCTAVE = 8;
const LOWEST = -7;
const CELLS = 28 * PER_OCTAVE;
/** A lognormal law is taken where it is nowhere farther than this from the shares that were seen. */
export const CLOSE = 0.05;
/** Most values of an empirical distribution. */
const VALUES = 40;

/** How sizes are to be stated: by the law that fits, or as one of the two. */
export type SizeStyle = 'auto' | 'lognormal' | 'empirical';

/** The sizes of many messages, in constant memory: moments of their logarithms, and how many in each narrow cell. */
export class Sizes {
  count = 0;
  private sum = 0;
  private logMean = 0;
  private logSquares = 0;
  private readonly counts = new Float64Array(CELLS);
  private readonly sums = new Float64Array(CELLS);

  /** One more size [KB], above 0. */
  add(sizeKB: number): void {
    const y = log(sizeKB);
    this.count++;
    this.sum += sizeKB;
    const off = y - this.logMean;
    this.logMean += off / this.count;
    this.logSquares += off * (y - this.logMean);
    const at = Math.floor((y / Math.LN2 - LOWEST) * PER_OCTAVE);
    const cell = at < 0 ? 0 : at < CELLS ? at : CELLS - 1;
    this.counts[cell]++;
    this.sums[cell] += sizeKB;
  }

  /** Mean [KB]; NaN of none. */
  get mean(): number {
    return this.sum / this.count;
  }

  /** Median of the lognormal law of the same logarithms [KB], and its sigma. */
  get lognormal(): { median: number; sigma: number } {
    const sigma = this.count > 1 ? Math.sqrt(this.logSquares / (this.count - 1)) : 0;
    return { median: exp(this.logMean), sigma };
  }

  /** Greatest distance between the shares below a size that were seen and those of the lognormal law (Kolmogorov). */
  get misfit(): number {
    const { median, sigma } = this.lognormal;
    if (!(sigma > 0)) return this.count > 0 ? 0 : NaN;
    const center = log(median);
    let below = 0;
    let worst = 0;
    for (let cell = 0; cell < CELLS - 1; cell++) {
      if (this.counts[cell] === 0) continue;
      below += this.counts[cell];
      const edge = ((cell + 1) / PER_OCTAVE + LOWEST) * Math.LN2;
      const off = Math.abs(below / this.count - normalShare((edge - center) / sigma));
      if (off > worst) worst = off;
    }
    return worst;
  }

  /** The distribution to put into a scenario; undefined where no size was seen. */
  distribution(style: SizeStyle): Distribution | undefined {
    if (this.count === 0) return undefined;
    const { median, sigma } = this.lognormal;
    if (style !== 'empirical' && (style === 'lognormal' || this.misfit <= CLOSE)) {
      if (sigma < 1e-6) return rounded(this.mean);
      return { dist: 'lognormal', median: rounded(median), sigma: rounded(Math.min(6, sigma)) };
    }
    return this.empirical();
  }

  /** Values of about the same weight, each the mean of the sizes that it stands for: the mean of all stays what it was. */
  private empirical(): Distribution {
    const values: number[] = [];
    const weights: number[] = [];
    let count = 0;
    let sum = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      count += this.counts[cell];
      sum += this.sums[cell];
      if (count > 0 && (count >= this.count / VALUES || cell === CELLS - 1)) {
        values.push(rounded(sum / count));
        weights.push(count);
        count = 0;
        sum = 0;
      }
    }
    return { dist: 'empirical', values, weights };
  }
}

/** Four significant digits: more would pretend. */
export function rounded(x: number): number {
  return Number(x.toPrecision(4));
}
