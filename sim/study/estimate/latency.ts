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
  let low = 0;
  let high = FAR * Math.max(...parts.map(([, of]) => of.mean));
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    const below = parts.reduce((sum, [share, of]) => sum + share * shareBelow(of, middle), 0) / weight;
    if (below < 0.95) low = middle;
    else high = middle;
  }
  return { mean, p95: (low + high) / 2 };
}

function shareBelow({ mean, variance }: Moments, t: number): number {
  if (mean <= 0) return 1;
  const shape = (mean * mean) / Math.max(variance, 1e-4 * mean * mean);
  return gammaShare(shape, (t * shape) / mean);
}
