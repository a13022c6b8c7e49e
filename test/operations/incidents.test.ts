import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, incidentOf, operated } from '../support/operating.ts';
import type { IncidentInput, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { parse, streamOf, tierOf } from '../support/simulate.ts';

/** An appliance, and the same as a virtual machine. */
const BOTH: [string, PoolInput][] = [
  ['an appliance', {}],
  ['a virtual machine', CLUSTER],
];

describe.each(BOTH)('%s that crashes', (_, pool) => {
  test('is noticed, started and has its effect measured', () => {
    const run = watched(
      operated({
        durationS: 500,
        everyS: 1,
        pool: { ...pool, hosts: 2 },
        tiers: { tier: { stages: [{ id: 'hold', waitMs: 3500 }] } },
        how: { tier: { instances: 2, bootS: 10 } },
        incidents: [{ kind: 'instanceFailure', atS: 100.5, tier: 'tier', instance: 1, restartS: 50 }],
      }),
    );
    // It had the sessions of 98 and 100; those of 102, 104, … 114 are refused.
    expect(incidentOf(run.result)).toMatchObject({ detectedS: 15, restoredS: 60, deferred: 2 + 7, lost: 0 });
    expect(streamOf(run)).toMatchObject({ broken: 2, refused: 7 });
    expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 60 });
  });
});

test('an appliance that is asked to migrate stays, and the incident is over at once', () => {
  const run = watched(
    operated({
      durationS: 100,
      pool: { hosts: 2, migration: {} },
      incidents: [{ kind: 'migrate', atS: 10, tier: 'tier' }],
    }),
  );
  expect(incidentOf(run.result)).toMatchObject({ restoredS: 0, deferred: 0 });
  expect(happened(run.result, 'migration fails')).toEqual([[10, 'tier-0']]);
});

test('a migration that is asked for is over when it ends', () => {
  const run = watched(
    operated({
      durationS: 300,
      everyS: 0,
      pool: { ...CLUSTER, hosts: 2, migration: { linkGbps: 0.8, linkEfficiency: 1, setupS: 1, resumeS: 0.5 } },
      how: { tier: { vcpus: 1, memoryGB: 1 } },
      incidents: [{ kind: 'migrate', atS: 10, tier: 'tier' }],
    }),
  );
  expect(incidentOf(run.result).restoredS).toBeCloseTo(1 + 10.24 + 0.5, 9);
});

describe('maintenance', () => {
  const migration = { linkGbps: 0.8, linkEfficiency: 1, setupS: 0, resumeS: 0 };
  const work = (hosts: number) => ({ kind: 'maintenance', atS: 100, pool: 'pool', host: 0, hosts, workS: 60 }) as const;

  test('goes over all hosts of a pool, one after the other, and the mail does not notice', () => {
    const run = watched(
      operated({
        durationS: 2000,
        everyS: 1,
        pool: { ...CLUSTER, hosts: 3, migration },
        how: { tier: { vcpus: 8, memoryGB: 1000 / 1024, instances: 6 } },
        incidents: [work(3)],
      }),
      {
        look: ({ world: { hosts } }) => {
          expect([...hosts.state].filter((state) => state !== 0).length).toBeLessThanOrEqual(1);
        },
      },
    );
    expect(streamOf(run)).toMatchObject({ broken: 0, refused: 0, lost: 0 });
    expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 0 });
    // Two of 1000 MB share 100 MB/s: 20 s. Looks every 5 s; 30 s to shut down, 60 of work, 120 to boot.
    expect(happened(run.result, 'host stops')[0]).toEqual([125, 'pool-0']);
    expect(happened(run.result, 'host standby')[0]).toEqual([155, 'pool-0']);
    expect(happened(run.result, 'host boots')[0]).toEqual([215, 'pool-0']);
    expect(happened(run.result, 'host on').map(([, host]) => host)).toEqual(['pool-0', 'pool-1', 'pool-2']);
    expect(happened(run.result, 'host on')[0]).toEqual([335, 'pool-0']);
    expect(incidentOf(run.result).restoredS).toBe((happened(run.result, 'host on')[2]?.[0] ?? 0) - 100);
    expect(run.result.hosts.every(({ instances }) => instances.length > 0)).toBe(false);
  });

  test.each(BOTH)('of %s that cannot move lets its sessions finish, stops it, and starts it again', (_, pool) => {
    const run = watched(
      operated({
        durationS: 1000,
        everyS: 1,
        pool: { ...pool, hosts: 2 },
        tiers: { tier: { stages: [{ id: 'hold', waitMs: 22_400 }] } },
        how: { tier: { instances: 2, bootS: 10 } },
        incidents: [{ ...work(1), host: 1 }],
      }),
    );
    expect(streamOf(run)).toMatchObject({ broken: 0, refused: 0, lost: 0 });
    // Its last session came at 98, if it is the turn of the second, or at 100; it is over by 122.4.
    expect(happened(run.result, 'instance drains')).toEqual([[100, 'tier-1']]);
    expect(happened(run.result, 'host stops')).toEqual([[125, 'pool-1']]);
    expect(happened(run.result, 'host on')).toEqual([[125 + 30 + 60 + 120, 'pool-1']]);
    expect(happened(run.result, 'instance serves')).toEqual([[345, 'tier-1']]);
    expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 345 - 125 });
    expect(incidentOf(run.result).restoredS).toBe(345 - 100);
  });

  test('breaks what takes longer than two minutes', () => {
    const run = watched(
      operated({
        durationS: 1000,
        everyS: 45,
        pool: {},
        tiers: { tier: { stages: [{ id: 'hold', waitMs: 180_000 }] } },
        incidents: [work(1)],
      }),
    );
    // At 220 the sessions of 45 and 90 are under way; none came later, since nothing comes to a draining machine.
    expect(happened(run.result, 'host stops')).toEqual([[220, 'pool-0']]);
    expect(streamOf(run).broken).toBe(2);
  });

  test('where not all find room, moves what fits and stops the rest', () => {
    const run = watched(
      operated({
        durationS: 1000,
        everyS: 0,
        pool: { ...CLUSTER, hosts: 2, memoryGB: 10, placement: 'firstFit', migration },
        how: { tier: { vcpus: 1, memoryGB: 3, instances: 4, antiAffinity: 'off', bootS: 10 } },
        incidents: [work(1)],
      }),
    );
    // Three on the first host, one on the second, which takes two more.
    expect(run.result.migrations.map(({ outcome, to }) => [outcome, to])).toEqual([
      ['done', 'pool-1'],
      ['done', 'pool-1'],
    ]);
    expect(happened(run.result, 'instance drains')).toHaveLength(1);
    expect(tierOf(run).instances.map(({ host }) => host)).toEqual(['pool-1', 'pool-1', 'pool-0', 'pool-1']);
  });

  test('of a host that dies meanwhile ends, and the machines are restarted elsewhere', () => {
    for (const atS of [101, 110, 130, 160, 230, 300]) {
      const run = watched(
        operated({
          durationS: 3000,
          everyS: 1,
          pool: { ...CLUSTER, hosts: 2, migration, ha: HA, repairS: 200 },
          how: { tier: { vcpus: 8, memoryGB: 1, instances: 2 } },
          incidents: [work(2), { kind: 'hostFailure', atS, pool: 'pool', host: 0 }],
        }),
      );
      expect(incidentOf(run.result).restoredS, `dies at ${atS}`).not.toBeNull();
      expect([...run.engine.world.hosts.leaving]).toEqual([0, 0]);
      expect(tierOf(run).instances.every(({ host }) => host !== null)).toBe(true);
    }
  });
});

