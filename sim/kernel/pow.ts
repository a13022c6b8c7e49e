import { highWord } from './bits.ts';
import { expOfSum } from './exp.ts';
import { INVERSES, LN2_HIGH, LN2_LOW, LOGS_HIGH, LOGS_LOW, POWERS, SPLIT, UPPER } from './tables.ts';

/**
 * x^y, as ECMAScript's: pow(x, 0) = 1 even for NaN, NaN for x < 0 and y not whole, NaN for |x| = 1 and infinite y.
 * The logarithm is carried in two float64, to some 67 bits, so that the error stays within 0.6 ulp for large powers too (subnormal results 1).
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  if (y === Infinity || y === -Infinity) return infinitePower(x, y);
  const odd = oddness(y);
  const negative = highWord(x) < 0;
  if (x === 0 || x === Infinity || x === -Infinity) {
    const size = (x === 0) === y > 0 ? 0 : Infinity;
    return negative && odd === 1 ? -size : size;
  }
  if (!negative) return positivePower(x, y);
  if (odd < 0) return NaN;
  return odd === 1 ? -positivePower(-x, y) : positivePower(-x, y);
}

function infinitePower(x: number, y: number): number {
  const size = x < 0 ? -x : x;
  if (size === 1) return NaN;
  return size > 1 === y > 0 ? Infinity : 0;
}

/** 1 for odd whole numbers, 0 for even ones, −1 for what is not whole. */
function oddness(y: number): number {
  if (Math.floor(y) !== y) return -1;
  return Math.floor(y / 2) * 2 === y ? 0 : 1;
}

/** x^y for finite x > 0 and finite y: e^(y·ln x), both products and the logarithm carried in two parts. */
function positivePower(x: number, y: number): number {
  // As in `log`: x = 2^k · z, r = z·c − 1 exactly, ln x = k ln 2 − ln c + ln(1 + r).
  let top = highWord(x);
  let lift = 0;
  if (top < 0x00100000) {
    x *= 18014398509481984; // 2⁵⁴
    top = highWord(x);
    lift = 54;
  }
  const i = (top >> 13) & 127;
  const exponent = (top >> 20) - 1023 + (i >= UPPER ? 1 : 0);
  const k = exponent - lift;
  const z = x * POWERS[1024 - exponent];
  const zs = SPLIT * z;
  const zHigh = zs - (zs - z);
  const c = INVERSES[i];
  const r = zHigh * c - 1 + (z - zHigh) * c;

  const rs = SPLIT * r;
  const rHigh = rs - (rs - r);
  const rLow = r - rHigh;
  const rr = r * r;
  const rrRest = rHigh * rHigh - rr + 2 * rHigh * rLow + rLow * rLow;
  const cubic = 1 / 3 + r * (-1 / 4) + rr * (1 / 5 + r * (-1 / 6)) + rr * rr * (1 / 7 + r * (-1 / 8));
  const tail = r * rr * (cubic + rr * rr * rr * (1 / 9 + r * (-1 / 10)));

  const base = k * LN2_HIGH + LOGS_HIGH[i];
  const one = base + r;
  const oneRest = base - one + r;
  const two = one - 0.5 * rr;
  const twoRest = one - two - 0.5 * rr;
  const rest = oneRest + twoRest + (k * LN2_LOW + LOGS_LOW[i]) + (tail - 0.5 * rrRest);
  const ln = two + rest;
  const lnRest = two - ln + rest;

  const p = y * ln;
  if (ln === 0) return 1;
  if (p > 800) return Infinity;
  if (p < -800) return 0;
  const ys = SPLIT * y;
  const yHigh = ys - (ys - y);
  const yLow = y - yHigh;
  const ls = SPLIT * ln;
  const lHigh = ls - (ls - ln);
  const lLow = ln - lHigh;
  const pRest = yHigh * lHigh - p + yHigh * lLow + yLow * lHigh + yLow * lLow;
  return expOfSum(p, pRest + y * lnRest);
}
