/**
 * Tables behind `exp`, `log` and `pow`, computed when loaded, to some 100 bits, with + − × ÷ and square root alone;
 * so they are the same everywhere. A number is carried as an unevaluated sum of two float64 (Dekker 1971).
 */

/** ln 2 and what float64 leaves of it. */
const LN2 = 0.6931471805599453;
const LN2_REST = 2.3190468138462996e-17;

/** 2²⁷ + 1: Veltkamp's splitting of a float64 into two halves of 26 bits. */
export const SPLIT = 134217729;

/** Steps per octave in `exp`: exponents are cut into multiples of ln 2 / 128. */
export const STEPS = 128;

const two42 = 4398046511104; // 2⁴²

/** ln 2 rounded down to a multiple of 2⁻⁴², so that multiples up to 2¹¹ and table values add to it exactly; and the rest. */
export const LN2_HIGH = Math.floor(LN2 * two42) / two42;
export const LN2_LOW = LN2 - LN2_HIGH + LN2_REST;

/** ln 2 / 128 rounded down to a multiple of 2⁻⁴³, so that multiples up to 2¹⁸ are exact; and the rest. */
export const STEP_HIGH = Math.floor((LN2 / STEPS) * (2 * two42)) / (2 * two42);
export const STEP_LOW = LN2 / STEPS - STEP_HIGH + LN2_REST / STEPS;

/** 2^(j/128) for j = 0 … 127, and what is left of it, relative to it. */
export const ROOTS = new Float64Array(STEPS);
export const ROOT_RESTS = new Float64Array(STEPS);

/** 2^(i − 1024) for i = 0 … 2047: the normal powers of two and the two below. */
export const POWERS = new Float64Array(2048);

/**
 * For the 128 intervals of mantissas: a multiple c of 1/128 near the inverse of the middle of the interval,
 * and −ln c: a multiple of 2⁻⁴², and the rest. Interval i holds mantissas from 1 + i/128 on; from 53 on (1.4141)
 * the mantissa counts as half of itself, so that the logarithm of what is near 1 from below is not a difference.
 */
export const INVERSES = new Float64Array(128);
export const LOGS_HIGH = new Float64Array(128);
export const LOGS_LOW = new Float64Array(128);
/** First interval taken from below 1. */
export const UPPER = 53;

/** Result of the latest operation on pairs. */
let high = 0;
let low = 0;

function normalize(a: number, b: number): void {
  high = a + b;
  low = b - (high - a);
}

/** high + low = a·b exactly. */
function product(a: number, b: number): void {
  const p = a * b;
  const sa = SPLIT * a;
  const ah = sa - (sa - a);
  const al = a - ah;
  const sb = SPLIT * b;
  const bh = sb - (sb - b);
  const bl = b - bh;
  low = ah * bh - p + ah * bl + al * bh + al * bl;
  high = p;
}

/** high + low = (a + a')·(b + b'). */
function multiply(a: number, aRest: number, b: number, bRest: number): void {
  product(a, b);
  normalize(high, low + (a * bRest + aRest * b));
}

/** high + low = (a + a') / d. */
function divideBy(a: number, aRest: number, d: number): void {
  const q = a / d;
  product(q, d);
  normalize(q, (a - high - low + aRest) / d);
}

/** high + low = (a + a') + (b + b'). */
function plus(a: number, aRest: number, b: number, bRest: number): void {
  const s = a + b;
  const t = s - a;
  normalize(s, a - (s - t) + (b - t) + aRest + bRest);
}

/** high + low = √(a + a'). */
function root(a: number, aRest: number): void {
  const r = Math.sqrt(a);
  product(r, r);
  normalize(r, (a - high - low + aRest) / (2 * r));
}

function fillRoots(): void {
  high = 2;
  low = 0;
  for (let steps = 1; steps < STEPS; steps *= 2) root(high, low);
  const step = high;
  const stepRest = low;
  high = 1;
  low = 0;
  for (let j = 0; j < STEPS; j++) {
    ROOTS[j] = high;
    ROOT_RESTS[j] = low / high;
    multiply(high, low, step, stepRest);
  }
}

function fillPowers(): void {
  POWERS[1024] = 1;
  for (let i = 1025; i < POWERS.length; i++) POWERS[i] = POWERS[i - 1] * 2;
  for (let i = 1023; i >= 0; i--) POWERS[i] = POWERS[i + 1] / 2;
}

/** high + low = ln((m + 1) / m) = 2 artanh(1 / (2m + 1)), m > 50. */
function logStep(m: number): void {
  const d = 2 * m + 1;
  divideBy(2, 0, d);
  let power = high;
  let powerRest = low;
  let sum = high;
  let sumRest = low;
  for (let n = 3; n < 25; n += 2) {
    divideBy(power, powerRest, d * d);
    power = high;
    powerRest = low;
    divideBy(power, powerRest, n);
    plus(sum, sumRest, high, low);
    sum = high;
    sumRest = low;
  }
}

function fillLogs(): void {
  const logs = new Float64Array(256); // ln(m / 128)
  const rests = new Float64Array(256);
  for (let m = 128; m < 255; m++) {
    logStep(m);
    plus(logs[m], rests[m], high, low);
    logs[m + 1] = high;
    rests[m + 1] = low;
  }
  for (let m = 127; m >= 64; m--) {
    logStep(m);
    plus(logs[m + 1], rests[m + 1], -high, -low);
    logs[m] = high;
    rests[m] = low;
  }
  for (let i = 0; i < 128; i++) {
    const middle = (i < UPPER ? 1 : 0.5) * (1 + (i + 0.5) / 128);
    const m = i === 0 || i === 127 ? 128 : Math.floor(128 / middle + 0.5);
    INVERSES[i] = m / 128;
    LOGS_HIGH[i] = Math.floor(-logs[m] * two42) / two42;
    LOGS_LOW[i] = -logs[m] - LOGS_HIGH[i] - rests[m];
  }
}

fillRoots();
fillPowers();
fillLogs();
