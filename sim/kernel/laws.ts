import type { Distribution, DistributionSpec, MixturePart } from './distributionSpec.ts';
import { log1p } from './log.ts';

/** Kinds of law: which formula of `Sampler` and of `moments.ts` applies. */
export const CONSTANT = 0; // a
export const EXPONENTIAL = 1; // mean a
export const LOGNORMAL = 2; // median a, sigma b
export const WEIBULL = 3; // scale a, 1/shape b
export const PARETO = 4; // min a, 1/alpha b
export const GAMMA = 5; // shape a, scale b, c of the draw
export const ERLANG = 6; // k = a, mean of one phase b
export const HYPEREXPONENTIAL = 7; // share of the first a, mean of the first b, of the second c
export const UNIFORM = 8; // min a, width b
export const GEOMETRIC = 9; // −1 / ln(1 − 1/mean) = a
export const EMPIRICAL = 10; // values, weights
export const MIXTURE = 11; // parts, weights

/** A distribution with its parameters checked and in the form in which they are used; made once, when compiled. */
export interface Law {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Draws above are drawn again; Infinity for none. */
  readonly max: number;
  readonly values: readonly number[];
  readonly weights: readonly number[];
  readonly parts: readonly Law[];
}

/** Phases up to which an Erlang draw is a sum of exponentials; beyond, a gamma draw costs less. */
const PHASES = 8;

const NONE: readonly never[] = [];

function law(kind: number, a: number, b = 0, c = 0): Law {
  return { kind, a, b, c, max: Infinity, values: NONE, weights: NONE, parts: NONE };
}

/** The law of a distribution. Throws RangeError `invalid mean: -1 (must be > 0)` and the like. */
export function lawOf(spec: DistributionSpec): Law {
  if (typeof spec === 'number') return law(CONSTANT, atLeast('constant', spec, 0));
  const whole = untruncated(spec);
  if (spec.max === undefined || spec.dist === 'uniform') return whole;
  return { ...whole, max: atLeast('max', spec.max, 0) };
}

function untruncated(spec: Distribution): Law {
  switch (spec.dist) {
    case 'exponential':
      return law(EXPONENTIAL, positive('mean', spec.mean));
    case 'lognormal':
      return 'median' in spec ? lognormal(spec.median, spec.sigma) : lognormalOfMean(spec.mean, spec.cv);
    case 'weibull':
      return law(WEIBULL, positive('scale', spec.scale), 1 / positive('shape', spec.shape));
    case 'pareto':
      return law(PARETO, positive('min', spec.min), 1 / positive('alpha', spec.alpha));
    case 'gamma':
      return gamma(spec.mean, spec.cv);
    case 'erlang':
      return erlang(spec.mean, spec.k);
    case 'hyperexponential':
      return hyperexponential(spec.mean, spec.cv);
    case 'uniform':
      return uniform(spec.min, spec.max);
    case 'geometric':
      return geometric(spec.mean);
    case 'empirical':
      return empirical(spec.values, spec.weights);
    case 'mixture':
      return mixture(spec.parts);
    default:
      throw new RangeError(`unknown distribution: ${(spec as { dist: string }).dist}`);
  }
}

function lognormal(median: number, sigma: number): Law {
  positive('median', median);
  return atLeast('sigma', sigma, 0) === 0 ? law(CONSTANT, median) : law(LOGNORMAL, median, sigma);
}

/** sigma² = ln(1 + cv²), median = mean / √(1 + cv²). */
function lognormalOfMean(mean: number, cv: number): Law {
  positive('mean', mean);
  if (atLeast('cv', cv, 0) === 0) return law(CONSTANT, mean);
  return law(LOGNORMAL, mean / Math.sqrt(1 + cv * cv), Math.sqrt(log1p(cv * cv)));
}

/** shape = 1 / cv², scale = mean · cv². */
function gamma(mean: number, cv: number): Law {
  positive('mean', mean);
  if (atLeast('cv', cv, 0) === 0) return law(CONSTANT, mean);
  return gammaOfShape(1 / (cv * cv), mean * cv * cv);
}

/** c = 1 / √(9d), d = shape − 1/3, or that of shape + 1 below shape 1: see `standardGamma`. */
function gammaOfShape(shape: number, scale: number): Law {
  return law(GAMMA, shape, scale, 1 / Math.sqrt(9 * ((shape < 1 ? shape + 1 : shape) - 1 / 3)));
}

function erlang(mean: number, k: number): Law {
  positive('mean', mean);
  if (atLeast('k', k, 1) !== Math.floor(k)) throw new RangeError(`invalid k: ${k} (must be a whole number)`);
  if (k === 1) return law(EXPONENTIAL, mean);
  return k <= PHASES ? law(ERLANG, k, mean / k) : gammaOfShape(k, mean / k);
}

/** Two exponentials with balanced means (each gives half of the mean): p = (1 + √((cv² − 1) / (cv² + 1))) / 2. */
function hyperexponential(mean: number, cv: number): Law {
  positive('mean', mean);
  const square = atLeast('cv', cv, 1) * cv;
  const p = (1 + Math.sqrt((square - 1) / (square + 1))) / 2;
  return law(HYPEREXPONENTIAL, p, mean / (2 * p), mean / (2 * (1 - p)));
}

function uniform(min: number, max: number): Law {
  atLeast('min', min, 0);
  return atLeast('max', max, min) === min ? law(CONSTANT, min) : law(UNIFORM, min, max - min);
}

/** On 1, 2, 3, … with success probability 1 / mean. */
function geometric(mean: number): Law {
  return atLeast('mean', mean, 1) === 1 ? law(CONSTANT, 1) : law(GEOMETRIC, -1 / log1p(-1 / mean));
}

function empirical(values: readonly number[], weights: readonly number[]): Law {
  if (values.length === 0) throw new RangeError('missing values');
  if (values.length !== weights.length)
    throw new RangeError(`invalid weights: ${weights.length} of them (must be as many as values, ${values.length})`);
  for (const value of values) atLeast('value', value, 0);
  return { ...law(EMPIRICAL, 0), values, weights: shares(weights) };
}

function mixture(parts: readonly MixturePart[]): Law {
  if (parts.length === 0) throw new RangeError('missing parts');
  const weights = shares(parts.map((part) => part.weight));
  return { ...law(MIXTURE, 0), weights, parts: parts.map((part) => lawOf(part.of)) };
}

/** Weights scaled to the sum 1. */
function shares(weights: readonly number[]): number[] {
  let total = 0;
  for (const weight of weights) total += atLeast('weight', weight, 0);
  if (!(total > 0)) throw new RangeError('invalid weights: all 0 (at least one must be > 0)');
  return weights.map((weight) => weight / total);
}

function positive(name: string, value: number): number {
  if (!(value > 0)) throw new RangeError(`invalid ${name}: ${value} (must be > 0)`);
  return finite(name, value);
}

function atLeast(name: string, value: number, least: number): number {
  if (!(value >= least)) throw new RangeError(`invalid ${name}: ${value} (must be >= ${least})`);
  return finite(name, value);
}

function finite(name: string, value: number): number {
  if (value === Infinity) throw new RangeError(`invalid ${name}: Infinity (must be finite)`);
  return value;
}
