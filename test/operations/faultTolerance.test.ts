import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, incidentOf, operated } from '../support/operating.ts';
import type { Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

const pool: PoolInput = { ...CLUSTER, hosts: 3, placement: 'firstFit', ha: { ...HA, faultTolerant: ['tier'] } };
const dies = (atS: number, host: number) => ({ kind: 'hostFailure' as const, atS, pool: 'pool', host });

/** A machine with a shadow: sessions of 20 s of CPU work every 5 s, each with a core of its own. */
const paired = (o: Partial<Operated> = {}) =>
  watched(
    operated({
      durationS: 402,
      everyS: 5,
      tiers: { tier: { spool: { storage: 'memory' }, stages: [{ id: 'work', cpuMs: 20_000 }] } },
      pool,
      how: { tier: { vcpus: 8, memoryGB: 100 } },
      ...o,
    }),
  );

test('a fault-tolerant machine goes on without a moment lost when its host dies', () => {
  const run = paired({ incidents: [dies(101, 0)] });
  expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 0 });
  expect(streamOf(run)).toMatchObject({ broken: 0, refused: 0, lost: 0 });
  expect(streamOf(run).deliveryS.max).toBeCloseTo(20, 9);
  expect(streamOf(run).deliveryS.mean).toBeCloseTo(20, 9);
  expect(happened(run.result, 'failed over')).toEqual([[101, 'tier-0']]);
  expect(tierOf(run).instances[0]?.host).toBe('pool-1');
  expect(incidentOf(run.result)).toMatchObject({ deferred: 0, lost: 0, restoredS: 0 });
});

test('a session that uses the disk while its machine fails over is served as if nothing had happened', () => {
  const onDisk = (incidents: Operated['incidents']) =>
    paired({
      tiers: { tier: { stages: [{ id: 'store', diskOps: 4000 }] } },
      pool: { ...pool, disk: { opMs: 1, spindles: 8 } },
      incidents: incidents ?? [],
    });
  const run = onDisk([dies(101, 0)]);
  expect(streamOf(run).deliveryS).toEqual(streamOf(onDisk([])).deliveryS);
});

test('a shadow costs the same cores and the same memory once more, on another host', () => {
  const run = paired();
  const [own, mirror, third] = run.result.hosts;
  expect(mirror?.utilization).toBeCloseTo(own?.utilization ?? NaN, 9);
  expect(own?.utilization).toBeGreaterThan(0.05);
  expect(mirror?.energyKWh).toBeCloseTo(own?.energyKWh ?? NaN, 9);
  expect(third?.utilization).toBe(0);
  expect(tierOf(run).cores).toBe(8);
  // Nine pairs of 100 GB leave no room for a tenth machine's shadow on three hosts of 1024 GB, twelve no room for anything.
  const many = paired({
    everyS: 0,
    pool: { ...pool, memoryGB: 350 },
    how: { tier: { vcpus: 1, memoryGB: 100, instances: 6, antiAffinity: 'off' } },
  });
  expect(many.engine.world.hosts.shadows.flat()).toHaveLength(3);
});

test('a new shadow is made once the death is noticed, and the next death is survived too', () => {
  const run = paired({ incidents: [dies(101, 0), dies(150, 1)] });
  expect(tierOf(run).downS).toBe(0);
  expect(streamOf(run).broken).toBe(0);
  expect(tierOf(run).instances[0]?.host).toBe('pool-2');
});

test('a second death before there is a new shadow is an outage like any other', () => {
  const run = paired({ incidents: [dies(101, 0), dies(110, 1)] });
  expect(tierOf(run).downS).toBe(78);
  expect(streamOf(run).broken).toBeGreaterThan(0);
});

test('the death of the shadow’s host costs nothing, and it is made anew', () => {
  const run = paired({ incidents: [dies(101, 1), dies(150, 0)] });
  expect(tierOf(run).downS).toBe(0);
  expect(happened(run.result, 'failed over')).toEqual([[150, 'tier-0']]);
});

test('both at once is an outage', () => {
  const run = paired({
    pool: { ...pool, racks: 2, hosts: 4 },
    how: { tier: { vcpus: 8, memoryGB: 100, pinned: null } },
    incidents: [dies(101, 0), { kind: 'rackFailure', atS: 101, pool: 'pool', rack: 1 }],
  });
  expect(tierOf(run).downS).toBe(78);
});

test('a shadow keeps the rules of zones and of machines that must be apart', () => {
  const how = { vcpus: 1, memoryGB: 10, antiAffinity: 'required' } as const;
  const zones = paired({
    everyS: 0,
    tiers: { tier: { zone: 'dmz' }, other: { zone: 'inner' } },
    how: { tier: how, other: { ...how, instances: 2 } },
  });
  expect(zones.engine.world.hosts.shadows.flat()).toEqual([]);
  const apart = paired({ everyS: 0, how: { tier: { ...how, instances: 2 } } });
  expect(apart.engine.world.hosts.shadows.flat()).toHaveLength(1);
});

describe('maintenance of a host', () => {
  const work = (host: number) => ({ kind: 'maintenance' as const, atS: 100, pool: 'pool', host, workS: 50 });

  test('with a fault-tolerant machine switches it over', () => {
    const run = paired({ incidents: [work(0)] });
    expect(tierOf(run).downS).toBe(0);
    expect(streamOf(run).broken).toBe(0);
    expect(happened(run.result, 'failed over')).toEqual([[100, 'tier-0']]);
    expect(run.engine.world.hosts.shadows.flat()).toHaveLength(1);
  });

  test('with a shadow makes it elsewhere', () => {
    const run = paired({ incidents: [work(1), dies(200, 0)] });
    expect(tierOf(run).downS).toBe(0);
    expect(tierOf(run).instances[0]?.host).toBe('pool-2');
  });
});

test('machines with local disks have no shadow', () => {
  const run = paired({ pool: { ...pool, storage: 'local' }, incidents: [dies(101, 0)] });
  expect(run.engine.world.hosts.shadows.flat()).toEqual([]);
  expect(tierOf(run).downS).toBeGreaterThan(200);
});
