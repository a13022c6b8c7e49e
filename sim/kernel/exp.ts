import { POWERS, ROOTS, ROOT_RESTS, STEPS, STEP_HIGH, STEP_LOW } from './tables.ts';

const PER_STEP = STEPS / 0.6931471805599453;

/**
 * e^x, within 0.51 ulp (subnormal results 0.75); 0 below −745.2, Infinity above 709.8, NaN for NaN.
 * x = (k + j/128) ln 2 + r, e^x = 2^k · 2^(j/128) · e^r: two tables and a Taylor polynomial, as |r| < 0.0028 (Tang 1989).
 */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e^(x + rest), where rest is at most of the size of x's last digit: for `pow`. */
export function expOfSum(x: number, rest: number): number {
  if (!(x < 709.8)) return x !== x ? x : Infinity;
  if (x < -745.2) return 0;
  const step = Math.floor(x * PER_STEP + 0.5);
  const r = x - step * STEP_HIGH - step * STEP_LOW + rest;
  const k = step | 0;
  const j = k & (STEPS - 1);
  const exponent = k >> 7;
  const rr = r * r;
  const small = ROOT_RESTS[j] + r + rr * (0.5 + r * (1 / 6)) + rr * rr * (1 / 24 + r * (1 / 120));
  const value = ROOTS[j] + ROOTS[j] * small; // the one rounding that counts: small is below 0.003
  if (exponent > -1022 && exponent < 1024) return value * POWERS[exponent + 1024];
  if (exponent > 0) return value * POWERS[2046] * 4;
  return (value * POWERS[exponent + 1024 + 64]) / 18446744073709551616; // 2⁶⁴: rounded once, into the subnormals
}
