import { expect, test } from 'vitest';
import {
  baccelliHebuterne,
  birthDeath,
  crommelin,
  erlangB,
  erlangC,
  erlangTransform,
  numberInMMc,
  pollaczekKhinchine,
  rootOfGM1,
} from '../support/queueing.ts';
import { chiSquareQuantile, lnGamma, studentT } from '../support/statistics.ts';

// The yardstick first: every formula used against the engine is held against a published value, a special case or a sum.

test('Erlang’s formulas agree with the states of their processes', () => {
  expect(erlangB(1, 3)).toBeCloseTo(3 / 4, 12);
  const loss = birthDeath(10, (n) => n, 15);
  expect(erlangB(15, 10)).toBeCloseTo(loss[15] ?? NaN, 12);
  const queue = birthDeath(3, (n) => Math.min(n, 4), 400);
  expect(erlangC(4, 3)).toBeCloseTo(
    queue.slice(4).reduce((sum, p) => sum + p, 0),
    12,
  );
  expect(numberInMMc(4, 3)).toBeCloseTo(
    queue.reduce((sum, p, n) => sum + n * p, 0),
    9,
  );
  expect(numberInMMc(1, 0.7)).toBeCloseTo(0.7 / 0.3, 12);
});

test('constant service on one server is a case of both Pollaczek and Khinchine’s and Crommelin’s formula', () => {
  expect(crommelin(1, 0.7, 1)).toBeCloseTo(pollaczekKhinchine(0.7, 1, 0), 9);
  expect(crommelin(1, 70, 0.01)).toBeCloseTo(0.7 / 0.6 / 100, 9);
});

test('Crommelin’s formula agrees with the equation it solves', () => {
  // Over one service time d everyone in service leaves and Poisson many come: N(t + d) = max(N(t) − c, 0) + Poisson(λ d).
  for (const [c, a] of [
    [2, 1.6],
    [3, 1.5],
    [5, 4],
  ] as const) {
    const states = 200;
    const poisson = Array.from({ length: states }, (_, k) => Math.exp(-a + k * Math.log(a) - lnGamma(k + 1)));
    let now = new Array<number>(states).fill(0).with(0, 1);
    for (let round = 0; round < 400; round++) {
      const next = new Array<number>(states).fill(0);
      now.forEach((p, n) => {
        const left = Math.max(n - c, 0);
        poisson.forEach((q, k) => {
          if (left + k < states) next[left + k] = (next[left + k] ?? 0) + p * q;
        });
      });
      now = next;
    }
    const inLine = now.reduce((sum, p, n) => sum + p * Math.max(0, n - c), 0);
    expect(crommelin(c, a, 1)).toBeCloseTo(inLine / a, 8);
  }
});

test('Poisson arrivals are a case of G/M/1', () => {
  expect(rootOfGM1(erlangTransform(1, 1 / 0.6), 1)).toBeCloseTo(0.6, 9);
  // D/M/1 at one half: σ = e^{−2 (1 − σ)}.
  expect(rootOfGM1((s) => Math.exp(-2 * s), 1)).toBeCloseTo(0.20318787, 9);
});

test('endless patience is M/M/c, none is Erlang’s loss system, and rates balance in between', () => {
  expect(baccelliHebuterne(3, 2.4, 1, 1000).meanWait).toBeCloseTo(erlangC(3, 2.4) / (3 - 2.4), 9);
  expect(baccelliHebuterne(3, 2.4, 1, 0).abandoned).toBeCloseTo(erlangB(3, 2.4), 12);
  // One server: those served are those that the busy server serves, also beyond capacity.
  for (const rate of [0.5, 1, 1.7]) {
    const { abandoned } = baccelliHebuterne(1, rate, 1, 2);
    const idle = 1 - rate * (1 - abandoned);
    // The idle share by the density: p0 such that everything adds up to 1.
    const drift = 1 - rate;
    const below = drift === 0 ? 2 : (1 - Math.exp(-2 * drift)) / drift;
    expect(idle).toBeCloseTo(1 / (1 + rate * (below + Math.exp(-2 * drift))), 12);
  }
});

test('the quantiles that bounds are made of are those of the tables', () => {
  expect(studentT(0.95, 10)).toBeCloseTo(2.2281, 4);
  expect(studentT(0.9999, 19)).toBeCloseTo(4.8974, 3);
  expect(chiSquareQuantile(0.95, 10)).toBeCloseTo(18.307, 3);
  expect(chiSquareQuantile(0.9999, 3)).toBeCloseTo(21.1075, 3);
  expect(Math.exp(lnGamma(7.5))).toBeCloseTo(1871.254306, 5);
});
