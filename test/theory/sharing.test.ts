import { expect, test } from 'vitest';
import { birthDeath, numberInMMc } from '../support/queueing.ts';
import { queue } from '../support/queue.ts';
import { parse, replicate, streamOf, tierOf } from '../support/simulate.ts';
import { expectMean, expectMeanOf, mean } from '../support/statistics.ts';

const RUNS = 20;
/** Mean service [s]. */
const S = 0.01;

const SERVICES = [
  { law: 'constant', cpuMs: 1000 * S, durationS: 150 },
  { law: 'exponential', cpuMs: { dist: 'exponential', mean: 1000 * S }, durationS: 200 },
  { law: 'lognormal', cpuMs: { dist: 'lognormal', mean: 1000 * S, cv: 2 }, durationS: 300 },
  { law: 'hyperexponential', cpuMs: { dist: 'hyperexponential', mean: 1000 * S, cv: 3 }, durationS: 300 },
] as const;

test.each(SERVICES)('M/G/1-PS: the mean sojourn knows only the mean service, $law', ({ cpuMs, durationS }) => {
  const rho = 0.6;
  const tiers = replicate(queue({ arrivals: rho / S, cpuMs, durationS, warmupS: 10 }), RUNS, tierOf);
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, S / (1 - rho), { within: 0.12 });
  expectMeanOf(tiers, (tier) => tier.inSystem, rho / (1 - rho), { within: 0.15 });
  for (const { inBacklog } of tiers) expect(inBacklog).toBe(0);
});

test.each(SERVICES)('M/G/3-PS: as many in the station as in M/M/3, $law', ({ cpuMs, durationS }) => {
  const a = 2.1;
  const scenario = queue({ arrivals: a / S, cpuMs, cores: 3, durationS: durationS / 2, warmupS: 10 });
  const tiers = replicate(scenario, RUNS, tierOf);
  expectMeanOf(tiers, (tier) => tier.inSystem, numberInMMc(3, a), { within: 0.12 });
  expectMeanOf(tiers, (tier) => tier.busyCores, a, { within: 0.05 });
});

test('M/G/1-PS: who asks for ten times the work stays ten times as long', () => {
  // Small and large jobs share one core; given its demand x a job stays x / (1 − ρ) in the mean (Kleinrock 1976, 4.4).
  const stream = (mailClass: 'ham' | 'spam', perS: number) =>
    ({ direction: 'inbound', class: mailClass, arrivals: { process: 'poisson', perS } }) as const;
  const scenario = parse({
    run: { durationS: 300, warmupS: 5, sampleS: 300 },
    streams: { small: stream('ham', 60), large: stream('spam', 4) },
    tiers: {
      queue: {
        stages: [
          { id: 'small', classes: ['ham'], cpuMs: 5 },
          { id: 'large', classes: ['spam'], cpuMs: 50 },
        ],
      },
    },
    designs: { one: { pools: { p: {} }, tiers: { queue: { pool: 'p', vcpus: 1 } } } },
  });
  const runs = replicate(scenario, RUNS, (run) => run);
  const rho = 60 * 0.005 + 4 * 0.05;
  expectMeanOf(runs, (run) => streamOf(run, 'small').sessionS.mean, 0.005 / (1 - rho), { within: 0.06 });
  expectMeanOf(runs, (run) => streamOf(run, 'large').sessionS.mean, 0.05 / (1 - rho), { within: 0.06 });
});

test.each([
  { cores: 1, slots: 3, a: 0.8 },
  { cores: 2, slots: 5, a: 1.5 },
  // More cores than slots: only so many work.
  { cores: 8, slots: 2, a: 1.4 },
])('limited sharing of $cores cores by $slots slots: exponential jobs are a birth and death process', (q) => {
  const { cores, slots, a } = q;
  const states = birthDeath(a, (n) => Math.min(n, cores, slots), 400);
  const number = (of: (n: number) => number): number => states.reduce((sum, p, n) => sum + of(n) * p, 0);
  const scenario = queue({
    arrivals: a / S,
    cpuMs: { dist: 'exponential', mean: 1000 * S },
    cores,
    slots,
    durationS: 500 / cores,
    warmupS: 5,
  });
  const tiers = replicate(scenario, RUNS, tierOf);
  expectMeanOf(
    tiers,
    (tier) => tier.inService,
    number((n) => Math.min(n, slots)),
    { within: 0.06 },
  );
  expectMeanOf(
    tiers,
    (tier) => tier.inBacklog,
    number((n) => Math.max(0, n - slots)),
    { within: 0.3 },
  );
  expectMeanOf(tiers, (tier) => tier.busyCores, a, { within: 0.04 });
});

test('the fewer slots the longer constant jobs stay: sharing costs them, waiting does not', () => {
  const sojourn = (slots: number | null): number =>
    mean(
      replicate(queue({ arrivals: 70, cpuMs: 10, slots, durationS: 150, warmupS: 5 }), 8, tierOf).map(
        (tier) => tier.sojournS.mean ?? NaN,
      ),
    );
  const [one, three, all] = [sojourn(1), sojourn(3), sojourn(null)];
  expect(three).toBeGreaterThan(1.05 * one);
  expect(all).toBeGreaterThan(1.02 * three);
});

test('M/G/1-PS: the number in the station is geometric, whatever the service', () => {
  // Seen at times far apart, so that they are nearly independent; each run's shares are one observation.
  const rho = 0.5;
  const scenario = queue({
    arrivals: rho / S,
    cpuMs: { dist: 'lognormal', mean: 1000 * S, cv: 2 },
    durationS: 200,
    warmupS: 0,
  });
  const shares = replicate({ ...scenario, run: { ...scenario.run, durationS: 1e-9 } }, RUNS, ({ engine }) => {
    const seen = [0, 0, 0, 0];
    for (let t = 2; t <= 200; t += 0.2) {
      engine.take(t, Infinity);
      const n = engine.world.instances.inService.value[0] ?? NaN;
      if (n < seen.length) seen[n] = (seen[n] ?? 0) + 1 / 991;
    }
    return seen;
  });
  for (let n = 0; n < 4; n++) {
    expectMean(
      shares.map((share) => share[n] ?? NaN),
      (1 - rho) * rho ** n,
      { within: 0.25 },
    );
  }
});
