import { expect, test } from 'vitest';
import { erlangTransform, pollaczekKhinchine, rootOfGM1 } from '../support/queueing.ts';
import { queue } from '../support/queue.ts';
import type { Queue } from '../support/queue.ts';
import { replicate, tierOf } from '../support/simulate.ts';
import type { TierResult } from '../../sim/measure/result.ts';
import { expectMeanOf } from '../support/statistics.ts';

const RUNS = 20;
/** Mean service [s], and what the scenarios say of it. */
const S = 0.01;
const EXPONENTIAL = { dist: 'exponential', mean: 1000 * S } as const;

/** One server, one in service, the others wait in the order of arrival. */
const firstComeFirstServed = (q: Omit<Queue, 'slots' | 'cores'>) => queue({ warmupS: 5, ...q, cores: 1, slots: 1 });

test.each([
  { rho: 0.3, durationS: 300, within: 0.04 },
  { rho: 0.6, durationS: 400, within: 0.06 },
  { rho: 0.8, durationS: 800, within: 0.1 },
])('M/M/1 at $rho: number, sojourn, utilization and the quantiles of an exponential', ({ rho, durationS, within }) => {
  const rate = rho / S;
  const tiers = replicate(firstComeFirstServed({ arrivals: rate, cpuMs: EXPONENTIAL, durationS }), RUNS, tierOf);
  const sojourn = S / (1 - rho);
  expectMeanOf(tiers, (tier) => tier.utilization, rho, { within: 0.03 });
  expectMeanOf(tiers, (tier) => tier.throughputPerS, rate, { within: 0.02 });
  expectMeanOf(tiers, (tier) => tier.inSystem, rho / (1 - rho), { within });
  expectMeanOf(tiers, (tier) => tier.inBacklog, (rho * rho) / (1 - rho), { within: 1.5 * within });
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, sojourn, { within });
  for (const [p, quantile] of [
    [0.5, (tier: TierResult) => tier.sojournS.p50],
    [0.9, (tier: TierResult) => tier.sojournS.p90],
    [0.95, (tier: TierResult) => tier.sojournS.p95],
    [0.99, (tier: TierResult) => tier.sojournS.p99],
  ] as const) {
    // The histogram may be off by one in a hundred, the run by its noise.
    expectMeanOf(tiers, quantile, -sojourn * Math.log(1 - p), { within: 1.5 * within, slack: 0.01 });
  }
});

test.each([
  { law: 'constant', cpuMs: 1000 * S, cv: 0 },
  { law: 'Erlang', cpuMs: { dist: 'erlang', mean: 1000 * S, k: 4 }, cv: 0.5 },
  { law: 'lognormal', cpuMs: { dist: 'lognormal', mean: 1000 * S, cv: 1.5 }, cv: 1.5 },
  { law: 'hyperexponential', cpuMs: { dist: 'hyperexponential', mean: 1000 * S, cv: 2 }, cv: 2 },
] as const)('M/G/1, $law service: Pollaczek and Khinchine’s wait', ({ cpuMs, cv }) => {
  const rate = 0.5 / S;
  const durationS = cv > 1 ? 800 : 400;
  const tiers = replicate(firstComeFirstServed({ arrivals: rate, cpuMs, durationS }), RUNS, tierOf);
  const wait = pollaczekKhinchine(rate, S, cv);
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, S + wait, { within: 0.08 });
  expectMeanOf(tiers, (tier) => tier.inBacklog, rate * wait, { within: 0.15 });
  expectMeanOf(tiers, (tier) => tier.utilization, 0.5, { within: 0.04 });
});

const balanced = (cv: number): [p: number, a: number, b: number] => {
  const p = (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
  return [p, 2 * p, 2 * (1 - p)];
};

test.each([
  { law: 'D/M/1', gap: (mean: number) => mean, transform: (s: number, mean: number) => Math.exp(-s * mean) },
  {
    law: 'E4/M/1',
    gap: (mean: number) => ({ dist: 'erlang', mean, k: 4 }) as const,
    transform: (s: number, mean: number) => erlangTransform(4, mean)(s),
  },
  {
    law: 'H2/M/1',
    gap: (mean: number) => ({ dist: 'hyperexponential', mean, cv: 2 }) as const,
    transform: (s: number, mean: number) => {
      const [p, a, b] = balanced(2);
      return p / (1 + (s * mean) / a) + (1 - p) / (1 + (s * mean) / b);
    },
  },
])('$law: the wait of renewal arrivals, by the root of its equation', ({ gap, transform }) => {
  const mean = S / 0.75;
  const sigma = rootOfGM1((s) => transform(s, mean), 1 / S);
  const tiers = replicate(
    firstComeFirstServed({
      arrivals: { process: 'renewal', interarrival: gap(mean) },
      cpuMs: EXPONENTIAL,
      durationS: 500,
    }),
    RUNS,
    tierOf,
  );
  const sojourn = S / (1 - sigma);
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, sojourn, { within: 0.12 });
  // The sojourn is exponential whatever the arrivals are.
  expectMeanOf(tiers, (tier) => tier.sojournS.p95, sojourn * Math.log(20), { within: 0.15, slack: 0.01 });
  expectMeanOf(tiers, (tier) => tier.utilization, 0.75, { within: 0.03 });
  expect(sigma).toBeGreaterThan(0.4);
});

test('a slower core is a longer service', () => {
  // A core of a third of the reference core's speed, near enough; half of its capacity is used.
  const model = 'hp-ml110g4-3040';
  const speed = 0.36;
  const scenario = firstComeFirstServed({
    arrivals: (0.5 * speed) / S,
    cpuMs: EXPONENTIAL,
    durationS: 1000,
    pool: { model },
  });
  const tiers = replicate(scenario, RUNS, tierOf);
  expectMeanOf(tiers, (tier) => tier.utilization, 0.5, { within: 0.04 });
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, (2 * S) / speed, { within: 0.06 });
});
