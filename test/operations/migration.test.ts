import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLUSTER, happened, migrationOf, operated } from '../support/operating.ts';
import type { Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

type Migration = NonNullable<PoolInput['migration']>;

/** A migration network without fixed times or losses: its bandwidth is what is said [MB/s]. */
const at = (mbps: number, rest: Migration = {}): Migration => ({
  linkGbps: mbps / 125,
  linkEfficiency: 1,
  setupS: 0,
  resumeS: 0,
  maxTraffic: 100,
  maxRounds: 1000,
  ...rest,
});

/** One machine of one processor, busy for a share of the time with load that is not messages; it is moved at 10 s. */
const moved = (memoryMB: number, migration: Migration, activity = 1, rest: Partial<Operated> = {}) =>
  operated({
    durationS: 2000,
    everyS: 0,
    tiers: { tier: { background: { coresPerThousandMailboxes: activity } } },
    pool: { ...CLUSTER, hosts: 2, migration },
    how: { tier: { vcpus: 1, memoryGB: memoryMB / 1024 } },
    incidents: [{ kind: 'migrate', atS: 10, tier: 'tier', instance: 0 }],
    ...rest,
  });

test('4 GB over 125 MB/s, dirtied at 25 MB/s, to stop for 30 ms: 40.957 s, 5119.67 MB, 10.5 ms', () => {
  const { result } = watched(moved(4096, at(125, { dirtyMBps: 25, workingSetShare: 1, maxDowntimeMs: 30 })));
  const migration = migrationOf(result);
  expect(migration.outcome).toBe('done');
  expect(migration.totalS).toBeCloseTo(40.957, 3);
  expect(migration.sentGB * 1024).toBeCloseTo(5119.67, 2);
  expect(migration.downtimeMs).toBeCloseTo(10.486, 3);
  expect(migration.rounds).toBe(5);
  expect(migration.stoppedBecause).toBe('converged');
});

test('rounds are a geometric series, whatever memory, bandwidth and dirty rate below it', () => {
  const parameters = fc.record({
    memoryMB: fc.integer({ min: 64, max: 65536 }),
    mbps: fc.integer({ min: 10, max: 2500 }),
    ratio: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
    maxDowntimeMs: fc.integer({ min: 1, max: 2000 }),
    setupS: fc.constantFrom(0, 1.5),
    resumeS: fc.constantFrom(0, 0.2),
  });
  fc.assert(
    fc.property(parameters, ({ memoryMB, mbps, ratio, maxDowntimeMs, setupS, resumeS }) => {
      const spec = at(mbps, { dirtyMBps: ratio * mbps, workingSetShare: 1, maxDowntimeMs, setupS, resumeS });
      const { result } = watched(moved(memoryMB, spec, 1, { durationS: 10 * (memoryMB / mbps) + 100 }));
      const { totalS, downtimeMs, rounds, sentGB } = migrationOf(result);
      // The first n with memory · ratioⁿ within bandwidth × downtime; a round always comes first.
      const n = Math.max(1, Math.ceil(Math.log((mbps * maxDowntimeMs) / 1000 / memoryMB) / Math.log(ratio) - 1e-9));
      const sent = (memoryMB * (1 - ratio ** (n + 1))) / (1 - ratio);
      expect(rounds).toBe(n);
      expect(sentGB * 1024).toBeCloseTo(sent, 4);
      expect(totalS).toBeCloseTo(sent / mbps + setupS + resumeS, 5);
      expect(downtimeMs / 1000).toBeCloseTo((memoryMB * ratio ** n) / mbps + resumeS, 5);
    }),
    { numRuns: 60 },
  );
});

test('a round never sends more than the working set', () => {
  // 1000 MB in 10 s dirty 500 MB, but only 200 MB are written again and again: 200, 100, 50, 25 (fits into 0.3 s).
  const { result } = watched(moved(1000, at(100, { dirtyMBps: 50, workingSetShare: 0.2, maxDowntimeMs: 300 })));
  const migration = migrationOf(result);
  expect(migration.sentGB * 1024).toBeCloseTo(1000 + 200 + 100 + 50 + 25, 6);
  expect(migration.downtimeMs).toBeCloseTo(250, 6);
  expect(migration.rounds).toBe(4);
});

test('what dirties memory faster than it is sent stops by rounds or traffic, and stands still for its working set', () => {
  const spec = { dirtyMBps: 300, workingSetShare: 0.5, maxDowntimeMs: 300 };
  const rounds = migrationOf(watched(moved(1000, at(100, { ...spec, maxRounds: 7 }))).result);
  expect([rounds.stoppedBecause, rounds.rounds]).toEqual(['rounds', 7]);
  expect(rounds.downtimeMs).toBeCloseTo(5000, 6);
  expect(rounds.totalS).toBeCloseTo(10 + 6 * 5 + 5, 6);
  const traffic = migrationOf(watched(moved(1000, at(100, { ...spec, maxTraffic: 3 }))).result);
  // 1000 + 4 × 500 is three times the memory; the next round would be more.
  expect([traffic.stoppedBecause, traffic.rounds]).toEqual(['traffic', 5]);
  expect(traffic.sentGB * 1024).toBeCloseTo(3500, 6);
  expect(traffic.downtimeMs).toBeCloseTo(5000, 6);
});

test('the dirty rate follows what the machine does: half as busy is half the rate, an idle one needs one round', () => {
  const spec = at(100, { dirtyMBps: 80, workingSetShare: 1, maxDowntimeMs: 10 });
  const sent = (activity: number) => migrationOf(watched(moved(1000, spec, activity)).result);
  const series = (r: number, n: number) => (1000 * (1 - r ** (n + 1))) / (1 - r);
  expect(sent(1).sentGB * 1024).toBeCloseTo(series(0.8, sent(1).rounds), 4);
  expect(sent(0.5).sentGB * 1024).toBeCloseTo(series(0.4, sent(0.5).rounds), 4);
  expect(sent(0)).toMatchObject({ rounds: 1, downtimeMs: 0, totalS: 10 });
});

/** Machines of 1 GB, 4 GB, … that do nothing, pinned nowhere, moved at 10 s as said: [instance, target host]. */
const together = (
  hosts: number,
  memoryMB: readonly number[],
  moves: readonly (readonly [instance: number, to: number])[],
  migration: Migration,
) =>
  operated({
    durationS: 3000,
    everyS: 0,
    tiers: Object.fromEntries(memoryMB.map((_, i) => [`t${i}`, {}])),
    pool: { ...CLUSTER, hosts, placement: 'firstFit', migration: { concurrent: 4, ...migration } },
    how: Object.fromEntries(memoryMB.map((mb, i) => [`t${i}`, { vcpus: 1, memoryGB: mb / 1024 }])),
    incidents: moves.map(([instance, to]) => ({ kind: 'migrate', atS: 10, tier: `t${instance}`, to })),
  });

test('two migrations over one link each take what a link of half the speed would', () => {
  const busy = { dirtyMBps: 20, workingSetShare: 1, maxDowntimeMs: 100 };
  const two = operated({
    durationS: 3000,
    everyS: 0,
    tiers: {
      a: { background: { coresPerThousandMailboxes: 1 } },
      b: { background: { coresPerThousandMailboxes: 1 } },
    },
    pool: { ...CLUSTER, hosts: 3, placement: 'firstFit', migration: at(100, busy) },
    how: { a: { vcpus: 1, memoryGB: 2 }, b: { vcpus: 1, memoryGB: 2 } },
    incidents: ['a', 'b'].map((tier) => ({ kind: 'migrate', atS: 10, tier, to: 1 })),
  });
  const alone = migrationOf(watched(moved(2048, at(50, busy))).result);
  const { migrations } = watched(two).result;
  expect(migrations).toHaveLength(2);
  for (const migration of migrations) {
    expect(migration.totalS).toBeCloseTo(alone.totalS, 6);
    expect(migration.sentGB).toBeCloseTo(alone.sentGB, 9);
    expect(migration.downtimeMs).toBeCloseTo(alone.downtimeMs, 6);
    expect(migration.rounds).toBe(alone.rounds);
  }
});

test('who is left alone on the link gets all of it', () => {
  // Both at 50 MB/s until 1000 MB are there at 20 s; the other 3000 of 4000 MB at 100.
  const { migrations } = watched(
    together(
      2,
      [1000, 4000],
      [
        [0, 1],
        [1, 1],
      ],
      at(100),
    ),
  ).result;
  expect(migrations.map(({ totalS }) => totalS)).toEqual([expect.closeTo(20, 6), expect.closeTo(50, 6)]);
});

test('a link is shared at the target too, and only by those who use it', () => {
  const spread = (moves: readonly (readonly [number, number])[]) => {
    return watched(
      operated({
        durationS: 3000,
        everyS: 0,
        tiers: { t0: {}, t1: {} },
        pool: { ...CLUSTER, hosts: 4, placement: 'spread', migration: at(100, { concurrent: 4 }) },
        how: { t0: { vcpus: 1, memoryGB: 1000 / 1024 }, t1: { vcpus: 1, memoryGB: 1000 / 1024 } },
        incidents: moves.map(([instance, to]) => ({ kind: 'migrate', atS: 10, tier: `t${instance}`, to })),
      }),
    ).result.migrations.map(({ totalS, from, to }) => [from, to, Math.round(totalS * 1e6) / 1e6]);
  };
  expect(
    spread([
      [0, 2],
      [1, 2],
    ]),
  ).toEqual([
    ['pool-0', 'pool-2', 20],
    ['pool-1', 'pool-2', 20],
  ]);
  expect(
    spread([
      [0, 2],
      [1, 3],
    ]),
  ).toEqual([
    ['pool-0', 'pool-2', 10],
    ['pool-1', 'pool-3', 10],
  ]);
});

test('more migrations than a host runs at once wait for their turn', () => {
  const moves = [
    [0, 1],
    [1, 1],
    [2, 1],
  ] as const;
  const { result } = watched(together(2, [1000, 1000, 1000], moves, at(100, { concurrent: 1 })));
  expect(result.migrations.map(({ atS, totalS }) => [atS, totalS])).toEqual([
    [10, expect.closeTo(10, 6)],
    [expect.closeTo(20, 6), expect.closeTo(10, 6)],
    [expect.closeTo(30, 6), expect.closeTo(10, 6)],
  ]);
});

test('a migration keeps cores busy on both hosts, and the ledger says so', () => {
  // 16 of 64 cores on a curve of 100 W: 25 W on each host for 10 s.
  const { result, engine } = watched(moved(1000, at(100, { cpuCores: 16 }), 0));
  expect(result.energy.ledgerKWh.migration).toBeCloseTo((2 * 25 * 10) / 3.6e6, 12);
  for (const host of result.hosts) expect(host.utilization).toBeCloseTo((16 * 10) / (64 * 2000), 12);
  expect(engine.world.hosts.migrating).toEqual(new Float64Array(2));
});

test('machines on a full host wait for the cores that a migration takes', () => {
  const scenario = operated({
    durationS: 100,
    everyS: 0,
    tiers: { a: { background: { coresPerThousandMailboxes: 2 } }, b: {} },
    pool: {
      ...CLUSTER,
      model: 'hp-dl360g4p-2005',
      hypervisor: { vcpusPerCoreMax: 2 },
      hosts: 2,
      placement: 'firstFit',
      migration: at(100, { cpuCores: 0.5 }),
    },
    how: { a: { vcpus: 2, memoryGB: 1 }, b: { vcpus: 1, memoryGB: 1000 / 1024 } },
    incidents: [{ kind: 'migrate', atS: 10, tier: 'b', to: 1 }],
  });
  const run = watched(scenario);
  expect(tierOf(run, 'a').readyS).toBeCloseTo(0.5 * 10, 6);
  expect(tierOf(run, 'b').readyS).toBe(0);
});

/** A session of 60 s of CPU work every 5 s, each with a core of its own; their machine moves at 10.5 s. */
const longSessions = (migration: Migration | null) =>
  operated({
    durationS: 200,
    everyS: 5,
    tiers: { tier: { stages: [{ id: 'work', cpuMs: 60_000 }] } },
    pool: { ...CLUSTER, hosts: 2, migration },
    how: { tier: { vcpus: 64, memoryGB: 1 } },
    incidents: migration ? [{ kind: 'migrate', atS: 10.5, tier: 'tier' }] : [],
  });

test('sessions under way are late by exactly the downtime', () => {
  const quiet = streamOf(watched(longSessions(null)));
  expect(quiet.deliveryS.max).toBeCloseTo(60, 9);
  const run = watched(longSessions(at(100, { dirtyMBps: 6400, workingSetShare: 0.4, maxRounds: 3, resumeS: 0.7 })));
  const migration = migrationOf(run.result);
  expect(migration.downtimeMs).toBeGreaterThan(1000);
  expect(migration.sessionsPaused).toBeGreaterThan(1);
  expect(migration.sessionsBroken).toBe(0);
  expect(streamOf(run).broken).toBe(0);
  expect(streamOf(run).deliveryS.max).toBeCloseTo(60 + migration.downtimeMs / 1000, 9);
  expect(streamOf(run).deliveryS.p50).toBeCloseTo(60, 0);
  expect(tierOf(run).downS).toBe(0);
});

test('post-copy stands still only to change hosts, then works slower until all memory is there', () => {
  const run = watched(
    longSessions(at(100, { mode: 'postCopy', dirtyMBps: 6400, workingSetShare: 1, resumeS: 0.5, slowdown: 0.25 })),
  );
  const migration = migrationOf(run.result);
  expect(migration.downtimeMs).toBeCloseTo(500, 6);
  expect(migration.sentGB * 1024).toBeCloseTo(1024, 6);
  expect(migration.totalS).toBeCloseTo(0.5 + 10.24, 6);
  // Whoever was there the whole time lost half a second, and a quarter of 10.24 s.
  expect(streamOf(run).deliveryS.max).toBeCloseTo(60 + 0.5 + 0.25 * 10.24, 6);
  expect(happened(run.result, 'migration ends')).toEqual([[expect.closeTo(21.24, 6), 'tier-0']]);
});

test('a cold migration breaks sessions, and the machine is down while it boots elsewhere', () => {
  const run = watched(
    operated({
      durationS: 300,
      everyS: 2,
      retry: { policy: 'mta', firstS: 30, maxS: 30, jitter: 0 },
      tiers: { tier: { stages: [{ id: 'work', cpuMs: 5000 }] } },
      pool: { ...CLUSTER, hosts: 2, migration: at(100, { mode: 'cold', setupS: 1 }) },
      how: { tier: { vcpus: 64, memoryGB: 1, bootS: 24.5 } },
      incidents: [{ kind: 'migrate', atS: 100, tier: 'tier' }],
    }),
  );
  const migration = migrationOf(run.result);
  expect(migration).toMatchObject({
    downtimeMs: 24_500,
    totalS: 25.5,
    rounds: 0,
    sentGB: 0,
    from: 'pool-0',
    to: 'pool-1',
  });
  // Sessions begun at 98, 100 and before: that of 96 is done at 101, together with the stop.
  expect(migration.sessionsBroken).toBe(2);
  expect(tierOf(run).downS).toBe(24.5);
  expect(streamOf(run).broken).toBe(2);
  // Those that came while it was down: 102, 104, … 124.
  expect(streamOf(run).refused).toBe(12);
  expect(streamOf(run).delivered).toBe(streamOf(run).offered - streamOf(run).inFlight);
});

test('what cannot move says why, and nothing happens to it', () => {
  const why = (pool: PoolInput, incident: { to?: number } = {}, how = {}) =>
    watched(
      operated({
        durationS: 100,
        everyS: 0,
        pool,
        how: { tier: { vcpus: 1, memoryGB: 1, ...how } },
        incidents: [{ kind: 'migrate', atS: 10, tier: 'tier', ...incident }],
      }),
    ).result.journal.flatMap(({ what, note }) => (what === 'migration fails' ? [note] : []));
  const migration = at(100);
  expect(why({ hosts: 2, migration })).toEqual(['it is an appliance']);
  expect(why({ ...CLUSTER, hosts: 2 })).toEqual(['its pool has no migration']);
  expect(why({ ...CLUSTER, storage: 'local', hosts: 2, migration })).toEqual(['its disk is local to its host']);
  expect(why({ ...CLUSTER, hosts: 2, migration }, { to: 0 })).toEqual(['it is there already']);
  expect(why({ ...CLUSTER, hosts: 2, migration }, { to: 1 }, { pinned: [0] })).toEqual(['pinned to host 0']);
  expect(why({ ...CLUSTER, hosts: 2, migration, ha: { reserveHosts: 1 } }, { to: 1 })).toEqual([
    'it is kept empty for restarts',
  ]);
  expect(why({ ...CLUSTER, hosts: 2, migration, ha: { faultTolerant: ['tier'] } })).toEqual(['it has a shadow']);
});
