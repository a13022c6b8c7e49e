/** A number (constant, ≥ 0) or a named distribution with its parameters; all are on [0, ∞), in whatever unit the use has. */
export type DistributionSpec = number | Distribution;

/**
 * The named distributions. `cv` is the coefficient of variation: standard deviation over mean.
 * `max` truncates: what is drawn above is drawn again; at least one draw in a thousand must be below.
 */
export type Distribution = { readonly max?: number | undefined } & (
  | { readonly dist: 'exponential'; readonly mean: number }
  | { readonly dist: 'lognormal'; readonly median: number; readonly sigma: number }
  | { readonly dist: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly dist: 'weibull'; readonly scale: number; readonly shape: number }
  | { readonly dist: 'pareto'; readonly min: number; readonly alpha: number }
  | { readonly dist: 'gamma'; readonly mean: number; readonly cv: number }
  | { readonly dist: 'erlang'; readonly mean: number; readonly k: number }
  | { readonly dist: 'hyperexponential'; readonly mean: number; readonly cv: number }
  | { readonly dist: 'uniform'; readonly min: number; readonly max: number }
  | { readonly dist: 'geometric'; readonly mean: number }
  | { readonly dist: 'empirical'; readonly values: readonly number[]; readonly weights: readonly number[] }
  | { readonly dist: 'mixture'; readonly parts: readonly MixturePart[] }
);

/** One part of a mixture: drawn from with probability weight / sum of weights. */
export interface MixturePart {
  readonly weight: number;
  readonly of: DistributionSpec;
}
