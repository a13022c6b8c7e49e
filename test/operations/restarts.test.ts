import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, incidentOf, operated } from '../support/operating.ts';
import type { Operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

const retry = { policy: 'mta', firstS: 20, maxS: 20, jitter: 0 } as const;
const dies = (atS: number, host = 0) => ({ kind: 'hostFailure' as const, atS, pool: 'pool', host });

test('a machine whose host dies serves elsewhere after detection and boot', () => {
  const run = watched(
    operated({
      durationS: 400,
      retry,
      pool: { ...CLUSTER, hosts: 2, ha: HA },
      how: { tier: { vcpus: 1 } },
      incidents: [dies(100.5)],
    }),
  );
  const incident = incidentOf(run.result);
  // The balancer's three checks of 5 s fail before the cluster is sure.
  expect(incident).toMatchObject({ detectedS: 15, restoredS: 78, lost: 0 });
  expect(tierOf(run)).toMatchObject({ downS: 78, degradedS: 78 });
  expect(run.result.availability['inbound']).toBeCloseTo(1 - 78 / 400, 12);
  expect(tierOf(run).instances[0]).toMatchObject({ host: 'pool-1', workedS: 400 - 78 });
  // Sessions of 101, …, 178 find nothing that works, and their tries 20 s later neither, until there is something.
  expect(streamOf(run)).toMatchObject({ refused: 78 + 58 + 38 + 18, broken: 0, lost: 0 });
  expect(incident.deferred).toBe(streamOf(run).refused);
  // Whoever came at 101 tried at 121, 141, 161 and 181, then with four others at once.
  expect(incident.longestDelayS).toBeCloseTo(80 + 5 * 0.1, 6);
});

test('machines come back by priority, so many at once per host', () => {
  const how = (priority: 'high' | 'medium' | 'low') =>
    ({ vcpus: 1, instances: 2, priority, antiAffinity: 'off' }) as const;
  const { result } = watched(
    operated({
      durationS: 600,
      everyS: 0,
      tiers: { least: {}, usual: {}, most: {} },
      pool: { ...CLUSTER, hosts: 2, placement: 'firstFit', ha: { ...HA, restartsPerHost: 2 } },
      how: { least: how('low'), usual: how('medium'), most: how('high') },
      incidents: [dies(100)],
    }),
  );
  expect(happened(result, 'instance boots')).toEqual([
    [118, 'most-0'],
    [118, 'most-1'],
    [178, 'usual-0'],
    [178, 'usual-1'],
    [238, 'least-0'],
    [238, 'least-1'],
  ]);
  expect(incidentOf(result).restoredS).toBe(198);
});

test('the limit of boots at once is each host’s own', () => {
  const { result } = watched(
    operated({
      durationS: 600,
      everyS: 0,
      pool: { ...CLUSTER, hosts: 4, placement: 'firstFit', ha: { ...HA, restartsPerHost: 1 } },
      how: { tier: { vcpus: 1, instances: 6, antiAffinity: 'off' } },
      incidents: [dies(100)],
    }),
  );
  expect(happened(result, 'instance serves').map(([atS]) => atS)).toEqual([178, 178, 178, 238, 238, 238]);
});

test('what finds no room waits, and takes that of the repaired host', () => {
  // Two of 600 GB on hosts of 1024 GB: the second has nowhere to go until its host is back after 1000 s and a boot of 120.
  const { result } = watched(
    operated({
      durationS: 2000,
      everyS: 0,
      pool: { ...CLUSTER, hosts: 2, repairS: 1000, ha: HA },
      how: { tier: { vcpus: 1, instances: 2, memoryGB: 600 } },
      incidents: [dies(100)],
    }),
  );
  expect(happened(result, 'restart waits')).toEqual([[118, 'tier-0']]);
  expect(happened(result, 'host on')).toEqual([[1220, 'pool-0']]);
  expect(happened(result, 'instance serves')).toEqual([[1280, 'tier-0']]);
  expect(incidentOf(result)).toMatchObject({ restoredS: 1180 });
  expect(result.tiers['tier']).toMatchObject({ downS: 0, degradedS: 1180 });
});

describe('restarts keep the rules', () => {
  const after = (o: Partial<Operated>) =>
    watched(operated({ durationS: 1000, everyS: 0, ...o, incidents: [dies(100)] })).result;

  test('of zones: the other zone’s host is no refuge', () => {
    const tiers = { outer: { zone: 'dmz' }, inner: { zone: 'internal' } };
    const how = { outer: { vcpus: 1 }, inner: { vcpus: 1 } };
    const pool = { ...CLUSTER, hosts: 2, repairS: 100_000, ha: HA };
    const apart = after({ tiers, how, pool });
    expect(happened(apart, 'restart waits')).toEqual([[118, 'outer-0']]);
    expect(apart.tiers['outer']?.downS).toBe(900);
    expect(apart.findings.map(({ rule }) => rule)).not.toContain('zone-mixed-host');
    const mixed = after({ tiers, how, pool: { ...pool, mixing: true } });
    expect(mixed.tiers['outer']?.downS).toBe(78);
    expect(mixed.findings.map(({ rule, where }) => [rule, where])).toContainEqual(['zone-mixed-host', 'host pool-1']);
  });

  test('of machines that must be apart', () => {
    const apart = after({
      pool: { ...CLUSTER, hosts: 2, repairS: 100_000, ha: HA },
      how: { tier: { vcpus: 1, instances: 2, antiAffinity: 'required' } },
    });
    expect(happened(apart, 'restart waits')).toEqual([[118, 'tier-0']]);
    expect(apart.tiers['tier']).toMatchObject({ downS: 0, degradedS: 900 });
  });

  test('of machines that are pinned', () => {
    const pinned = after({
      pool: { ...CLUSTER, hosts: 2, repairS: 300, ha: HA },
      how: { tier: { vcpus: 1, pinned: [0] } },
    });
    expect(happened(pinned, 'instance serves')).toEqual([[100 + 300 + 120 + 60, 'tier-0']]);
  });
});

describe('hosts that die one after the other', () => {
  /** One machine on the first of four hosts, which dies at 100; then others at the times given. */
  const after = (deaths: readonly (readonly [atS: number, host: number])[], more: Partial<Operated> = {}) =>
    watched(
      operated({
        durationS: 1000,
        everyS: 1,
        retry,
        pool: { ...CLUSTER, hosts: 4, placement: 'firstFit', repairS: 100_000, ha: HA },
        how: { tier: { vcpus: 1 } },
        ...more,
        incidents: [[100, 0] as const, ...deaths].map(([atS, host]) => dies(atS, host)),
      }),
    );

  test('while the machine boots on the next one', () => {
    const run = after([[150, 1]]);
    expect(tierOf(run).downS).toBe(150 + 78 - 100);
    expect(tierOf(run).instances[0]?.host).toBe('pool-2');
  });

  test('before the death of the first is noticed', () => {
    const run = after([[110, 1]]);
    expect(tierOf(run).downS).toBe(78);
    expect(tierOf(run).instances[0]?.host).toBe('pool-2');
  });

  test('at the moment at which the machine would boot, or serve', () => {
    for (const atS of [118, 178]) {
      const run = after([[atS, 1]]);
      expect(tierOf(run).instances[0]?.host).toBe('pool-2');
      expect(tierOf(run).downS).toBe(atS === 118 ? 78 : atS + 78 - 100);
    }
  });

  test('all of them: nothing is left', () => {
    const run = after([
      [180, 1],
      [300, 2],
      [301, 3],
    ]);
    expect(tierOf(run).downS).toBe(78 + (258 - 180) + (1000 - 300));
    expect(happened(run.result, 'restart waits').at(-1)).toEqual([318, 'tier-0']);
    expect(streamOf(run).lost).toBe(0);
  });

  test('one that is repaired before its death is noticed boots its machines itself', () => {
    const run = after([], {
      pool: { ...CLUSTER, hosts: 2, repairS: 10, ha: { ...HA, detectS: 200 } },
    });
    expect(tierOf(run).downS).toBe(10 + 120 + 60);
    expect(tierOf(run).instances[0]?.host).toBe('pool-0');
  });

  test('one that dies again while it boots boots anew from the beginning', () => {
    // It dies at 100, is repaired at 110 and would be on at 230; it dies again at 200, is repaired at 210, and is on at 330.
    const run = after([[200, 0]], { pool: { ...CLUSTER, hosts: 1, repairS: 10 }, how: { tier: { bootS: 0 } } });
    expect(happened(run.result, 'host on')).toEqual([[330, 'pool-0']]);
    expect(tierOf(run).downS).toBe(230);
  });
});

test('a rack takes all its hosts at once', () => {
  const run = watched(
    operated({
      durationS: 600,
      everyS: 0,
      pool: { ...CLUSTER, hosts: 4, racks: 2, repairS: 100_000, ha: HA },
      how: { tier: { vcpus: 1, instances: 4, antiAffinity: 'required' } },
      incidents: [{ kind: 'rackFailure', atS: 100, pool: 'pool', rack: 1 }],
    }),
  );
  expect(happened(run.result, 'host died')).toEqual([
    [100, 'pool-1'],
    [100, 'pool-3'],
  ]);
  expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 500 });
  expect(happened(run.result, 'restart waits').map(([, machine]) => machine)).toEqual(['tier-1', 'tier-3']);
});

