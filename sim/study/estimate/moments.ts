import { compileDistribution } from '../../kernel/distributions.ts';
import type { DistributionSpec } from '../../kernel/distributions.ts';
import { lawOf } from '../../kernel/laws.ts';
import { partialMoment } from '../../kernel/moments.ts';

/** Mean and variance of a time or size. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Nothing at all. */
export const ZERO: Moments = { mean: 0, variance: 0 };

/** The moments of a distribution; a tail whose variance diverges counts as one of variation 10. */
export function momentsOf(spec: DistributionSpec): Moments {
  const { mean, variance } = compileDistribution(spec);
  return { mean, variance: Number.isFinite(variance) ? variance : 100 * mean * mean };
}

/** The moments of the smaller of a quantity and a cap. */
export function capped(spec: DistributionSpec, cap: number): Moments {
  if (cap === Infinity) return momentsOf(spec);
  const law = lawOf(spec);
  const beyond = 1 - partialMoment(law, 0, cap);
  const mean = partialMoment(law, 1, cap) + cap * beyond;
  const square = partialMoment(law, 2, cap) + cap * cap * beyond;
  return { mean, variance: Math.max(0, square - mean * mean) };
}

/** The sum of independent quantities. */
export function plus(...terms: readonly Moments[]): Moments {
  return terms.reduce(
    (sum, { mean, variance }) => ({ mean: sum.mean + mean, variance: sum.variance + variance }),
    ZERO,
  );
}

/** A quantity times a constant. */
export function times({ mean, variance }: Moments, factor: number): Moments {
  return { mean: mean * factor, variance: variance * factor * factor };
}

/** A quantity that is there with a probability, else nothing. */
export function sometimes({ mean, variance }: Moments, probability: number): Moments {
  const square = variance + mean * mean;
  const thinned = mean * probability;
  return { mean: thinned, variance: Math.max(0, probability * square - thinned * thinned) };
}

/** A mixture of quantities by their weights; nothing where the weights are nothing. */
export function mixed(parts: readonly (readonly [weight: number, of: Moments])[]): Moments {
  let weight = 0;
  let mean = 0;
  let square = 0;
  for (const [share, of] of parts) {
    weight += share;
    mean += share * of.mean;
    square += share * (of.variance + of.mean * of.mean);
  }
  if (weight === 0) return ZERO;
  mean /= weight;
  return { mean, variance: Math.max(0, square / weight - mean * mean) };
}
