import { describe, expect, test } from 'vitest';
import { CLUSTER, happened, operated } from '../support/operating.ts';
import type { HowInput, Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';

/** Machines of 8 processors, all busy, first on the first host; looked at every 300 s. */
const crowded = (pool: PoolInput, how: HowInput, rest: Partial<Operated> = {}) =>
  watched(
    operated({
      durationS: 3000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 8 * (how.instances ?? 1) } } },
      pool: {
        ...CLUSTER,
        hosts: 2,
        placement: 'firstFit',
        migration: {},
        rebalance: { policy: 'imbalance' },
        ...pool,
      },
      how: { tier: { vcpus: 8, memoryGB: 4, antiAffinity: 'off', ...how } },
      ...rest,
    }),
  ).result;

test('machines move from the busiest host until the spread of utilization is within the threshold, and then stay', () => {
  // Four of an eighth: 50 % and nothing spread by 25 %, 37.5 and 12.5 by 12.5 %, 25 and 25 not at all.
  const result = crowded({}, { instances: 4 });
  expect(happened(result, 'rebalancing')).toEqual([[300, 'pool']]);
  expect(result.migrations).toHaveLength(2);
  expect(result.hosts.map(({ instances }) => instances.length)).toEqual([2, 2]);
  expect(result.journal.find(({ what }) => what === 'rebalancing')?.note).toBe(
    'spread of utilization 0.25, pool-0 is busiest',
  );
});

test('nothing moves within the threshold', () => {
  expect(crowded({}, { instances: 1 }).migrations).toEqual([]);
  const spread = (threshold: number) =>
    crowded({ rebalance: { policy: 'imbalance', threshold } }, { instances: 4 }).migrations.length;
  expect([0.26, 0.24, 0.12].map(spread)).toEqual([0, 1, 2]);
});

test('so many moves at most at one look', () => {
  const result = crowded({ rebalance: { policy: 'imbalance', maxMoves: 1, threshold: 0.01 } }, { instances: 4 });
  expect(result.migrations.map(({ atS }) => atS)).toEqual([300, 600]);
});

test('a single busy machine is not sent to and fro', () => {
  const result = crowded({ hosts: 3, rebalance: { policy: 'imbalance', threshold: 0 } }, { instances: 1 });
  expect(result.migrations).toEqual([]);
  // Nor one of three on two hosts.
  const odd = crowded({ rebalance: { policy: 'imbalance', threshold: 0 } }, { instances: 3 }, { durationS: 9000 });
  expect(odd.migrations).toHaveLength(1);
});

test('loads that vary a little do not send machines to and fro', () => {
  // Three of a quarter of a host each, by mail that comes at random: two hosts cannot have the same, and the spread is over the threshold.
  const result = watched(
    operated({
      durationS: 12_000,
      streams: {
        mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 1.5 } },
      },
      tiers: { tier: { stages: [{ id: 'work', cpuMs: { dist: 'exponential', mean: 2000 } }] } },
      pool: {
        ...CLUSTER,
        model: 'ibm-x3250m3-x3470',
        hypervisor: { vcpusPerCoreMax: 4 },
        memoryGB: 32,
        hosts: 2,
        placement: 'firstFit',
        migration: { linkGbps: 10 },
        rebalance: { policy: 'imbalance' },
      },
      how: { tier: { vcpus: 4, memoryGB: 1, instances: 3, antiAffinity: 'off', balancing: 'leastConnections' } },
    }),
  ).result;
  expect(result.migrations.length).toBeGreaterThan(0);
  expect(result.migrations.length).toBeLessThanOrEqual(4);
});

describe('a move must pay', () => {
  /** Its gain: 12.5 % less spread of 128 cores over the horizon; its cost: so many cores on two hosts for 4096 MB over 112.5 MB/s. */
  const moves = (cpuCores: number, horizonS: number) =>
    crowded({ migration: { cpuCores }, rebalance: { policy: 'imbalance', horizonS, threshold: 0.2 } }, { instances: 4 })
      .migrations.length;

  test('or it is not made', () => {
    const seconds = 4096 / 112.5;
    const horizon = (2 * 10 * seconds) / (0.125 * 128);
    expect(moves(10, horizon * 1.01)).toBe(1);
    expect(moves(10, horizon * 0.99)).toBe(0);
  });
});

test('moves keep the rules: zones, machines apart, memory, hosts that are reserved or being emptied', () => {
  expect(crowded({ memoryGB: 16 }, { instances: 4 }, { tiers: { tier: {}, other: {} } }).migrations).toEqual([]);
  const zones = crowded(
    {},
    { instances: 4 },
    {
      tiers: { tier: { zone: 'dmz', background: { coresPerThousandMailboxes: 32 } }, other: { zone: 'inner' } },
      how: { tier: { vcpus: 8, memoryGB: 4, instances: 4, antiAffinity: 'off' }, other: { vcpus: 1 } },
    },
  );
  expect(zones.migrations).toEqual([]);
  expect(crowded({ ha: { reserveHosts: 1 } }, { instances: 4 }).migrations).toEqual([]);
  const worked = crowded(
    {},
    { instances: 4 },
    { incidents: [{ kind: 'maintenance', atS: 200, pool: 'pool', host: 1, workS: 1000 }] },
  );
  expect(worked.migrations.map(({ atS }) => atS)).toEqual([1500, 1500]);
});

test('a machine that is too large for the gap is passed over for one that fits', () => {
  const result = crowded(
    { rebalance: { policy: 'imbalance', threshold: 0.05 } },
    {},
    {
      tiers: {
        large: { background: { coresPerThousandMailboxes: 32 } },
        small: { background: { coresPerThousandMailboxes: 8 } },
      },
      how: {
        large: { vcpus: 32, memoryGB: 4 },
        small: { vcpus: 8, memoryGB: 4 },
      },
    },
  );
  // 62.5 % and 0: the large one leaves 12.5 and 50 (spread 18.75 %), the small one 50 and 12.5: the first of equals.
  expect(result.migrations).toHaveLength(1);
  expect(result.migrations[0]?.vm).toBe('large-0');
});
