import { POWERS, ROOTS, ROOT_RESTS, STEPS, STEP_HIGH, STEP_LOW } from './tables.ts';

const PER_STEP = STEPS / 0.6931471805599453;

/** e^x. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e^(x + rest), rest being small beside x's last digit: for `pow`. */
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
  const value = ROOTS[j] + ROOTS[j] * small;
  if (exponent > -1022 && exponent < 1024) return value * POWERS[exponent + 1024];
  if (exponent > 0) return value * POWERS[2046] * 4;
  return (value * POWERS[exponent + 1024 + 64]) / 18446744073709551616; // 2⁶⁴: rounded once, into the subnormals
}
