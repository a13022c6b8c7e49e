import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divide } from '../../sim/kernel/maxmin.ts';

interface Claim {
  demand: number;
  weight: number;
  floor: number;
  ceiling: number;
}

function share(capacity: number, claims: readonly Claim[]): number[] {
  const column = (of: keyof Claim): Float64Array => Float64Array.from(claims, (claim) => claim[of]);
  const out = new Float64Array(claims.length).fill(NaN);
  divide(capacity, claims.length, column('demand'), column('weight'), column('floor'), column('ceiling'), out);
  return [...out];
}

/** The same by halving an interval for λ. */
function shareByBisection(capacity: number, claims: readonly Claim[]): number[] {
  const most = claims.map(({ demand, ceiling }) => Math.min(demand, ceiling));
  const least = claims.map(({ floor }, i) => Math.min(floor, most[i]!));
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  if (sum(most) <= capacity) return most;
  if (sum(least) >= capacity) return least.map((value) => (value * capacity) / (sum(least) || 1));
  const at = (level: number): number[] =>
    claims.map(({ weight }, i) => Math.min(Math.max(level * weight, least[i]!), most[i]!));
  let low = 0;
  let high = Math.max(...claims.map(({ weight }, i) => most[i]! / weight));
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) < capacity) low = middle;
    else high = middle;
  }
  return at(high);
}

const amount = fc.oneof(fc.nat(8), fc.double({ min: 0, max: 16, noNaN: true }), fc.constant(0));
const claim = fc.record({
  demand: amount,
  weight: fc.oneof(fc.constantFrom(1, 1, 2, 1000), fc.double({ min: 0.01, max: 100, noNaN: true })),
  floor: fc.oneof(fc.constant(0), amount),
  ceiling: fc.oneof(fc.constant(Infinity), amount),
});
const problem = fc.tuple(amount, fc.array(claim, { maxLength: 70 }));

describe('dividing a capacity', () => {
  test('agrees with a solver by bisection', () => {
    fc.assert(
      fc.property(problem, ([capacity, claims]) => {
        const ours = share(capacity, claims);
        shareByBisection(capacity, claims).forEach((truth, i) => {
          expect(Math.abs(ours[i]! - truth)).toBeLessThanOrEqual(1e-12 * Math.max(1, capacity));
        });
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  test('gives everything away that is asked for, never more than there is, and nobody more than they ask', () => {
    fc.assert(
      fc.property(problem, ([capacity, claims]) => {
        const ours = share(capacity, claims);
        const most = claims.map(({ demand, ceiling }) => Math.min(demand, ceiling));
        const given = ours.reduce((sum, x) => sum + x, 0);
        const asked = most.reduce((sum, x) => sum + x, 0);
        expect(given).toBeCloseTo(Math.min(capacity, asked), 10);
        ours.forEach((x, i) => {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(most[i]!);
        });
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test('gives all their demand when it fits, exactly', () => {
    const claims = [0.1, 0.2, 0.3].map((demand) => ({ demand, weight: 1, floor: 0, ceiling: Infinity }));
    expect(share(0.7, claims)).toEqual([0.1, 0.2, 0.3]);
  });

  test('works out by hand: 12 cores, shares 1 : 1 : 2, one small demand, one ceiling', () => {
    const claims = [
      { demand: 2, weight: 1, floor: 0, ceiling: Infinity }, // gets its 2
      { demand: 8, weight: 1, floor: 0, ceiling: Infinity }, // λ = 5
      { demand: 8, weight: 2, floor: 0, ceiling: 5 }, // its ceiling
    ];
    expect(share(12, claims)).toEqual([2, 5, 5]);
  });

  test('a floor is kept at the cost of the others', () => {
    const claims = [
      { demand: 8, weight: 1, floor: 6, ceiling: Infinity },
      { demand: 8, weight: 1, floor: 0, ceiling: Infinity },
      { demand: 8, weight: 3, floor: 0, ceiling: Infinity },
    ];
    expect(share(10, claims)).toEqual([6, 1, 3]);
  });

  test('a floor that is not asked for is left to the others', () => {
    const claims = [
      { demand: 1, weight: 1, floor: 6, ceiling: Infinity },
      { demand: 9, weight: 1, floor: 0, ceiling: Infinity },
    ];
    expect(share(8, claims)).toEqual([1, 7]);
  });

  test('floors that do not fit together are scaled down in proportion', () => {
    const claims = [
      { demand: 9, weight: 5, floor: 6, ceiling: Infinity },
      { demand: 9, weight: 1, floor: 3, ceiling: Infinity },
      { demand: 9, weight: 1, floor: 0, ceiling: Infinity },
    ];
    expect(share(3, claims)).toEqual([2, 1, 0]);
  });

  test('nobody, no capacity and no demand are no trouble', () => {
    expect(share(5, [])).toEqual([]);
    expect(share(0, [{ demand: 3, weight: 1, floor: 1, ceiling: Infinity }])).toEqual([0]);
    expect(share(5, [{ demand: 0, weight: 1, floor: 1, ceiling: Infinity }])).toEqual([0]);
  });
});