describe('mail in the spool of a machine whose host dies', () => {
  /** The inner tier is out from 50 to 400; the outer one's host dies at 100. What came from 50 on waits in its spool. */
  const spooled = (storage: 'disk' | 'memory', pool: Operated['pool']) =>
    watched(
      operated({
        durationS: 4005,
        everyS: 10,
        retry,
        tiers: {
          outer: { spool: { storage, retryFirstS: 30, retryFactor: 1, retryMaxS: 30 } },
          inner: {},
        },
        pools: { pool: { ...pool, hosts: 2 }, other: { ...CLUSTER } },
        how: { outer: { vcpus: 1 }, inner: { vcpus: 1, pool: 'other' } },
        incidents: [{ kind: 'instanceFailure', atS: 45, tier: 'inner', restartS: 295 }, dies(101)],
      }),
    );
  const repairS = 1000;

  test('on shared storage waits no longer than the restart takes', () => {
    const run = spooled('disk', { ...CLUSTER, repairS, ha: HA });
    expect(streamOf(run)).toMatchObject({ lost: 0, inFlight: 0 });
    // The inner tier is back at 45 + 295 + 60; within a retry of the spool everything is through.
    expect(incidentOf(run.result, 1).longestDelayS).toBeLessThan(400 - 50 + 30 + 1);
    expect(streamOf(run).delivered).toBe(400);
  });

  test('on a local disk waits for the repair', () => {
    for (const ha of [HA, null]) {
      const run = spooled('disk', { ...CLUSTER, storage: 'local', repairS, ha });
      expect(streamOf(run)).toMatchObject({ lost: 0, inFlight: 0 });
      // The message of 50 waits until the host is repaired, has booted, and its machine has; six then go on at once.
      expect(streamOf(run).deliveryS.max).toBeCloseTo(101 + 1000 + 120 + 60 - 50 + 6 * 0.1, 6);
      expect(tierOf(run, 'outer').downS).toBe(1180);
      const [finding] = run.result.findings.filter(({ where }) => where === 'tier outer');
      expect(finding?.why).toContain(
        ha ? 'high availability cannot restart it elsewhere, since its disk is local' : 'nothing stands in for it',
      );
    }
  });

  test('in memory is lost, and nothing else is', () => {
    const run = spooled('memory', { ...CLUSTER, repairS, ha: HA });
    // Those of 50, 60, 70, 80, 90 and 100.
    expect(streamOf(run).lost).toBe(6);
    expect(incidentOf(run.result, 1).lost).toBe(6);
    expect(streamOf(run).delivered).toBe(400 - 6);
  });
});

