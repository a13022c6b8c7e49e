import { describe, expect, test } from 'vitest';
import { isEnough, percentagePolicy, reservedHostsPolicy, slotPolicy } from '../../sim/model/operations/admission.ts';
import { CLUSTER, happened, operated } from '../support/operating.ts';
import type { HowInput, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';

const size = (cpu: number, memory: number) => ({ cpu, memory });

/** The example of VMware's vSphere Availability guide: GHz and GB. */
const HOSTS = [size(9, 9), size(9, 6), size(6, 6)];
const MACHINES = [size(2, 1), size(2, 1), size(1, 2), size(1, 1), size(1, 1)];

describe('the slot policy', () => {
  test('reckons as VMware’s example does', () => {
    const verdict = slotPolicy(HOSTS, MACHINES);
    expect(verdict.slot).toEqual(size(2, 2));
    expect(verdict.slots).toEqual([4, 3, 3]);
    expect(verdict.tolerates).toBe(1);
    expect(verdict.reckoning).toBe('slot 2 CPU and 2 GB; slots 4 + 3 + 3 for 5 machines');
  });

  test('takes the hosts with most slots to die first, in whatever order they stand', () => {
    expect(slotPolicy(HOSTS.toReversed(), MACHINES).tolerates).toBe(1);
    // Six machines fit on the two small ones; a seventh does not, though it would if a small one died.
    expect(slotPolicy(HOSTS, [...MACHINES, size(1, 1)]).tolerates).toBe(1);
    expect(slotPolicy(HOSTS, [...MACHINES, size(1, 1), size(1, 1)]).tolerates).toBe(0);
  });

  test('of one large machine makes every slot large', () => {
    expect(slotPolicy(HOSTS, [...MACHINES.slice(1), size(5, 5)])).toMatchObject({ slots: [1, 1, 1], tolerates: -1 });
  });

  test('without machines survives anything', () => {
    expect(slotPolicy(HOSTS, []).tolerates).toBe(3);
  });
});

describe('the percentage policy', () => {
  test('reckons with the scarcer of CPU and memory', () => {
    // 24 GHz and 21 GB, of which 7 GHz and 6 GB are taken: VMware's second example, 70 % and 71 % free.
    const verdict = percentagePolicy(HOSTS, MACHINES, 0.25);
    expect(verdict.free).toBeCloseTo(17 / 24, 12);
    expect(verdict.tolerates).toBe(2);
    expect(isEnough(verdict, 1)).toBe(true);
    expect(percentagePolicy(HOSTS, [size(0, 15)], 0.25).free).toBeCloseTo(6 / 21, 12);
  });

  test('is not content where less is free than is to be kept free', () => {
    expect(isEnough(percentagePolicy(HOSTS, MACHINES, 0.7), 1)).toBe(true);
    expect(isEnough(percentagePolicy(HOSTS, MACHINES, 0.71), 1)).toBe(false);
  });
});

test('reserved hosts are as many failures', () => {
  expect(reservedHostsPolicy(2).tolerates).toBe(2);
  expect(isEnough(reservedHostsPolicy(1), 2)).toBe(false);
});

const dies = (host: number, atS = 100) => ({ kind: 'hostFailure' as const, atS, pool: 'pool', host });

/** Machines of 400 GB on hosts of 1024 GB: two fit on one. */
const cluster = (pool: PoolInput, how: HowInput, deaths: readonly number[] = [], durationS = 500) =>
  watched(
    operated({
      durationS,
      everyS: 0,
      pool: { ...CLUSTER, repairS: 100_000, ...pool },
      how: { tier: { vcpus: 16, memoryGB: 400, antiAffinity: 'off', ...how } },
      incidents: deaths.map((host) => dies(host)),
    }),
  ).result;

describe('what admission control said stands beside what the run showed', () => {
  test('where it was right that one death is survived, and two are not', () => {
    const ha = { admission: 'slots' } as const;
    const one = cluster({ hosts: 3, ha }, { instances: 4 }, [0]);
    expect(one.admission).toEqual([
      {
        pool: 'pool',
        policy: 'slots',
        tolerates: 1,
        wanted: 1,
        ok: true,
        reckoning: 'slot 16 CPU and 400 GB; slots 2 + 2 + 2 for 4 machines',
        hostDeaths: 1,
        withoutRoom: 0,
      },
    ]);
    const two = cluster({ hosts: 3, ha: { ...ha, failuresToTolerate: 2 } }, { instances: 4 }, [0, 1]);
    expect(two.admission[0]).toMatchObject({ tolerates: 1, wanted: 2, ok: false, hostDeaths: 2, withoutRoom: 2 });
  });

  test('for a percentage', () => {
    const ha = { admission: 'percentage', percentage: 0.4 } as const;
    // Four of 400 GB in 3072 GB leave 48 %, five 35 %.
    expect(cluster({ hosts: 3, ha }, { instances: 4 }).admission[0]).toMatchObject({ tolerates: 1, ok: true });
    expect(cluster({ hosts: 3, ha }, { instances: 5 }).admission[0]).toMatchObject({ tolerates: 1, ok: false });
  });

  test('counts shadows as machines', () => {
    const ha = { admission: 'slots', faultTolerant: ['tier'] } as const;
    expect(
      cluster({ hosts: 3, ha: { ...ha, faultTolerant: ['tier'] } }, { instances: 2 }).admission[0]?.reckoning,
    ).toBe('slot 16 CPU and 400 GB; slots 2 + 2 + 2 for 4 machines');
  });
});

describe('reserved hosts', () => {
  const ha = { admission: 'reservedHosts', reserveHosts: 1, detectS: 18, bootS: 60 } as const;
  const migration = { setupS: 0, linkGbps: 40 };

  test('stay empty until a restart needs them', () => {
    const quiet = cluster({ hosts: 3, ha }, { instances: 4 });
    expect(quiet.hosts.map(({ instances }) => instances.length)).toEqual([2, 2, 0]);
    expect(quiet.energy.ledgerKWh.reserve).toBeCloseTo((100 * 500) / 3.6e6, 9);
    const after = cluster({ hosts: 3, ha }, { instances: 4 }, [0]);
    expect(after.hosts.map(({ instances }) => instances.length)).toEqual([0, 2, 2]);
    expect(after.tiers['tier']?.degradedS).toBe(78);
    expect(after.admission[0]).toMatchObject({ tolerates: 1, ok: true, withoutRoom: 0 });
  });

  test('take no machine that is moved, rebalanced, evacuated or mirrored', () => {
    const result = watched(
      operated({
        durationS: 3000,
        everyS: 0,
        tiers: { tier: { background: { coresPerThousandMailboxes: 40 } } },
        pool: {
          ...CLUSTER,
          hosts: 3,
          migration,
          ha: { ...ha, faultTolerant: ['tier'] },
          rebalance: { policy: 'imbalance', everyS: 60, threshold: 0.01 },
        },
        how: { tier: { vcpus: 16, memoryGB: 400, instances: 3, antiAffinity: 'off' } },
        incidents: [
          { kind: 'migrate', atS: 100, tier: 'tier', to: 2 },
          { kind: 'migrate', atS: 100, tier: 'tier', instance: 1 },
          { kind: 'maintenance', atS: 500, pool: 'pool', host: 0, workS: 10 },
        ],
      }),
    ).result;
    expect(result.journal.filter(({ note }) => note.includes('pool-2'))).toEqual([]);
    expect(result.hosts[2]?.instances).toEqual([]);
    expect(result.hosts[2]?.utilization).toBe(0);
  });

  test('take no machine that scaling makes', () => {
    const grown = watched(
      operated({
        durationS: 1000,
        everyS: 0,
        tiers: { tier: { background: { coresPerThousandMailboxes: 31 } } },
        pool: { ...CLUSTER, hosts: 2, ha },
        how: { tier: { vcpus: 16, memoryGB: 400, instances: 2, scaling: { min: 2, max: 4, provisionS: 0 } } },
      }),
    ).result;
    expect(happened(grown, 'scaled out')).toHaveLength(1);
    expect(happened(grown, 'restart waits').map(([, machine]) => machine)).toEqual(['tier-2', 'tier-3']);
    expect(grown.hosts[1]?.instances).toEqual([]);
    // Nothing failed, so nothing failed to be restarted.
    expect(grown.admission[0]).toMatchObject({ hostDeaths: 0, withoutRoom: 0 });
  });
});
