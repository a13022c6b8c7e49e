import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, migrationOf, operated } from '../support/operating.ts';
import type { Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

/** Two things that meet: what was planned for one must not act on the other. */

type Incident = NonNullable<Operated['incidents']>[number];

const dies = (atS: number, host: number): Incident => ({ kind: 'hostFailure', atS, pool: 'pool', host });
const crashes = (atS: number, restartS: number, tier = 'tier'): Incident => ({
  kind: 'instanceFailure',
  atS,
  tier,
  restartS,
});
const moves = (atS: number, tier: string, to: number): Incident => ({ kind: 'migrate', atS, tier, to });
const works = (atS: number, host: number, workS = 60): Incident => ({
  kind: 'maintenance',
  atS,
  pool: 'pool',
  host,
  workS,
});

/** A network of 10 MB/s: a gigabyte takes 102.4 s. */
const SLOW = { linkGbps: 0.08, linkEfficiency: 1, setupS: 0, resumeS: 0, concurrent: 4 } as const;
const small = { vcpus: 1, memoryGB: 1 } as const;

const run = (o: Partial<Operated> & { pool: PoolInput }) => watched(operated({ durationS: 2000, everyS: 0, ...o }));

describe('notices that come too late', () => {
  test('a balancer’s checks count from the latest crash', () => {
    // Down at 100.5, up at 106.5, down again at 112.5: known at 127.5, not at 115.5.
    const { result } = run({
      everyS: 1,
      pool: { hosts: 2 },
      how: { tier: { instances: 2, bootS: 1 } },
      incidents: [crashes(100.5, 5), crashes(112.5, 500)],
    });
    expect(happened(result, 'noticed')).toEqual([[127.5, 'tier-0']]);
  });

  test('a restart counts from the latest crash', () => {
    // Down at 100, to be started at 400; its host dies and is back at 231 with it; down again at 300, to be started at 500.
    const { result } = run({
      pool: { ...CLUSTER, repairS: 1 },
      how: { tier: { ...small, bootS: 5 } },
      incidents: [crashes(100, 300), dies(110, 0), crashes(300, 200)],
    });
    expect(happened(result, 'instance serves').map(([atS]) => atS)).toEqual([236, 505]);
  });

  test('a cluster’s notice counts from the latest death', () => {
    // Dead at 100, on at 221, dead again at 290, on at 411: never for the 200 s that the cluster takes to be sure.
    const dead = run({
      pool: { ...CLUSTER, hosts: 2, repairS: 1, ha: { detectS: 200, bootS: 60 } },
      how: { tier: small },
      incidents: [dies(100, 0), dies(290, 0)],
    });
    expect(happened(dead.result, 'instance serves')).toEqual([
      [281, 'tier-0'],
      [471, 'tier-0'],
    ]);
    expect(tierOf(dead).instances[0]?.host).toBe('pool-0');
  });

  test('a shutdown that death has cut short does not put the repaired host to sleep', () => {
    // Maintenance shuts it down at 105; it dies at 110 and boots at 120, while its shutdown would have been over at 135.
    const { result } = run({
      pool: { ...CLUSTER, hosts: 2, repairS: 10 },
      incidents: [works(100, 1), dies(110, 1)],
    });
    expect(happened(result, 'host on')).toEqual([[240, 'pool-1']]);
    expect(happened(result, 'host standby')).toEqual([]);
  });
});

test('a host that comes back makes room for its own work anew', () => {
  // Two processors, both wanted, and a tenth for watching the hypervisor: before and after its death 1.8 are left.
  const back = run({
    tiers: { tier: { background: { coresPerThousandMailboxes: 4 } } },
    pool: { ...CLUSTER, model: 'hp-dl360g4p-2005', repairS: 100 },
    how: { tier: { vcpus: 2, memoryGB: 1 } },
    design: { security: { integrityMonitoring: { cpuOverhead: 0.1 } } },
    incidents: [dies(500, 0)],
  });
  // 100 s of repair, 180 of the host's boot, 60 of the machine's.
  expect(tierOf(back).busyCores * 2000).toBeCloseTo(1.8 * (2000 - 340), 6);
});

describe('migrations that end', () => {
  test('leave the link to those that go on, however they end', () => {
    const two = (mode: 'preCopy' | 'postCopy', incident?: Incident) =>
      run({
        tiers: { a: {}, b: {} },
        pool: { ...CLUSTER, hosts: 3, placement: 'firstFit', repairS: 100_000, migration: { ...SLOW, mode } },
        how: { a: small, b: { vcpus: 1, memoryGB: 4 } },
        incidents: [moves(100, 'a', 1), moves(100, 'b', 2), ...(incident ? [incident] : [])],
      }).result.migrations.map(({ totalS, outcome }) => [Math.round(totalS * 10) / 10, outcome]);
    // Both at 5 MB/s until 1024 MB are there after 204.8 s, the other 3072 at 10.
    for (const mode of ['preCopy', 'postCopy'] as const) {
      expect(two(mode), mode).toEqual([
        [204.8, 'done'],
        [204.8 + 307.2, 'done'],
      ]);
    }
    // The first target dies after 100 s, when 500 MB of each are there.
    expect(two('preCopy', dies(200, 1))).toEqual([
      [100, 'target died'],
      [100 + 359.6, 'done'],
    ]);
    // The first machine crashes.
    expect(two('postCopy', crashes(200, 10, 'a'))).toEqual([
      [100, 'machine crashed'],
      [100 + 359.6, 'done'],
    ]);
  });
});

describe('fault-tolerant machines', () => {
  const ha = { ...HA, faultTolerant: ['pair'] };
  const tiers = { pair: {}, other: {} };
  const pool: PoolInput = { ...CLUSTER, hosts: 4, placement: 'firstFit', repairS: 100_000, ha, migration: SLOW };

  test('get no shadow while they move', () => {
    // The shadow is lost at 100 and would be made anew at 118, when the machine is under way until 207.4.
    const { result, engine } = run({
      tiers,
      pool,
      how: { pair: small, other: { ...small, pinned: [3] } },
      incidents: [dies(100, 1), moves(105, 'pair', 2)],
    });
    expect(migrationOf(result)).toMatchObject({ outcome: 'done', to: 'pool-2' });
    expect(engine.world.hosts.shadows.flat()).toHaveLength(1);
  });

  test('get none at the moment at which they die', () => {
    // Without a shadow since 100; at 110 the host dies, and the migration that ends with it is a moment at which shadows are looked at.
    const both = run({
      tiers,
      pool,
      how: { pair: small, other: small },
      incidents: [dies(100, 1), moves(105, 'other', 2), dies(110, 0)],
    });
    expect(happened(both.result, 'failed over')).toEqual([]);
    expect(tierOf(both, 'pair').downS).toBe(78);
  });

  test('mix zones with their shadows too', () => {
    const { result } = run({
      tiers: { pair: { zone: 'dmz' }, other: { zone: 'inner' } },
      pool: { ...pool, hosts: 2, mixing: true, migration: null },
      how: { pair: { ...small, pinned: null }, other: { ...small, pinned: [1] } },
    });
    expect(result.findings.filter(({ rule }) => rule === 'zone-mixed-host').map(({ where }) => where)).toEqual([
      'host pool-1',
    ]);
  });
});

describe('maintenance', () => {
  test('gives machines that stay their time once the others have gone', () => {
    // One moves for 102.4 s, the other may not; its sessions of 200 s, the last begun at 100, are over at 300.
    const held = run({
      everyS: 10,
      tiers: { stays: { stages: [{ id: 'hold', waitMs: 199_000 }] }, goes: { stages: [] } },
      pool: { ...CLUSTER, hosts: 2, placement: 'firstFit', migration: SLOW },
      how: { stays: { ...small, pinned: [0] }, goes: small },
      incidents: [works(100.5, 0)],
    });
    expect(migrationOf(held.result).outcome).toBe('done');
    expect(streamOf(held).broken).toBe(0);
    expect(happened(held.result, 'host stops')).toEqual([[300.5, 'pool-0']]);
  });

  test('keeps its machines: scaling makes a new one and does not call them back', () => {
    const grown = run({
      durationS: 900,
      everyS: 20,
      tiers: { tier: { stages: [{ id: 'hold', waitMs: 100_000 }], background: { coresPerThousandMailboxes: 6 } } },
      pool: { hosts: 3 },
      how: { tier: { instances: 2, scaling: { min: 2, max: 3, provisionS: 10, cooldownS: 0 } } },
      incidents: [works(110, 1)],
    });
    expect(happened(grown.result, 'instance drains')).toEqual([[110, 'tier-1']]);
    expect(happened(grown.result, 'scaled out')).toEqual([[120, 'tier']]);
    expect(happened(grown.result, 'instance serves')[0]).toEqual([130, 'tier-2']);
    expect(streamOf(grown)).toMatchObject({ broken: 0, refused: 0 });
  });

  test('over, its host takes those who wait', () => {
    // The other host dies while this one is worked on. On at 100 + 5 + 30 + 60 + 120, it takes the machine when its turn is over.
    const { result } = run({
      pool: { ...CLUSTER, hosts: 2, placement: 'firstFit', repairS: 100_000, ha: HA },
      how: { tier: small },
      incidents: [works(100, 1), dies(150, 0)],
    });
    expect(happened(result, 'restart waits')).toEqual([[168, 'tier-0']]);
    expect(happened(result, 'host on')).toEqual([[315, 'pool-1']]);
    expect(happened(result, 'instance boots')).toEqual([[315, 'tier-0']]);
  });
});

test('the room of a machine that scaling takes away goes to one that waits', () => {
  // Three machines of 4 GB on 8 GB hosts: after a death one waits, until the other tier has one too many.
  const background = '/tiers/shrinks/background/coresPerThousandMailboxes';
  const { result } = run({
    tiers: { shrinks: { background: { coresPerThousandMailboxes: 1 } }, waits: {} },
    pool: { ...CLUSTER, hosts: 2, placement: 'firstFit', memoryGB: 8, repairS: 100_000, ha: HA },
    how: {
      shrinks: { vcpus: 1, memoryGB: 4, instances: 2, pinned: [1, 1], scaling: { min: 1, max: 2, cooldownDownS: 0 } },
      waits: { vcpus: 1, memoryGB: 4 },
    },
    incidents: [dies(100, 0), { kind: 'parameter', atS: 600, pointer: background, value: 0.4 }],
  });
  expect(happened(result, 'restart waits')).toEqual([[118, 'waits-0']]);
  expect(happened(result, 'scaled in')).toEqual([[660, 'shrinks']]);
  expect(happened(result, 'instance boots')).toEqual([[665, 'waits-0']]);
});

describe('host power management', () => {
  const power = { policy: 'consolidate', downAfterS: 300 } as const;

  test('moves nothing from a host that it could not empty', () => {
    const { result } = run({
      tiers: { a: {}, b: {}, c: {} },
      pool: { ...CLUSTER, hosts: 2, migration: {}, power },
      how: { a: small, b: { vcpus: 8, memoryGB: 1 }, c: small },
      incidents: [crashes(290, 5000, 'c')],
    });
    expect(result.migrations).toEqual([]);
    expect(happened(result, 'host stops')).toEqual([]);
  });

  test('asks admission control again once a host is empty', () => {
    // Two of 8 processors per host of 64, six in all: three hosts survive one death, two would not if slots were short.
    const died = (incidents: Incident[]) =>
      run({
        durationS: 900,
        tiers: { tier: {} },
        pool: {
          ...CLUSTER,
          hosts: 4,
          memoryGB: 3.5,
          repairS: 100_000,
          ha: { ...HA, admission: 'slots' },
          migration: SLOW,
          power,
        },
        how: { tier: { vcpus: 1, memoryGB: 1, instances: 4 } },
        incidents,
      }).result;
    expect(happened(died([]), 'host stops')).toHaveLength(1);
    // Four machines and slots of 3 per host: of the three others two are left, which survive nothing more.
    const result = died([dies(310, 1)]);
    expect(happened(result, 'host stops')).toEqual([]);
    expect(result.tiers['tier']?.degradedS).toBe(78);
  });
});
