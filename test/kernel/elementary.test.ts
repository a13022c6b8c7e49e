import { describe, expect, test } from 'vitest';
import { exp, expm1, log, log1p, pow } from '../../sim/kernel/elementary.ts';
import { NamedStream } from '../../sim/kernel/streams.ts';
import { bigExp, bigExpm1, bigLog, bigLog1p, bigPow, ulpsOff } from './support/bigReal.ts';

const random = new NamedStream('elementary', 'arguments');
const between = (a: number, b: number): number => a + (b - a) * random.uniform();
/** A positive float64 of any magnitude: random bits. */
const anyPositive = (): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, random.word() % 0x7ff00000);
  view.setUint32(4, random.word());
  return view.getFloat64(0);
};

/** The worst error over arguments, and the argument. */
function worst(count: number, draw: () => number, error: (x: number) => number): { ulps: number; at: number } {
  let found = { ulps: 0, at: NaN };
  for (let i = 0; i < count; i++) {
    const at = draw();
    const ulps = error(at);
    if (!(ulps <= found.ulps)) found = { ulps, at };
  }
  return found;
}

describe('exp', () => {
  const error = (x: number): number => ulpsOff(exp(x), bigExp(x));

  test.each([
    ['0.6 ulp over all normal results', 0.6, 4000, -708, 709.78],
    ['1 ulp where the results are subnormal', 1, 1000, -745.1, -708],
    ['0.6 ulp near 0', 0.6, 1000, -0.02, 0.02],
    ['0.6 ulp for tiny arguments', 0.6, 500, -1e-15, 1e-15],
    ['0.6 ulp in the range that samplers use', 0.6, 3000, -6, 6],
  ])('is within %s', (_where, limit, count, low, high) => {
    expect(worst(count, () => between(low, high), error).ulps).toBeLessThan(limit);
  });

  test('is exact at the edges of its range', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-0)).toBe(1);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(NaN)).toBe(NaN);
    expect(error(709.782712893384)).toBeLessThan(0.6); // the largest with a finite result
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(1e308)).toBe(Infinity);
    expect(exp(-745.1332191019411)).toBe(Number.MIN_VALUE);
    expect(exp(-745.1332191019412)).toBe(0);
    expect(exp(-1e308)).toBe(0);
    expect(exp(Number.MIN_VALUE)).toBe(1);
  });

  test('never falls as its argument rises through the table steps', () => {
    let falls = 0;
    for (let step = -400; step < 400; step++) {
      const middle = ((step + 0.5) * Math.LN2) / 128;
      let previous = 0;
      for (let i = -20; i <= 20; i++) {
        const value = exp(middle + i * 1e-16 * Math.max(1, Math.abs(middle)));
        if (value < previous) falls++;
        previous = value;
      }
    }
    expect(falls).toBe(0);
  });
});

describe('log', () => {
  const error = (x: number): number => ulpsOff(log(x), bigLog(x));

  test.each([
    ['over all numbers', 3000, anyPositive],
    ['from 0 to 1', 2000, () => random.uniform() + 2 ** -60],
    ['near 1', 3000, () => 1 + between(-0.02, 0.02)],
    ['next to 1', 500, () => 1 + between(-1e-13, 1e-13)],
    ['at subnormal numbers', 500, () => between(0, 2 ** -1022)],
  ])('is within 0.6 ulp %s', (_where, count, draw) => {
    expect(worst(count, draw, (x) => (x === 1 ? log(x) : error(x))).ulps).toBeLessThan(0.6);
  });

  test('is within 0.6 ulp at both ends of every table interval', () => {
    for (let i = 0; i <= 256; i++) {
      for (const scale of [0.5, 1, 2, 2 ** -1020, 2 ** 1022]) {
        const edge = (1 + i / 256) * scale;
        for (const x of [edge, edge * (1 - 2 ** -53), edge * (1 + 2 ** -52)]) {
          if (x !== 1) expect(error(x), `log(${x})`).toBeLessThan(0.6);
        }
      }
    }
  });

  test('is exact at the edges of its range', () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(-0)).toBe(-Infinity);
    expect(log(-1)).toBe(NaN);
    expect(log(-Number.MIN_VALUE)).toBe(NaN);
    expect(log(-Infinity)).toBe(NaN);
    expect(log(NaN)).toBe(NaN);
    expect(log(Infinity)).toBe(Infinity);
    expect(log(Number.MIN_VALUE)).toBe(-744.4400719213812);
    expect(log(Number.MAX_VALUE)).toBe(709.782712893384);
  });
});