describe('a machine that crashes by itself', () => {
  const crash = { kind: 'instanceFailure', atS: 100, tier: 'tier', restartS: 30 } as const;

  test('boots where it is; meanwhile its host is not busy with what it did', () => {
    const run = watched(
      operated({
        durationS: 405,
        everyS: 10,
        retry,
        tiers: { tier: { stages: [{ id: 'work', cpuMs: 5000 }] } },
        pool: { ...CLUSTER, hosts: 1 },
        how: { tier: { vcpus: 1, bootS: 20 } },
        incidents: [{ ...crash, atS: 102 }],
      }),
    );
    expect(tierOf(run)).toMatchObject({ downS: 50 });
    expect(streamOf(run).broken).toBe(1);
    expect(incidentOf(run.result)).toMatchObject({ detectedS: 15, restoredS: 50 });
    // Every session that was served to its end, and the two seconds of the one that broke.
    expect(tierOf(run).busyCores * 405).toBeCloseTo(streamOf(run).delivered * 5 + 2, 6);
  });

  test('twice: the first restart does not answer for the second crash', () => {
    const run = watched(
      operated({
        durationS: 600,
        everyS: 0,
        pool: { ...CLUSTER, hosts: 1, repairS: 1, ha: null },
        how: { tier: { vcpus: 1, bootS: 5 } },
        // Down at 100, up at 135; down at 140, up at 140 + 300 + 5.
        incidents: [crash, { ...crash, atS: 140, restartS: 300 }],
      }),
    );
    expect(happened(run.result, 'instance serves').map(([atS]) => atS)).toEqual([135, 445]);
  });

  test('whose host dies before its restart boots with the host, not on a dead one', () => {
    const run = watched(
      operated({
        durationS: 1000,
        everyS: 0,
        pool: { ...CLUSTER, hosts: 1, repairS: 100 },
        how: { tier: { vcpus: 1, bootS: 5 } },
        incidents: [crash, dies(110)],
      }),
    );
    expect(happened(run.result, 'instance boots').map(([atS]) => atS)).toEqual([110 + 100 + 120]);
  });
});
