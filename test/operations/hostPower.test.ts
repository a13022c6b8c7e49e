import { describe, expect, test } from 'vitest';
import { CLUSTER, HA, happened, operated } from '../support/operating.ts';
import type { HowInput, Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';

/** The first look is after a minute; 40 of them are needed to switch a host off, and it is empty at the next one. */
const DECIDES = 2400;
const STANDBY = DECIDES + 60 + 30;

const BACKGROUND = '/tiers/tier/background/coresPerThousandMailboxes';
const load = (atS: number, value: number) => ({ kind: 'parameter' as const, atS, pointer: BACKGROUND, value });

/** Machines of 8 processors under a constant load of so many cores, on hosts of 64 cores that are switched off when not needed. */
const managed = (cores: number, pool: PoolInput = {}, how: HowInput = {}, rest: Partial<Operated> = {}) =>
  watched(
    operated({
      durationS: 6000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: cores } } },
      pool: { ...CLUSTER, hosts: 3, migration: {}, power: { policy: 'consolidate' }, ...pool },
      how: { tier: { vcpus: 8, memoryGB: 2, instances: 6, ...how } },
      ...rest,
    }),
  ).result;

test('below the floor for 40 minutes the emptiest host is emptied and sleeps, and after 40 more the next one', () => {
  const result = managed(6);
  expect(happened(result, 'host stops')).toEqual([
    [DECIDES + 60, 'pool-2'],
    [DECIDES + 60 + DECIDES, 'pool-1'],
  ]);
  expect(happened(result, 'host standby').map(([atS]) => atS)).toEqual([STANDBY, STANDBY + DECIDES]);
  expect(result.migrations.map(({ from, outcome }) => [from, outcome])).toEqual([
    ['pool-2', 'done'],
    ['pool-2', 'done'],
    ...result.migrations.slice(2).map(() => ['pool-1', 'done']),
  ]);
  expect(result.hosts.map(({ instances }) => instances.length)).toEqual([6, 0, 0]);
  expect(result.tiers['tier']?.downS).toBe(0);
  // The last one stays on for ever.
  expect(result.hosts[0]?.poweredS).toBe(6000);
  const slept = 6000 - STANDBY + (6000 - STANDBY - DECIDES);
  expect(result.energy.ledgerKWh.standby * 3.6e6).toBeCloseTo(5 * slept, 6);
});

test('the floor is 45 % and not a little more or less', () => {
  // Of 192 cores, 8 machines of 8 to 16 cores keep so many busy; two hosts could take them all.
  const how = { vcpus: 16, instances: 6 };
  expect(happened(managed(0.44 * 192, {}, how), 'host stops')).toHaveLength(1);
  expect(happened(managed(0.46 * 192, {}, how), 'host stops')).toEqual([]);
});

test('the others must stay below the ceiling', () => {
  // 43 % of two hosts are 86 % of one.
  expect(happened(managed(0.43 * 128, { hosts: 2 }, { vcpus: 16, instances: 4 }), 'host stops')).toEqual([]);
  expect(happened(managed(0.4 * 128, { hosts: 2 }, { vcpus: 16, instances: 4 }), 'host stops')).toHaveLength(1);
});

describe('above the ceiling for five minutes a host is woken', () => {
  /** One of two hosts sleeps from STANDBY on; the load changes at 4000. */
  const woken = (share: number) =>
    managed(20, { hosts: 2 }, { vcpus: 16, instances: 4 }, { incidents: [load(4000, share * 64)] });

  test('but not a little below it', () => {
    expect(happened(woken(0.8), 'host boots')).toEqual([]);
    expect(happened(woken(0.83), 'host boots')).toHaveLength(1);
  });

  test('when the mean of five looks is over it', () => {
    // Looks of a third (20 of 64), then of 4000 … 4020 mixed, then of all of it: the fifth of all is at 4320, but 81 % in the mean come earlier.
    const [[atS] = [NaN]] = happened(woken(1), 'host boots');
    const looks = Array.from({ length: 80 }, (_, i) => 60 * (i + 1)).filter((t) => t > 3600);
    const u = (t: number) => (t < 4000 ? 20 / 64 : t - 60 < 4000 ? (t - 4000 + (4060 - t) * (20 / 64)) / 60 : 1);
    const due = looks.find((t) => [0, 60, 120, 180, 240].reduce((sum, back) => sum + u(t - back), 0) / 5 > 0.81);
    expect(atS).toBe(due);
    expect(happened(woken(1), 'host on')).toEqual([[atS + 120, 'pool-1']]);
  });
});

test('so many hosts stay on in any case', () => {
  const result = managed(6, { hosts: 4, power: { policy: 'consolidate', minHosts: 3 } });
  expect(happened(result, 'host stops')).toHaveLength(1);
});

describe('high availability', () => {
  const ha = { ...HA, admission: 'slots', failuresToTolerate: 1 } as const;

  test('keeps the room that admission control wants', () => {
    // One host would take all, but then none may die.
    expect(happened(managed(6, { ha }), 'host stops')).toHaveLength(1);
    expect(happened(managed(6, { ha: { ...ha, failuresToTolerate: 2 } }), 'host stops')).toEqual([]);
    expect(happened(managed(6, { ha: { ...ha, admission: 'off' } }), 'host stops')).toHaveLength(2);
  });

  test('wakes a sleeping host when another one dies', () => {
    const died = managed(
      6,
      { ha, repairS: 100_000 },
      {},
      {
        incidents: [{ kind: 'hostFailure', atS: 3010, pool: 'pool', host: 0 }],
      },
    );
    // Its machines find room on the one that is on; but then that one may not die, which the next look sees.
    expect(happened(died, 'host boots')).toEqual([[3060, 'pool-2']]);
    expect(died.tiers['tier']?.degradedS).toBe(78);
  });

  test('wakes it at once where restarts find no room', () => {
    // Two machines of 100 GB fit on a host of 256 GB, three do not.
    const died = managed(
      4,
      { hosts: 4, ha: HA, memoryGB: 256, repairS: 100_000, migration: { linkGbps: 100 } },
      { instances: 4, memoryGB: 100 },
      { incidents: [{ kind: 'hostFailure', atS: 5010, pool: 'pool', host: 0 }] },
    );
    expect(happened(died, 'host standby')).toHaveLength(2);
    expect(happened(died, 'host boots')).toEqual([[5028, 'pool-2']]);
    expect(happened(died, 'instance serves').map(([atS]) => atS)).toEqual([5028 + 120 + 60, 5028 + 120 + 60]);
  });
});

test('a host that dies while it is being emptied is not switched off, and its restarts go on', () => {
  const result = managed(
    6,
    { ha: HA, repairS: 300, migration: { linkGbps: 0.1 } },
    {},
    {
      incidents: [{ kind: 'hostFailure', atS: DECIDES + 20, pool: 'pool', host: 2 }],
    },
  );
  expect(result.migrations.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['source died', 'source died']);
  expect(happened(result, 'host on')[0]).toEqual([DECIDES + 20 + 300 + 120, 'pool-2']);
  expect(result.tiers['tier']?.degradedS).toBe(78);
});

test('a host whose machines cannot move stays on', () => {
  expect(managed(6, { migration: null }).journal.filter(({ what }) => what !== 'note')).toEqual([]);
  const pinned = managed(6, { hosts: 2 }, { instances: 2, pinned: [0, 1] });
  expect(happened(pinned, 'host stops')).toEqual([]);
  expect(pinned.migrations).toEqual([]);
});

test('a pool that is always on does nothing', () => {
  expect(managed(6, { power: {} }).journal).toEqual([]);
});
