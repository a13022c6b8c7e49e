import { expect, test } from 'vitest';
import { engineOf, replicate, simulate, tierOf } from '../support/simulate.ts';
import { queue } from '../support/queue.ts';
import type { Queue } from '../support/queue.ts';
import { Simulation } from '../../sim/simulation.ts';
import { expectCounts, expectMeanOf, lnGamma, mean, seeds, variance } from '../support/statistics.ts';

/** Mean wait [s] and sessions per second: nine in the stage at once. */
const S = 0.3;
const RATE = 30;
const WAITS = [
  ['constant', 1000 * S],
  ['exponential', { dist: 'exponential', mean: 1000 * S }],
  ['lognormal', { dist: 'lognormal', mean: 1000 * S, cv: 1.5 }],
] as const;

const waiting = (waitMs: NonNullable<Queue['stage']>['waitMs'], durationS: number) =>
  queue({ arrivals: RATE, stage: { waitMs: waitMs ?? 0 }, durationS, warmupS: 20 });

test.each(WAITS)('M/G/∞: a wait holds a slot and nothing else, %s', (_, waitMs) => {
  const tiers = replicate(waiting(waitMs, 120), 20, tierOf);
  expectMeanOf(tiers, (tier) => tier.inService, RATE * S, { within: 0.05 });
  // Those still in the stage at the end are missing, and they are the long ones: 0.7 % at most.
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, S, { within: 0.05, slack: 0.01 });
  for (const { busyCores, inBacklog, cpuSByStage } of tiers) {
    expect([busyCores, inBacklog, cpuSByStage]).toEqual([0, 0, { work: 0 }]);
  }
});

test.each(WAITS)('M/G/∞: the number in the stage is Poisson, whatever the wait, %s', (_, waitMs) => {
  const seen: number[] = [];
  for (const seed of seeds(3)) {
    const engine = engineOf(new Simulation(waiting(waitMs, 1e5), 'one', seed));
    // Seen every 6 s, twenty mean waits apart: nearly independent.
    for (let t = 30; t < 6000; t += 6) {
      engine.take(t, Infinity);
      seen.push(engine.world.instances.inService.value[0] ?? NaN);
    }
  }
  const a = RATE * S;
  const share = (n: number): number => Math.exp(-a + n * Math.log(a) - lnGamma(n + 1));
  // Four and fewer, five, …, fourteen and more.
  const counts = Array.from({ length: 11 }, (_, i) =>
    seen.reduce((sum, n) => sum + (Math.min(14, Math.max(4, n)) === i + 4 ? 1 : 0), 0),
  );
  const shares = Array.from({ length: 11 }, (_, i) => share(i + 4));
  shares[0] = [0, 1, 2, 3, 4].reduce((sum, n) => sum + share(n), 0);
  shares[10] = 1 - shares.slice(0, 10).reduce((sum, p) => sum + p, 0);
  expectCounts(
    counts,
    shares.map((p) => p * seen.length),
  );
  expect(Math.abs(variance(seen) / mean(seen) - 1)).toBeLessThan(4 * Math.sqrt(2 / seen.length));
});

test('waits of a constant length end in the order in which they began, and each after it', () => {
  const { result } = simulate(waiting(1000 * S, 100));
  const stream = result.streams['mail'];
  expect(stream?.sessionS.max).toBeCloseTo(S, 9);
  expect(stream?.sessionS.mean).toBeCloseTo(S, 9);
});
