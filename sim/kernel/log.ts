import { highWord } from './bits.ts';
import { INVERSES, LN2_HIGH, LN2_LOW, LOGS_HIGH, LOGS_LOW, POWERS, SPLIT, UPPER } from './tables.ts';

/**
 * ln x, within 0.51 ulp; −Infinity at 0, NaN below and for NaN, Infinity at Infinity.
 * x = 2^k · z, c near 1/z from a table, r = z·c − 1: ln x = k ln 2 − ln c + ln(1 + r), with a Taylor polynomial for the
 * last, as |r| < 0.01 (Tang 1990).
 */
export function log(x: number): number {
  let top = highWord(x);
  let lift = 0;
  if (top < 0x00100000) {
    if (x === 0) return -Infinity;
    if (!(x > 0)) return NaN;
    x *= 18014398509481984; // 2⁵⁴
    top = highWord(x);
    lift = 54;
  } else if (top >= 0x7ff00000) return x;
  const i = (top >> 13) & 127;
  const exponent = (top >> 20) - 1023 + (i >= UPPER ? 1 : 0);
  const k = exponent - lift;
  const z = x * POWERS[1024 - exponent];
  const zs = SPLIT * z;
  const zHigh = zs - (zs - z);
  const c = INVERSES[i];
  const r = zHigh * c - 1 + (z - zHigh) * c; // exact: 53 bits hold it
  const rr = r * r;
  const tail =
    rr * (-0.5 + r * (1 / 3)) +
    rr * rr * (-1 / 4 + r * (1 / 5) + rr * (-1 / 6 + r * (1 / 7)) + rr * rr * (-1 / 8 + r * (1 / 9)));
  const base = k * LN2_HIGH + LOGS_HIGH[i]; // exact
  const sum = base + r;
  return sum + (base - sum + r + (k * LN2_LOW + LOGS_LOW[i]) + tail);
}

/** ln(1 + x), also for small x, within 1 ulp; −Infinity at −1, NaN below. The rounding of 1 + x is made good by its slope. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (!(u > 0) || u === Infinity) return log(u);
  return log(u) + (x - (u - 1)) / u;
}