describe('pow', () => {
  const error = (x: number, y: number): number => ulpsOff(pow(x, y), bigPow(x, y));
  const finite = (x: number, y: number): number => {
    const value = pow(x, y);
    return value === 0 || value === Infinity ? 0 : error(x, y);
  };

  test('is within 0.6 ulp for ordinary arguments', () => {
    expect(
      worst(
        4000,
        () => between(0, 20),
        (x) => finite(x, between(-12, 12)),
      ).ulps,
    ).toBeLessThan(0.6);
  });

  test('is within 1 ulp wherever the result is finite', () => {
    expect(worst(4000, anyPositive, (x) => finite(x, between(-1, 1) * 2 ** between(-60, 1))).ulps).toBeLessThan(1);
  });

  test('is within 0.7 ulp for large powers of numbers near 1', () => {
    const near = (): number => 1 + between(-1, 1) * 2 ** between(-52, -4);
    const power = (x: number): number => (between(-700, 700) / Math.log(x)) * between(0.5, 1);
    expect(worst(4000, near, (x) => (x === 1 ? 0 : finite(x, power(x)))).ulps).toBeLessThan(0.7);
  });

  test('agrees with the language on zeros, infinities, NaN, negative bases and whole powers', () => {
    const special = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, -1.5, Infinity, -Infinity, NaN, 1e300, -1e300, 1e-300];
    const edges = [Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 53 + 2];
    const all = [...special, ...edges, 1 + 2 ** -52, 1 - 2 ** -53];
    for (const x of all) {
      for (const y of all) {
        const ours = pow(x, y);
        const theirs = x ** y;
        if (!Object.is(ours, theirs) && !(Math.abs(ours - theirs) <= 3e-16 * Math.abs(theirs)))
          expect.fail(`pow(${x}, ${y}) = ${ours}, not ${theirs}`);
      }
    }
  });

  test('gives whole powers of small whole numbers exactly', () => {
    for (let x = 1; x <= 12; x++) {
      for (let y = 0; x ** y <= 2 ** 53; y++) {
        expect(pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)));
        if (x === 1 && y > 20) break;
      }
    }
    expect(pow(9, 0.5)).toBe(3);
    expect(pow(2, -1074)).toBe(Number.MIN_VALUE);
  });
});

describe('log1p and expm1', () => {
  const signed = (low: number, high: number) => (): number => (random.word() & 1 ? 1 : -1) * 2 ** between(low, high);

  test('log1p is within 2 ulp', () => {
    const error = (x: number): number => ulpsOff(log1p(x), bigLog1p(x));
    expect(worst(3000, signed(-70, -0.01), error).ulps).toBeLessThan(2);
    expect(worst(1000, () => between(0, 1e6), error).ulps).toBeLessThan(2);
  });

  test('expm1 is within 4 ulp', () => {
    const error = (x: number): number => ulpsOff(expm1(x), bigExpm1(x));
    expect(worst(3000, signed(-70, 5), error).ulps).toBeLessThan(4);
  });

  test('are exact at the edges of their ranges', () => {
    expect(log1p(0)).toBe(0);
    expect(log1p(-0)).toBe(-0);
    expect(log1p(-1)).toBe(-Infinity);
    expect(log1p(-2)).toBe(NaN);
    expect(log1p(NaN)).toBe(NaN);
    expect(log1p(Infinity)).toBe(Infinity);
    expect(log1p(1e-300)).toBe(1e-300);
    expect(expm1(0)).toBe(0);
    expect(expm1(-0)).toBe(-0);
    expect(expm1(-Infinity)).toBe(-1);
    expect(expm1(-1000)).toBe(-1);
    expect(expm1(Infinity)).toBe(Infinity);
    expect(expm1(1000)).toBe(Infinity);
    expect(expm1(NaN)).toBe(NaN);
    expect(expm1(1e-300)).toBe(1e-300);
  });
});
