/**
 * Elementary functions in pure arithmetic. ECMAScript leaves the last digits of `Math.exp` and its kin to the engine,
 * and engines do differ; + − × ÷ and square root are exact everywhere. So whatever is computed here is the same in every
 * browser. All are within 1 ulp unless said otherwise (measured against 320-bit arithmetic), and treat NaN, ±0 and ±Infinity as `Math`'s do.
 */
import { exp } from './exp.ts';
import { log } from './log.ts';

export { exp } from './exp.ts';
export { log, log1p } from './log.ts';
export { pow } from './pow.ts';
export { lnGamma, normalQuantile } from './special.ts';

/** e^x − 1, also for small x, within 2.1 ulp: (u − 1) · x / ln u with u = e^x (Kahan). */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  if (u - 1 === -1 || u === Infinity) return u - 1;
  return ((u - 1) * x) / log(u);
}
