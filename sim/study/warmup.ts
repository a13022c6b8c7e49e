import type { Series } from '../measure/result.ts';
import { mser5 } from './mser.ts';

/** How long a tier of a design feels that it began empty. */
export interface TierWarmup {
  readonly tier: string;
  /** Length [s], a multiple of five samples; null when the run is too short to tell. */
  readonly warmupS: number | null;
}

/** Samples a run must have for `warmupsOf`. */
export const LEAST_SAMPLES = 50;

/** What together makes up the sessions in a tier. */
const IN_SYSTEM: readonly string[] = ['tier.inService', 'tier.inBacklog'];

/**
 * How long each tier of a design feels its empty beginning: MSER-5 on the sessions in it, averaged over the replications sample by sample
 * first, which smooths chance and leaves the beginning (Welch 1983). The runs must have been sampled from time 0, without a warm-up.
 * Throws RangeError for fewer than 50 samples, or for none.
 */
export function warmupsOf(replications: readonly Series[]): TierWarmup[] {
  const [first] = replications;
  if (first === undefined) throw new RangeError('a warm-up needs at least one run');
  const tiers = first.columns.filter(({ metric }) => metric === IN_SYSTEM[0]).map(({ of }) => of);
  const sampleS = first.timeS[0] ?? 0;
  return tiers.map((tier) => {
    const inSystem = new Float64Array(first.timeS.length);
    for (const { columns } of replications) {
      for (const { metric, of, values } of columns) {
        if (of !== tier || !IN_SYSTEM.includes(metric)) continue;
        for (let i = 0; i < inSystem.length; i++) inSystem[i] += (values[i] ?? 0) / replications.length;
      }
    }
    const { deleted, settled } = mser5(inSystem);
    return { tier, warmupS: settled ? deleted * sampleS : null };
  });
}

/** The warm-up that serves all of some tiers: the longest; null when one of them has none. */
export function longestOf(warmups: readonly TierWarmup[]): number | null {
  let longest = 0;
  for (const { warmupS } of warmups) {
    if (warmupS === null) return null;
    if (warmupS > longest) longest = warmupS;
  }
  return longest;
}
