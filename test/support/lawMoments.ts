import type { Distribution } from '../../sim/scenario/schema/distribution.ts';

/** A mean and a second moment. */
export interface Moments {
  readonly mean: number;
  readonly square: number;
}

/**
 * Mean and second moment of the laws that stages of the presets use, from their textbook formulas and from nothing of the engine:
 * constant, lognormal, uniform, mixture and truncated Pareto (alpha neither 1 nor 2). Throws RangeError for another law.
 */
export function momentsOf(law: Distribution): Moments {
  if (typeof law === 'number') return { mean: law, square: law * law };
  if (law.dist === 'uniform') return uniformUpTo(law.min, law.max, law.max);
  if (law.dist === 'pareto' && law.max !== undefined) {
    const { min, alpha, max } = law;
    const moment = (n: number): number =>
      (((alpha * min ** n) / (alpha - n)) * (1 - (min / max) ** (alpha - n))) / (1 - (min / max) ** alpha);
    return { mean: moment(1), square: moment(2) };
  }
  if (law.max !== undefined) throw new RangeError(`no moments of a truncated law: ${law.dist}`);
  if (law.dist === 'lognormal' && 'mean' in law) {
    return { mean: law.mean, square: law.mean ** 2 * (1 + law.cv ** 2) };
  }
  if (law.dist === 'lognormal') {
    return { mean: law.median * Math.exp(law.sigma ** 2 / 2), square: law.median ** 2 * Math.exp(2 * law.sigma ** 2) };
  }
  if (law.dist === 'mixture') {
    const all = law.parts.reduce((sum, { weight }) => sum + weight, 0);
    const of = (which: keyof Moments): number =>
      law.parts.reduce((sum, part) => sum + (part.weight / all) * momentsOf(part.of)[which], 0);
    return { mean: of('mean'), square: of('square') };
  }
  throw new RangeError(`no moments of ${law.dist}`);
}

/** Those of the smaller of a cap and a number that is uniform from `min` to `max`. */
export function uniformUpTo(min: number, max: number, cap: number): Moments {
  const top = Math.min(max, Math.max(min, cap));
  const above = (max - top) / (max - min);
  const below = (n: number): number => (top ** (n + 1) - min ** (n + 1)) / ((n + 1) * (max - min));
  return { mean: below(1) + Math.min(cap, top) * above, square: below(2) + Math.min(cap, top) ** 2 * above };
}

/** Those of the sum of independent numbers. */
export function sumOf(parts: readonly Moments[]): Moments {
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  const variance = parts.reduce((sum, part) => sum + part.square - part.mean ** 2, 0);
  return { mean, square: variance + mean ** 2 };
}

/** Those of a number times a constant. */
export function times({ mean, square }: Moments, factor: number): Moments {
  return { mean: mean * factor, square: square * factor ** 2 };
}

/** Those of a number that is there with probability `share`, and 0 otherwise. */
export function thinned({ mean, square }: Moments, share: number): Moments {
  return { mean: mean * share, square: square * share };
}
