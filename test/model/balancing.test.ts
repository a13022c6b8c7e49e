import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { BALANCING } from '../../sim/parts/balancing/index.ts';
import type { Balancing, Candidates } from '../../sim/parts/balancing/candidates.ts';
import { NamedStream } from '../../sim/kernel/streams.ts';
import { parse, simulate, streamOf, tierOf } from '../support/simulate.ts';
import type { Run } from '../support/simulate.ts';
import { expectCounts, seeds } from '../support/statistics.ts';

type Policy = keyof typeof BALANCING;
type Tier = Partial<ScenarioInput['designs'][string]['tiers'][string]>;

/** Mail through two tiers of `instances` each, chosen by one policy. */
function twoTiers(policy: Policy, instances: number, seed: string, tier: Tier = {}): Run {
  const how = { instances, vcpus: 1, memoryGB: 1, balancing: policy, ...tier };
  return simulate(
    parse({
      run: { durationS: 500 },
      streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 4 } } },
      tiers: {
        gateway: { stages: [{ id: 'scan', cpuMs: { dist: 'exponential', mean: 200 } }] },
        groupware: { stages: [{ id: 'store', cpuMs: { dist: 'exponential', mean: 200 } }] },
      },
      designs: {
        one: {
          pools: { v: { hypervisor: {} } },
          tiers: { gateway: { pool: 'v', ...how }, groupware: { pool: 'v', ...how } },
        },
      },
    }),
    seed,
  );
}

const arrivals = (run: Run, tier: string): number[] => tierOf(run, tier).instances.map(({ arrivals }) => arrivals);

test('taking turns gives every instance the same, but for one', () => {
  const counts = arrivals(twoTiers('roundRobin', 7, '1'), 'gateway');
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  expect(Math.min(...counts)).toBeGreaterThan(200);
});

test('chance gives every instance the same in the mean, and no more equal than chance is', () => {
  for (const seed of seeds(5)) {
    const counts = arrivals(twoTiers('random', 5, seed), 'gateway');
    const total = counts.reduce((sum, n) => sum + n, 0);
    expectCounts(
      counts,
      counts.map(() => total / 5),
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeGreaterThan(1);
  }
});

test('chance chooses anew in every tier', () => {
  const same = seeds(20).filter((seed) => {
    const run = twoTiers('random', 2, seed, { slots: 1000 });
    // All went through; who chose the first gateway did not thereby choose the first mailbox server.
    return arrivals(run, 'gateway')[0] === arrivals(run, 'groupware')[0];
  });
  expect(same.length).toBeLessThan(5);
});

test('mail that found its next instance full tries another one in the end', () => {
  // The first message keeps one of two mailbox servers busy for good; the others need an instant each.
  const run = simulate(
    parse({
      run: { durationS: 2000 },
      streams: {
        endless: { direction: 'outbound', class: 'bulk', arrivals: { process: 'renewal', interarrival: 1500 } },
        mail: {
          direction: 'inbound',
          class: 'ham',
          arrivals: { process: 'renewal', interarrival: 1 },
          profile: 'flat',
        },
      },
      routes: { outbound: ['groupware'], inbound: ['gateway', 'groupware'] },
      tiers: {
        gateway: { spool: { retryFirstS: 10, retryFactor: 1 }, stages: [] },
        groupware: { stages: [{ id: 'hang', classes: ['bulk'], waitMs: 1e9 }] },
      },
      designs: {
        one: {
          pools: { v: { hypervisor: {} } },
          tiers: {
            gateway: { pool: 'v', vcpus: 1 },
            groupware: { pool: 'v', vcpus: 1, instances: 2, slots: 1, backlog: 0, balancing: 'random' },
          },
        },
      },
    }),
  );
  const mail = streamOf(run, 'mail');
  expect(streamOf(run, 'endless').inFlight).toBe(1);
  // Half of the tries fail from 1500 s on: a message waits 10 s in the mean, and 100 s once in a thousand times.
  expect(tierOf(run, 'groupware').refused).toBeGreaterThan(300);
  expect(mail.inFlight).toBeLessThan(60);
  expect(mail.deliveryS.max).toBeLessThan(250);
  expect(mail.offered).toBe(mail.delivered + mail.inFlight);
});

/** What a policy sees. */
function candidates(connections: readonly number[], known = connections.map(() => 1)): Candidates {
  return {
    first: 0,
    end: connections.length,
    turn: 0,
    known: Uint8Array.from(known),
    inService: Float64Array.from(connections),
    inBacklog: new Float64Array(connections.length),
  };
}

test.each(Object.entries(BALANCING) as [Policy, Balancing][])('%s sends nothing where nothing works', (_, choose) => {
  const luck = new NamedStream('1', 'test');
  expect(choose(candidates([0, 0, 0], [0, 0, 0]), luck)).toBe(-1);
  expect(choose(candidates([]), luck)).toBe(-1);
  const seen = candidates([3, 1, 2, 9], [0, 1, 0, 1]);
  const chosen = new Set(Array.from({ length: 50 }, () => choose(seen, luck)));
  for (const instance of chosen) expect([1, 3]).toContain(instance);
});

test('the fewest connections win, those that wait counted; equals take turns', () => {
  const seen = candidates([2, 1, 1, 1]);
  seen.inBacklog[1] = 5;
  expect([1, 2, 3, 4].map(() => BALANCING.leastConnections(seen))).toEqual([2, 3, 2, 3]);
});

test('of two different ones at random the shorter line is taken: the longest is never chosen, the shortest most', () => {
  const luck = new NamedStream('1', 'two');
  const seen = candidates([4, 3, 2, 1, 0]);
  const counts = [0, 0, 0, 0, 0];
  const n = 20_000;
  for (let i = 0; i < n; i++) {
    const instance = BALANCING.powerOfTwo(seen, luck);
    counts[instance] = (counts[instance] ?? 0) + 1;
  }
  // Of the ten pairs, k are won by the instance that beats k others.
  expect(counts[0]).toBe(0);
  expectCounts(
    counts.slice(1),
    [1, 2, 3, 4].map((k) => (n * k) / 10),
  );
});

test('the better the policy looks, the shorter the lines', () => {
  const waits = (['random', 'roundRobin', 'powerOfTwo', 'leastConnections'] as const).map((policy) => {
    return seeds(4).reduce((sum, seed) => {
      const run = simulate(crowd(policy), seed);
      return sum + tierOf(run).inBacklog;
    }, 0);
  });
  const [random = 0, turns = 0, two = 0, fewest = 0] = waits;
  expect(turns).toBeLessThan(0.8 * random);
  expect(two).toBeLessThan(0.8 * turns);
  expect(fewest).toBeLessThan(0.8 * two);
});

/** Ten machines of one slot, busy for eight tenths of the time. */
function crowd(policy: Policy) {
  return parse({
    run: { durationS: 400, warmupS: 20 },
    streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 80 } } },
    tiers: { gateway: { stages: [{ id: 'scan', cpuMs: { dist: 'exponential', mean: 100 } }] } },
    designs: {
      one: {
        pools: { v: { hypervisor: {} } },
        tiers: { gateway: { pool: 'v', vcpus: 1, memoryGB: 1, instances: 10, slots: 1, balancing: policy } },
      },
    },
  });
}
