import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Intensity } from '../../sim/model/intensity.ts';
import type { Ramp } from '../../sim/scenario/ramps.ts';

const spike = (at: number, factor: number, ramp: number, hold: number, decay: number): Ramp => [
  [at, 1],
  [at + ramp, factor],
  [at + ramp + hold, factor],
  [at + ramp + hold + decay, 1],
];

/** The rate at a time, straight from the definition. */
function rateAt(steps: readonly (readonly [number, number])[], ramps: readonly Ramp[], t: number): number {
  const rate = steps.findLast(([from]) => from <= t)?.[1] ?? 0;
  return ramps.reduce((product, ramp) => {
    const after = ramp.findIndex(([at]) => at > t);
    const [a, x] = ramp[after - 1] ?? [0, 1];
    const [b, y] = ramp[after] ?? [0, 1];
    if (after <= 0) return product;
    return product * (x + ((y - x) * (t - a)) / (b - a));
  }, rate);
}

/** Nodes and weights of Gauss and Legendre on [0, 1]: exact up to the third power, which three ramps make, and never at a corner. */
const NODES = [0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)];

/** The integral from corner to corner. */
function integralOf(
  steps: readonly (readonly [number, number])[],
  ramps: readonly Ramp[],
  from: number,
  to: number,
): number {
  const corners = [from, to, ...steps.map(([at]) => at), ...ramps.flatMap((ramp) => ramp.map(([at]) => at))]
    .filter((t) => t >= from && t <= to)
    .toSorted((a, b) => a - b);
  return corners.slice(1).reduce((sum, end, i) => {
    const begin = corners[i] ?? NaN;
    const rates = NODES.map((node) => rateAt(steps, ramps, begin + node * (end - begin)));
    return sum + (end - begin) * rates.reduce((total, rate) => total + rate / 2, 0);
  }, 0);
}

const steps = fc
  .array(fc.tuple(fc.double({ min: 1, max: 50, noNaN: true }), fc.constantFrom(0, 0.1, 1, 2, 40)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([length, rate], i): readonly [number, number] => [(at += i === 0 ? 0 : length), rate]);
  });
const length = fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 60, noNaN: true }));
const ramp = fc
  .tuple(length, fc.constantFrom(0, 0.5, 1, 4, 30), length, length, length)
  .map(([at, factor, up, hold, down]) => spike(at, factor, up, hold, down));
const ramps = fc.array(ramp, { maxLength: 3 });

test('the integral is that of steps times ramps, overlapping ones too', () => {
  fc.assert(
    fc.property(steps, ramps, length, length, (steps, ramps, from, span) => {
      const found = new Intensity(steps, ramps).between(from, from + span);
      const expected = integralOf(steps, ramps, from, from + span);
      expect(Math.abs(found - expected)).toBeLessThan(1e-8 * (1 + expected));
    }),
    { numRuns: 500 },
  );
});

test('the time after an area is where the integral reaches it, and never earlier than it was asked for', () => {
  fc.assert(
    fc.property(
      steps,
      ramps,
      fc.array(fc.oneof(fc.constantFrom(0, 1e-15, 1e-12), fc.double({ min: 0, max: 60, noNaN: true })), {
        minLength: 1,
        maxLength: 30,
      }),
      (steps, ramps, areas) => {
        const intensity = new Intensity(steps, ramps);
        const check = new Intensity(steps, ramps);
        let now = 0;
        for (const area of areas) {
          const at = intensity.after(now, area);
          expect(at).toBeGreaterThanOrEqual(now);
          if (at === Infinity) {
            expect(integralOf(steps, ramps, now, 1e5)).toBeLessThan(area + 1e-9);
            return;
          }
          expect(Math.abs(check.between(now, at) - area)).toBeLessThan(1e-8 * (1 + area));
          now = at;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('on a ramp the next arrival is never before the one asked from, however small the step', () => {
  const ramp = spike(0.1, 7, 1000 / 3, 10, 500 / 7);
  for (let i = 0; i < 20_000; i++) {
    const from = 0.1 + (i * 333.1) / 20_000;
    const at = new Intensity([[0, 12]], [ramp]).after(from, 0);
    if (at < from || at > from + 1e-8) expect([i, at]).toEqual([i, from]);
  }
});

test('a linear ramp has the arrival times of its square roots', () => {
  // Rate 1 until 10 s, then 1 + t/5 until it is 5, 20 s later: area A is reached at t with t + t²/10 = A.
  const intensity = new Intensity([[0, 1]], [spike(10, 5, 20, 1, 0)]);
  let at = intensity.after(0, 10);
  expect(at).toBe(10);
  for (let area = 1; area <= 60; area++) {
    at = intensity.after(at, 1);
    expect(at - 10).toBeCloseTo((Math.sqrt(1 + 0.4 * area) - 1) * 5, 9);
  }
  // At 30 s the height: 5 a second for a second, then 1 again.
  for (let area = 1; area <= 5; area++) expect((at = intensity.after(at, 1))).toBeCloseTo(30 + area / 5, 9);
  expect(intensity.after(at, 1)).toBeCloseTo(32, 9);
});

test('hours without mail are skipped, and after the last there is none', () => {
  const quiet: [number, number][] = [
    [0, 0],
    [100, 2],
    [200, 0],
    [300, 1],
    [301, 0],
  ];
  const intensity = new Intensity(quiet, []);
  expect(intensity.after(0, 1)).toBe(100.5);
  expect(intensity.after(100.5, 199)).toBe(300);
  expect(intensity.after(300, 2)).toBe(Infinity);
});
