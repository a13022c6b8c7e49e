import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import type { DesignResult } from '../../sim/measure/result.ts';
import { numberInMMc, rootOfGM1, erlangTransform } from '../support/queueing.ts';
import { parse, replicate, streamOf, tierOf } from '../support/simulate.ts';
import type { Run } from '../support/simulate.ts';
import { expectMean, expectMeanOf, variance } from '../support/statistics.ts';

const RUNS = 20;

const exponential = (mean: number) => ({ dist: 'exponential', mean }) as const;
const poisson = (perS: number) => ({ process: 'poisson', perS }) as const;

/** Three tiers that mail crosses inwards, outwards, and from the inside to the inside. */
function threeTiers(streams: ScenarioInput['streams'], reject = 0): ReturnType<typeof parse> {
  const drop = { ham: { reject } };
  return parse({
    run: { durationS: 250, warmupS: 10, sampleS: 250 },
    streams,
    tiers: {
      gateway: { stages: [{ id: 'scan', cpuMs: exponential(12), verdicts: drop }] },
      backbone: { stages: [{ id: 'route', cpuMs: exponential(5) }] },
      groupware: { stages: [{ id: 'store', cpuMs: exponential(30) }] },
    },
    designs: {
      one: {
        pools: { p: { hosts: 3 } },
        tiers: {
          gateway: { pool: 'p', vcpus: 1, slots: 1 },
          backbone: { pool: 'p', vcpus: 1, slots: 1 },
          groupware: { pool: 'p', vcpus: 3, slots: 3 },
        },
      },
    },
  });
}

const inSystem = (tier: string) => (run: Run) => tierOf(run, tier).inSystem;

test('an open Jackson network: two routes cross three tiers, and each tier is as if alone', () => {
  const scenario = threeTiers({
    in: { direction: 'inbound', class: 'ham', arrivals: poisson(35) },
    out: { direction: 'outbound', class: 'ham', arrivals: poisson(20) },
  });
  const runs = replicate(scenario, RUNS, (run) => run);
  const rate = 55;
  const numbers = {
    gateway: numberInMMc(1, rate * 0.012),
    backbone: numberInMMc(1, rate * 0.005),
    groupware: numberInMMc(3, rate * 0.03),
  };
  expectMeanOf(runs, inSystem('gateway'), numbers.gateway, { within: 0.15 });
  expectMeanOf(runs, inSystem('backbone'), numbers.backbone, { within: 0.06 });
  expectMeanOf(runs, inSystem('groupware'), numbers.groupware, { within: 0.1 });
  // From the first connection to the end of the route, whichever way.
  const through = (numbers.gateway + numbers.backbone + numbers.groupware) / rate;
  expectMeanOf(runs, (run) => streamOf(run, 'in').deliveryS.mean, through, { within: 0.12 });
  expectMeanOf(runs, (run) => streamOf(run, 'out').deliveryS.mean, through, { within: 0.12 });
  // The sender of the inbound mail waits for the gateway alone.
  expectMeanOf(runs, (run) => streamOf(run, 'in').sessionS.mean, numbers.gateway / rate, { within: 0.15 });
});

test('mail that leaves half way, and mail that comes twice, load the tiers as the traffic equations say', () => {
  const scenario = threeTiers(
    {
      in: { direction: 'inbound', class: 'ham', arrivals: poisson(40) },
      inside: { direction: 'internal', class: 'bulk', arrivals: poisson(25) },
    },
    0.4,
  );
  const runs = replicate(scenario, RUNS, (run) => run);
  const rates = { gateway: 40, backbone: 40 * 0.6 + 25, groupware: 40 * 0.6 + 2 * 25 };
  expectMeanOf(runs, (run) => tierOf(run, 'groupware').throughputPerS, rates.groupware, { within: 0.03 });
  expectMeanOf(runs, inSystem('gateway'), numberInMMc(1, rates.gateway * 0.012), { within: 0.1 });
  expectMeanOf(runs, inSystem('backbone'), numberInMMc(1, rates.backbone * 0.005), { within: 0.05 });
  expectMeanOf(runs, inSystem('groupware'), numberInMMc(3, rates.groupware * 0.03), { within: 0.15 });
  // Everything accepted by the backbone or before it is in a spool until the next tier has accepted it.
  const inward = ['backbone', 'groupware'].reduce((sum, id) => {
    const load = id === 'backbone' ? numberInMMc(1, rates.backbone * 0.005) : numberInMMc(3, rates.groupware * 0.03);
    return sum + load / rates[id as 'backbone' | 'groupware'];
  }, 0);
  const spooled = 40 * 0.6 * inward + 25 * inward;
  const inSpool = ({ tiers }: DesignResult): number =>
    Object.values(tiers).reduce((sum, tier) => sum + tier.inSpool, 0);
  expectMeanOf(runs, ({ result }) => inSpool(result), spooled, { within: 0.1 });
});

