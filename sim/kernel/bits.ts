/** The two halves of a float64, for code that takes numbers apart. One shared buffer; either byte order. */

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

float[0] = 1; // 0x3ff00000 00000000
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

/** Upper 32 bits of x as an int32: sign, 11 bits of exponent, upper 20 bits of mantissa. */
export function highWord(x: number): number {
  float[0] = x;
  return words[HIGH];
}

/** The float64 of two int32 halves. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return float[0];
}
