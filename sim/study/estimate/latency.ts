import { gammaShare } from '../../kernel/special.ts';
import { mixed } from './moments.ts';
import type { Moments } from './moments.ts';

/** A latency [s]. */
export interface LatencyEstimate {
  readonly mean: number;
  /** Absent where times differ too much for the law that is taken. */
  readonly p95?: number;
}

/** Longest tail that is looked for, over the mean. */
const FAR = 20;
/** Coefficient of variation beyond which a mixture has several humps and no gamma law is like it. */
const MOST_VARIED = 2;

/** A latency from those of stretches of time, weighted by their messages; each is taken as a gamma law of its mean and variance. */
export function latencyOf(parts: readonly (readonly [weight: number, of: Moments])[]): LatencyEstimate | undefined {
  const varied = parts.some(([, of]) => of.variance > MOST_VARIED * MOST_VARIED * of.mean * of.mean);
  const { mean } = mixed(parts);
  const weight = parts.reduce((sum, [share]) => sum + share, 0);
  if (!(mean > 0)) return undefined;
  if (varied) return { mean };
  return { mean, p95: timeBelowWhich(0.95, merged(parts), weight) };
}

/** The time that a share of the mixture stays under, by false position (Illinois): every look at a gamma law is dear. */
function timeBelowWhich(
  share: number,
  parts: readonly (readonly [weight: number, of: Moments])[],
  weight: number,
): number {
  const over = (t: number): number =>
    parts.reduce((sum, [own, of]) => sum + own * shareBelow(of, t), 0) / weight - share;
  let low = 0;
  let atLow = -share;
  let high = FAR * Math.max(...parts.map(([, of]) => of.mean));
  let atHigh = over(high);
  if (atHigh <= 0) return high;
  for (let i = 0; i < 60 && high - low > 1e-6 * high; i++) {
    const t = (low * atHigh - high * atLow) / (atHigh - atLow);
    const at = over(t);
    if (at < 1e-7 && at > -1e-7) return t;
    // The end that stays is made lighter, so that it does not stay for ever.
    if (at < 0) {
      low = t;
      atLow = at;
      atHigh /= 2;
    } else {
      high = t;
      atHigh = at;
      atLow /= 2;
    }
  }
  return (low + high) / 2;
}

/** The same with stretches that are alike, as the hours of a profile are, put together, and without those in which nothing came. */
function merged(parts: readonly (readonly [weight: number, of: Moments])[]): [weight: number, of: Moments][] {
  const kept: [weight: number, of: Moments][] = [];
  for (const [weight, of] of parts) {
    if (!(weight > 0)) continue;
    const same = kept.find(([, one]) => one.mean === of.mean && one.variance === of.variance);
    if (same === undefined) kept.push([weight, of]);
    else same[0] += weight;
  }
  return kept;
}

/** From this shape on a gamma law is so narrow that beyond so many standard deviations less than a millionth is left. */
const NARROW = 100;
const DEVIATIONS = 6;

function shareBelow({ mean, variance }: Moments, t: number): number {
  if (mean <= 0) return 1;
  const spread = Math.max(variance, 1e-4 * mean * mean);
  const shape = (mean * mean) / spread;
  const off = t - mean;
  if (shape > NARROW && off * off > DEVIATIONS * DEVIATIONS * spread) return off < 0 ? 0 : 1;
  return gammaShare(shape, (t * shape) / mean);
}
