import { describe, expect, test } from 'vitest';
import { studentQuantile } from '../../sim/study/student.ts';

/** Probability below t, by Simpson's rule over the density, whose constant cancels in the quotient. */
function shareBelow(t: number, nu: number): number {
  const density = (x: number) => (1 + (x * x) / nu) ** (-(nu + 1) / 2);
  // The substitution x = u / (1 − u²) brings the tails into (−1, 1).
  const integrand = (u: number) => {
    const v = 1 - u * u;
    return v <= 0 ? 0 : (density(u / v) * (1 + u * u)) / (v * v);
  };
  const integral = (from: number, to: number) => {
    const n = 4000;
    const h = (to - from) / n;
    let sum = integrand(from) + integrand(to);
    for (let i = 1; i < n; i++) sum += integrand(from + i * h) * (i % 2 === 0 ? 2 : 4);
    return (sum * h) / 3;
  };
  const u = (-1 + Math.sqrt(1 + 4 * t * t)) / (2 * t);
  return integral(-1, u) / integral(-1, 1);
}

describe("Student's quantile at 97.5 %", () => {
  test('with 1 and 2 degrees of freedom is that of the closed forms', () => {
    expect(studentQuantile(1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 9);
    expect(studentQuantile(2)).toBeCloseTo(0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), 9);
  });

  test.each([3, 5, 9, 10, 19, 29, 30, 31, 40, 60, 120, 999])('with %i degrees of freedom leaves 2.5 %% above', (nu) => {
    expect(shareBelow(studentQuantile(nu), nu)).toBeCloseTo(0.975, 8);
  });

  test('falls towards the normal one', () => {
    for (let nu = 1; nu < 200; nu++) expect(studentQuantile(nu + 1)).toBeLessThan(studentQuantile(nu));
    expect(studentQuantile(1e9)).toBeCloseTo(1.959963984540054, 8);
  });

  test('needs at least one degree of freedom', () => {
    expect(() => studentQuantile(0)).toThrow(RangeError);
    expect(() => studentQuantile(NaN)).toThrow(RangeError);
  });
});
