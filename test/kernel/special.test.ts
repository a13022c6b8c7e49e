import { describe, expect, test } from 'vitest';
import { lnGamma, normalQuantile } from '../../sim/kernel/elementary.ts';
import { gammaFunction, gammaShare, normalShare } from '../../sim/kernel/special.ts';
import { gammaCdf, normalCdf } from './support/statistics.ts';

/** |a − b| relative to the larger of |b| and `floor`. */
function off(a: number, b: number, floor = 0): number {
  return Math.abs(a - b) / Math.max(Math.abs(b), floor);
}

describe('normalQuantile', () => {
  test.each([
    [0.5, 0],
    [0.75, 0.674489750196081743],
    [0.9, 1.2815515655446004],
    [0.95, 1.64485362695147264],
    [0.975, 1.95996398454005397],
    [0.995, 2.5758293035489004],
    [0.999, 3.09023230616781297],
    [1e-5, -4.26489079392282461],
    [1e-20, -9.26234008979841],
    [1e-300, -37.0471],
  ])('of %f is %f', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(p === 1e-300 ? 1e-3 : 2e-15 * Math.max(Math.abs(z), 1));
  });

  test('undoes the distribution function', () => {
    for (let z = -6; z <= 6; z += 0.0625) {
      const slope = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(4e-15 + 6e-16 / slope);
    }
  });

  test('knows its edges', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBe(NaN);
    expect(normalQuantile(1.1)).toBe(NaN);
    expect(normalQuantile(NaN)).toBe(NaN);
  });
});

test('lnGamma is the logarithm of the factorial, also between whole numbers', () => {
  let factorial = 1n;
  for (let n = 1; n <= 170; n++) {
    expect(off(lnGamma(n), Math.log(Number(factorial)), 1)).toBeLessThan(6e-15);
    factorial *= BigInt(n);
  }
  expect(off(lnGamma(0.5), 0.5 * Math.log(Math.PI), 1)).toBeLessThan(6e-15);
  expect(off(lnGamma(1e-10), 23.02585092988273, 1)).toBeLessThan(6e-15); // −ln x − 0.5772… x
  expect(off(lnGamma(1e6), 12815504.569147611, 1)).toBeLessThan(1e-14);
  for (let x = 0.1; x < 50; x *= 1.1) expect(off(lnGamma(x + 1), lnGamma(x) + Math.log(x), 1)).toBeLessThan(6e-15);
});

test('gammaFunction is the factorial to 12 digits', () => {
  let factorial = 1;
  for (let n = 1; n <= 60; n++) {
    expect(off(gammaFunction(n), factorial)).toBeLessThan(1e-12);
    factorial *= n;
  }
  expect(off(gammaFunction(1.5), Math.sqrt(Math.PI) / 2)).toBeLessThan(1e-14);
});

describe('gammaShare', () => {
  test('is an Erlang distribution for whole shapes', () => {
    for (const k of [1, 2, 5, 20, 100]) {
      for (let x = 0.1; x < 300; x *= 1.3) {
        let term = Math.exp(-x);
        let above = 0;
        for (let i = 0; i < k; i++) {
          above += term;
          term *= x / (i + 1);
        }
        expect(Math.abs(gammaShare(k, x) - (1 - above))).toBeLessThan(1e-13);
      }
    }
  });

  test('agrees with its series for other shapes', () => {
    for (const shape of [0.05, 0.3, 1.7, 11.1, 60]) {
      for (let x = 1e-3; x < 100; x *= 1.4) {
        expect(Math.abs(gammaShare(shape, x) - gammaCdf(shape, x))).toBeLessThan(2e-13);
      }
    }
  });

  test('is close to normal for a very large shape', () => {
    const shape = 1e6;
    for (const z of [-2, -0.5, 0, 1, 3]) {
      const share = gammaShare(shape, shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3);
      expect(Math.abs(share - normalCdf(z))).toBeLessThan(1e-7);
    }
  });

  test('is 0 at 0 and 1 at infinity', () => {
    expect(gammaShare(2, 0)).toBe(0);
    expect(gammaShare(2, -1)).toBe(0);
    expect(gammaShare(2, Infinity)).toBe(1);
  });
});

test('normalShare is the normal distribution function', () => {
  for (let z = -8; z <= 8; z += 0.125) expect(Math.abs(normalShare(z) - normalCdf(z))).toBeLessThan(1e-14);
  expect(normalShare(-Infinity)).toBe(0);
  expect(normalShare(Infinity)).toBe(1);
});
