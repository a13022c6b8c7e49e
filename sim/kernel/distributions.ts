import type { DistributionSpec } from './distributionSpec.ts';
import { lawOf } from './laws.ts';
import { Sampler } from './sampler.ts';

export type { Distribution, DistributionSpec, MixturePart } from './distributionSpec.ts';
export type { Sampler } from './sampler.ts';

/**
 * Makes a sampler of a distribution. Parameters are checked here, never when drawing:
 * throws RangeError, as `invalid mean: -1 (must be > 0)`.
 */
export function compileDistribution(spec: DistributionSpec): Sampler {
  return new Sampler(lawOf(spec));
}