test('product form: how many are in one tier says nothing about the next', () => {
  const scenario = threeTiers({ in: { direction: 'inbound', class: 'ham', arrivals: poisson(50) } });
  const correlations = replicate({ ...scenario, run: { ...scenario.run, durationS: 1e-9 } }, RUNS, ({ engine }) => {
    const gateway: number[] = [];
    const backbone: number[] = [];
    const { inService, inBacklog } = engine.world.instances;
    for (let t = 2; t < 150; t += 0.25) {
      engine.take(t, Infinity);
      gateway.push((inService.value[0] ?? 0) + (inBacklog.value[0] ?? 0));
      backbone.push((inService.value[1] ?? 0) + (inBacklog.value[1] ?? 0));
    }
    const sum = gateway.map((n, i) => n + (backbone[i] ?? 0));
    const covariance = (variance(sum) - variance(gateway) - variance(backbone)) / 2;
    return covariance / Math.sqrt(variance(gateway) * variance(backbone));
  });
  // Held against 1, since the expected correlation is 0.
  expectMean(
    correlations.map((r) => 1 + r),
    1,
    { within: 0.1 },
  );
});

/** A tier of several machines of one core and one slot. */
function machines(
  balancing: 'roundRobin' | 'random' | 'powerOfTwo',
  instances: number,
  rho: number,
  durationS: number,
) {
  return parse({
    run: { durationS, warmupS: 5, sampleS: durationS },
    streams: { mail: { direction: 'inbound', class: 'ham', arrivals: poisson(100 * rho * instances) } },
    tiers: { gateway: { stages: [{ id: 'scan', cpuMs: exponential(10) }] } },
    designs: {
      one: {
        pools: { p: { hypervisor: {}, hosts: 4 } },
        tiers: { gateway: { pool: 'p', vcpus: 1, memoryGB: 1, slots: 1, instances, balancing } },
      },
    },
  });
}

test('chance splits a Poisson stream into Poisson streams: every machine is M/M/1', () => {
  const runs = replicate(machines('random', 4, 0.7, 100), RUNS, tierOf);
  for (let i = 0; i < 4; i++) {
    const of = (tier: (typeof runs)[number]): number =>
      (tier.instances[i]?.inService ?? NaN) + (tier.instances[i]?.inBacklog ?? NaN);
    expectMeanOf(runs, of, 0.7 / 0.3, { within: 0.18 });
  }
});

test('turns make every machine E4/M/1: its arrivals are every fourth of a Poisson stream', () => {
  const runs = replicate(machines('roundRobin', 4, 0.7, 100), RUNS, tierOf);
  const sigma = rootOfGM1(erlangTransform(4, 0.01 / 0.7), 100);
  expectMeanOf(runs, (tier) => tier.sojournS.mean, 0.01 / (1 - sigma), { within: 0.08 });
});

test('the power of two choices, in the limit of many machines', () => {
  // Mitzenmacher 2001: a share ρ^(2^i − 1) of the machines has i or more; with 100 of them the limit is near.
  const rho = 0.8;
  const perMachine = [1, 2, 3, 4, 5, 6, 7].reduce((sum, i) => sum + rho ** (2 ** i - 1), 0);
  const runs = replicate(machines('powerOfTwo', 100, rho, 20), 10, tierOf);
  expectMeanOf(runs, (tier) => tier.inSystem / 100, perMachine, { within: 0.06, slack: 0.01 });
  expect(perMachine).toBeLessThan(0.4 * (rho / (1 - rho)));
});
