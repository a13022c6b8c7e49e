/**
 * exp, log and pow to some 300 bits, in whole numbers: the judge of the kernel's own. A real is a bigint of BITS bits
 * behind the binary point; results carry their own exponent, so that the smallest and largest are as exact as the rest.
 */

const BITS = 320n;
const ONE = 1n << BITS;

/** value = mantissa · 2^exponent, exactly or to 300 bits. */
export interface BigReal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const bytes = new DataView(new ArrayBuffer(8));

/** A finite float64, exactly. */
export function exact(x: number): BigReal {
  bytes.setFloat64(0, x);
  const bits = bytes.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = field === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n ? -size : size, exponent: Math.max(field, 1) - 1075 };
}

function shifted(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

/** ln of (1 + f) for a fixed-point 1 ≤ 1 + f < 2: 2 artanh(f / (2 + f)). */
function logOfMantissa(m: bigint): bigint {
  const y = ((m - ONE) << BITS) / (m + ONE);
  const yy = (y * y) >> BITS;
  let power = y;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * yy) >> BITS;
  }
  return 2n * sum;
}

const LN2 = 2n * logOfMantissa(ONE + (ONE >> 1n)) - logOfMantissa(ONE + (ONE >> 3n)); // ln(9/4) − ln(9/8)

/** ln x in fixed point, x > 0 finite. */
function fixedLog(x: number): bigint {
  const { mantissa, exponent } = exact(x);
  const length = mantissa.toString(2).length;
  return logOfMantissa(shifted(mantissa, Number(BITS) - length + 1)) + BigInt(exponent + length - 1) * LN2;
}

/** e^x of a fixed-point x. */
function expOfFixed(x: bigint): BigReal {
  let k = x / LN2;
  let r = x - k * LN2;
  if (r < 0n) {
    r += LN2;
    k -= 1n;
  }
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = ((term * r) >> BITS) / n;
  }
  return { mantissa: sum, exponent: Number(k - BITS) };
}

/** e^x. */
export function bigExp(x: number): BigReal {
  const { mantissa, exponent } = exact(x);
  return expOfFixed(shifted(mantissa, exponent + Number(BITS)));
}

/** ln x, x > 0. */
export function bigLog(x: number): BigReal {
  return { mantissa: fixedLog(x), exponent: -Number(BITS) };
}

/** x^y, x > 0. */
export function bigPow(x: number, y: number): BigReal {
  const { mantissa, exponent } = exact(y);
  return expOfFixed(shifted(mantissa * fixedLog(x), exponent));
}

/** ln(1 + x), x > −1: 1 + x is exact here. */
export function bigLog1p(x: number): BigReal {
  const { mantissa, exponent } = exact(x);
  const sum = ONE + shifted(mantissa, exponent + Number(BITS));
  const length = sum.toString(2).length;
  const value = logOfMantissa(shifted(sum, Number(BITS) + 1 - length)) + BigInt(length - 1 - Number(BITS)) * LN2;
  return { mantissa: value, exponent: -Number(BITS) };
}

/** e^x − 1. */
export function bigExpm1(x: number): BigReal {
  const { mantissa, exponent } = bigExp(x);
  const shift = exponent + Number(BITS);
  return { mantissa: shifted(mantissa, shift) - ONE, exponent: -Number(BITS) };
}

/** How far y is from the true value, in units of the last place of the float64 nearest to the truth. */
export function ulpsOff(y: number, truth: BigReal): number {
  const own = exact(y);
  const size = truth.mantissa < 0n ? -truth.mantissa : truth.mantissa;
  const lead = Math.max(truth.exponent + size.toString(2).length - 1, -1022); // exponent of the leading bit
  const low = Math.min(own.exponent, truth.exponent);
  const gap = shifted(own.mantissa, own.exponent - low) - shifted(truth.mantissa, truth.exponent - low);
  return ratio(gap < 0n ? -gap : gap, low - (lead - 52));
}

/** value · 2^by as a number, value ≥ 0. */
function ratio(value: bigint, by: number): number {
  const excess = Math.max(value.toString(2).length - 60, 0);
  return Number(value >> BigInt(excess)) * 2 ** Math.max(Math.min(excess + by, 1000), -1000);
}