describe('which designs an incident strikes', () => {
  const both = (incidents: readonly IncidentInput[]) => {
    const design = (pool: string, instances: number) => ({
      pools: { [pool]: { hosts: 2 } },
      tiers: { tier: { pool, instances } },
    });
    const scenario = parse({
      run: { durationS: 100, sampleS: 100 },
      streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'renewal', interarrival: 1 } } },
      tiers: { tier: { stages: [] } },
      routes: { inbound: ['tier'] },
      designs: { one: design('pool', 2), two: design('boxes', 1) },
      incidents: [...incidents],
    });
    return Object.fromEntries(
      ['one', 'two'].map((design) => [design, watched(scenario, { design }).result.incidents.map(({ id }) => id)]),
    );
  };
  const fails = (id: string, rest: { pool: string; design?: string }): IncidentInput => ({
    id,
    kind: 'hostFailure',
    atS: 10,
    ...rest,
  });

  test('those that have what it names', () => {
    expect(
      both([fails('any', { pool: '*' }), fails('pool', { pool: 'pool' }), fails('boxes', { pool: 'boxes' })]),
    ).toEqual({
      one: ['any', 'pool'],
      two: ['any', 'boxes'],
    });
    const crash = { kind: 'instanceFailure', atS: 10, tier: 'tier', restartS: 1 } as const;
    expect(
      both([
        { ...crash, id: 'first', instance: 0 },
        { ...crash, id: 'second', instance: 1 },
      ]),
    ).toEqual({
      one: ['first', 'second'],
      two: ['first'],
    });
  });

  test('only the one that it is restricted to', () => {
    expect(both([fails('only', { pool: '*', design: 'two' })])).toEqual({ one: [], two: ['only'] });
  });

  test('none that has no filter service to lose', () => {
    expect(both([{ id: 'saas', kind: 'saasOutage', atS: 10, holdS: 10, effect: 'waits', drainS: 5 }])).toEqual({
      one: [],
      two: [],
    });
  });
});

test('the energy of an incident is what was drawn until everything was as before', () => {
  const run = watched(
    operated({
      durationS: 1000,
      everyS: 0,
      pool: { hosts: 2, repairS: 300 },
      how: { tier: { instances: 2 } },
      incidents: [{ kind: 'hostFailure', atS: 100, pool: 'pool' }],
    }),
  );
  // 420 s of one idle host at 100 W, and 120 s of the other booting at 160 W; queues are looked at every 5 s.
  const joules = incidentOf(run.result).energyKWh * 3.6e6;
  expect(incidentOf(run.result).restoredS).toBe(420);
  expect(joules - (420 * 100 + 120 * 160)).toBeGreaterThanOrEqual(0);
  expect(joules - (420 * 100 + 120 * 160)).toBeLessThanOrEqual(5 * 200);
});

test('incidents at the very beginning and at the very end are no trouble', () => {
  for (const atS of [0, 500]) {
    const run = watched(
      operated({
        durationS: 500,
        pool: { ...CLUSTER, hosts: 2, ha: HA, migration: {} },
        how: { tier: { vcpus: 1, instances: 2 } },
        incidents: [
          { kind: 'hostFailure', atS, pool: 'pool' },
          { kind: 'maintenance', atS, pool: 'pool', host: 1 },
          { kind: 'migrate', atS, tier: 'tier', instance: 1 },
          { kind: 'instanceFailure', atS, tier: 'tier', instance: 1 },
          { kind: 'dnsSlow', atS, stages: ['work'], factor: 2, holdS: 0 },
        ],
      }),
    );
    expect(run.result.incidents).toHaveLength(5);
  }
});
