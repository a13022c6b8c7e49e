import { AliasTable } from './alias.ts';
import { exp } from './exp.ts';
import {
  CONSTANT,
  EMPIRICAL,
  ERLANG,
  EXPONENTIAL,
  GAMMA,
  GEOMETRIC,
  HYPEREXPONENTIAL,
  LOGNORMAL,
  PARETO,
  UNIFORM,
  WEIBULL,
} from './laws.ts';
import type { Law } from './laws.ts';
import { log } from './log.ts';
import { meanOf, partialMoment, varianceOf } from './moments.ts';
import type { Source } from './source.ts';
import { standardExponential, standardNormal } from './ziggurat.ts';

/** The least share of draws that a truncation may keep. */
const LEAST_KEPT = 1e-3;

/**
 * Draws from one distribution. Made by `compileDistribution`.
 * One class for all laws: with 20 samplers and both kinds of source alive, a switch costs 44 ns a draw on average, one
 * closure per law 43, one class per law 55, and only the switch stays as it is when laws are added.
 */
export class Sampler {
  /** The mean, truncation included; exact but for rounding (truncated: 1e−9 relative). */
  readonly mean: number;
  /** The variance, truncation included; Infinity where it diverges. */
  readonly variance: number;
  /** The value always drawn, if it is always the same. */
  readonly constant: number | undefined;

  private readonly kind: number;
  private readonly a: number;
  private readonly b: number;
  private readonly c: number;
  private readonly max: number;
  private readonly table: AliasTable | null;
  private readonly values: Float64Array;
  private readonly parts: readonly Sampler[];

  /** Throws RangeError when the law's truncation would keep less than one draw in a thousand. */
  constructor(law: Law) {
    if (law.max < Infinity && !(partialMoment({ ...law, max: Infinity }, 0, law.max) >= LEAST_KEPT))
      throw new RangeError(`invalid max: ${law.max} (less than one draw in a thousand would be below it)`);
    this.mean = meanOf(law);
    this.variance = varianceOf(law);
    this.constant = law.kind === CONSTANT ? law.a : undefined;
    this.kind = law.kind;
    this.a = law.a;
    this.b = law.b;
    this.c = law.c;
    this.max = law.max;
    this.table = law.weights.length > 0 ? new AliasTable(law.weights) : null;
    this.values = Float64Array.from(law.values);
    this.parts = law.parts.map((part) => new Sampler(part));
  }

  /** One draw. */
  sample(s: Source): number {
    // What is drawn most, apart and small, so that it is inlined where it is called and its result is never put on the heap.
    if (this.kind === LOGNORMAL) {
      for (;;) {
        const x = this.a * exp(this.b * standardNormal(s));
        if (x <= this.max) return x;
      }
    }
    return this.kind === CONSTANT ? this.a : this.sampleOther(s);
  }

  private sampleOther(s: Source): number {
    let x = this.draw(s);
    while (x > this.max) x = this.draw(s);
    return x;
  }

  private draw(s: Source): number {
    switch (this.kind) {
      case EXPONENTIAL:
        return this.a * standardExponential(s);
      case WEIBULL:
        return this.a * exp(this.b * log(standardExponential(s)));
      case PARETO:
        return this.a * exp(this.b * standardExponential(s));
      case GAMMA:
        return this.b * standardGamma(this.a, this.c, s);
      case ERLANG: {
        let total = 0;
        for (let i = 0; i < this.a; i++) total += standardExponential(s);
        return this.b * total;
      }
      case HYPEREXPONENTIAL:
        return (s.uniform() < this.a ? this.b : this.c) * standardExponential(s);
      case UNIFORM:
        return this.a + this.b * s.uniform();
      case GEOMETRIC:
        return Math.floor(this.a * standardExponential(s)) + 1;
      case EMPIRICAL:
        return this.values[this.table!.draw(s)];
      default:
        return this.parts[this.table!.draw(s)].sample(s);
    }
  }
}

/** A gamma draw of scale 1 (Marsaglia and Tsang 2000); below shape 1 by a draw of shape + 1 times U^(1/shape). */
function standardGamma(shape: number, c: number, s: Source): number {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  for (;;) {
    const x = standardNormal(s);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = s.uniform();
    const xx = x * x;
    if (u < 1 - 0.0331 * xx * xx || log(u) < 0.5 * xx + d * (1 - v + log(v)))
      return shape < 1 ? d * v * exp(-standardExponential(s) / shape) : d * v;
  }
}
