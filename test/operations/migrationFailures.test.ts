import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, migrationOf, operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

const MODES = ['preCopy', 'postCopy', 'cold'] as const;
type Mode = (typeof MODES)[number];

const ASKED = 10;
const BOOT = 40;
/** From the death of a host until its machine serves elsewhere. */
const OUT = HA.detectS + BOOT;

/** A busy machine on the first of three hosts moves to the second at 10 s; a host dies, or the machine crashes, at some time. */
const moving = (mode: Mode, incident?: { host: number; atS: number } | { crashAtS: number }) =>
  operated({
    durationS: 300,
    everyS: 0.5,
    retry: { policy: 'mta', firstS: 20, maxS: 20, jitter: 0 },
    tiers: { tier: { stages: [{ id: 'work', cpuMs: 700 }], background: { coresPerThousandMailboxes: 1 } } },
    pool: {
      ...CLUSTER,
      hosts: 3,
      placement: 'firstFit',
      repairS: 100_000,
      ha: { ...HA, bootS: BOOT },
      migration: {
        mode,
        linkGbps: 0.8,
        linkEfficiency: 1,
        dirtyMBps: 20,
        workingSetShare: 1,
        maxDowntimeMs: 600,
        setupS: 1,
        resumeS: 0.5,
      },
    },
    how: { tier: { vcpus: 4, memoryGB: 1 } },
    incidents: [
      { kind: 'migrate', atS: ASKED, tier: 'tier', to: 1 },
      ...(incident === undefined
        ? []
        : 'host' in incident
          ? [{ kind: 'hostFailure' as const, pool: 'pool', ...incident }]
          : [{ kind: 'instanceFailure' as const, tier: 'tier', atS: incident.crashAtS, restartS: 30 }]),
    ],
  });

/** When a migration that nothing disturbs changes hosts, and when it ends. */
function course(mode: Mode): { changesAt: number; endsAt: number } {
  const { result } = watched(moving(mode));
  const { atS, totalS, outcome } = migrationOf(result);
  expect([atS, outcome]).toEqual([ASKED, 'done']);
  const endsAt = atS + totalS;
  if (mode === 'preCopy') return { changesAt: endsAt, endsAt };
  const [pausedAt] = happened(result, mode === 'cold' ? 'instance boots' : 'migration pauses')[0] ?? [NaN];
  return { changesAt: mode === 'cold' ? pausedAt : pausedAt + 0.5, endsAt };
}

/** Moments from a little after the beginning to a little after the end, finely, and those around every change. */
function moments({ changesAt, endsAt }: { changesAt: number; endsAt: number }): number[] {
  const grid = Array.from({ length: 24 }, (_, i) => ASKED + ((i + 0.37) * (endsAt + 3 - ASKED)) / 24);
  const edges = [ASKED + 1, changesAt - 0.5, changesAt, endsAt].flatMap((t) => [t - 0.01, t + 0.01]);
  return [...grid, ...edges].filter((t) => t > ASKED);
}

const run = (mode: Mode, incident: Parameters<typeof moving>[1]) => {
  const done = watched(moving(mode, incident));
  const { engine, result } = done;
  expect(engine.world.hosts.incoming.flat()).toEqual([]);
  expect([...engine.world.hosts.migrating]).toEqual([0, 0, 0]);
  expect([...engine.world.instances.paused]).toEqual([0]);
  const mail = streamOf(done);
  expect(mail.delivered + mail.inFlight).toBe(mail.offered);
  expect(mail.inFlight).toBeLessThanOrEqual(2);
  return {
    outcome: migrationOf(result).outcome,
    downS: Math.round(tierOf(done).downS * 1e6) / 1e6,
    on: tierOf(done).instances[0]?.host,
    broken: mail.broken,
  };
};

describe.each(MODES)('%s', (mode) => {
  const { changesAt, endsAt } = course(mode);
  const boots = mode === 'cold';

  test('whose target dies is undone while the machine is not there, and a failover afterwards', () => {
    for (const atS of moments({ changesAt, endsAt })) {
      const found = run(mode, { host: 1, atS });
      const where = `target dies at ${atS}`;
      if (atS < changesAt) {
        expect(found, where).toEqual({ outcome: 'target died', downS: 0, on: 'pool-0', broken: 0 });
        continue;
      }
      // It goes down when it dies there, or went down when it was shut down to boot there.
      const downSince = boots && atS < endsAt ? changesAt : atS;
      const earlier = boots && atS >= endsAt ? BOOT : 0;
      expect(found, where).toMatchObject({
        outcome: atS < endsAt ? 'target died' : 'done',
        downS: expect.closeTo(atS + OUT - downSince + earlier, 5) as number,
        on: 'pool-0',
      });
    }
  });

  test('whose source dies is a failover while the machine needs it, and nothing afterwards', () => {
    for (const atS of moments({ changesAt, endsAt })) {
      const found = run(mode, { host: 0, atS });
      const where = `source dies at ${atS}`;
      const isNeeded = atS < (mode === 'cold' ? changesAt : endsAt);
      if (isNeeded) {
        expect(found, where).toMatchObject({ outcome: 'source died', downS: OUT });
        expect(found.broken, where).toBeGreaterThan(0);
      } else {
        expect(found, where).toMatchObject({ outcome: 'done', downS: boots ? BOOT : 0, on: 'pool-1' });
      }
    }
  });

  test('whose machine crashes ends, and the machine boots where it is', () => {
    for (const atS of moments({ changesAt, endsAt })) {
      const found = run(mode, { crashAtS: atS });
      const where = `machine crashes at ${atS}`;
      // A machine that boots is down already: there is nothing to crash.
      if (boots && atS > changesAt && atS < endsAt) {
        expect(found, where).toMatchObject({ outcome: 'done', downS: BOOT, on: 'pool-1' });
        continue;
      }
      expect(found, where).toMatchObject({
        outcome: atS < endsAt ? 'machine crashed' : 'done',
        downS: 30 + BOOT + (boots && atS > endsAt ? BOOT : 0),
        on: atS < changesAt ? 'pool-0' : 'pool-1',
      });
    }
  });
});

test('a machine that waits for its turn does not set out for a host that dies, nor from one', () => {
  const waiting = (host: number, atS: number) =>
    watched(
      operated({
        durationS: 300,
        everyS: 0,
        tiers: { a: {}, b: {}, c: {} },
        pool: {
          ...CLUSTER,
          hosts: 3,
          placement: 'firstFit',
          ha: HA,
          migration: { concurrent: 1, linkGbps: 0.8, linkEfficiency: 1, setupS: 0 },
        },
        how: { a: { vcpus: 1, memoryGB: 1 }, b: { vcpus: 1, memoryGB: 1 }, c: { vcpus: 1, memoryGB: 1 } },
        incidents: [
          ...['a', 'b', 'c'].map((tier) => ({ kind: 'migrate' as const, atS: 10, tier, to: 1 })),
          { kind: 'hostFailure', atS, pool: 'pool', host },
        ],
      }),
    ).result;
  for (const atS of [10, 11, 20.23, 20.24, 20.25, 25]) {
    for (const host of [0, 1]) {
      const { migrations } = waiting(host, atS);
      for (const migration of migrations) {
        expect(migration.atS, `host ${host} dies at ${atS}`).toBeLessThanOrEqual(atS);
        expect(migration.outcome).not.toBe('unfinished');
      }
    }
  }
});
