import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DesignResult } from '../../sim/measure/result.ts';
import { draftOf } from '../../sim/scenario/draft.ts';
import { referenceProblems } from '../../sim/scenario/references/index.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { operated } from '../support/arbitraryOperations.ts';
import { mailComplaints } from '../support/mailChecker.ts';
import { watched } from '../support/rulesChecker.ts';
import { simulate } from '../support/simulate.ts';

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

/** Pointers to numbers of a result that are none. */
function notNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notNumbers(inner, `${path}/${key}`));
}

/** What is wrong with the sums and signs of a result. */
function resultComplaints({ energy, hosts, streams, incidents, migrations, tiers }: DesignResult): string[] {
  const complaints: string[] = [];
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1e-6, Math.abs(a), Math.abs(b));
  const ledger = sum(Object.values(energy.ledgerKWh));
  if (!near(ledger, energy.facilityKWh)) complaints.push(`the ledger says ${ledger}, the meter ${energy.facilityKWh}`);
  const drawn = sum(hosts.map(({ energyKWh }) => energyKWh)) + energy.ledgerKWh.equipment;
  if (!near(drawn, energy.itKWh)) complaints.push(`hosts and equipment drew ${drawn}, all together ${energy.itKWh}`);
  for (const [cause, kWh] of Object.entries(energy.ledgerKWh))
    if (kWh < -1e-12) complaints.push(`${cause} drew ${kWh}`);
  for (const [id, s] of Object.entries(streams)) {
    const ended = s.delivered + s.rejected + s.quarantined + s.dropped + s.gaveUp + s.lost;
    if (s.offered !== ended + s.inFlight)
      complaints.push(`${id}: offered ${s.offered}, accounted ${ended + s.inFlight}`);
  }
  for (const effect of incidents) {
    const { id, detectedS, restoredS, drainedS, deferred, lost, longestDelayS, energyKWh } = effect;
    if (Math.min(detectedS ?? 0, restoredS ?? 0, deferred, lost, longestDelayS, energyKWh) < 0)
      complaints.push(`${id} has negative effects`);
    if (drainedS !== null && (restoredS === null || drainedS < restoredS)) complaints.push(`${id} drained too early`);
  }
  for (const { totalS, downtimeMs, rounds, sentGB, vm } of migrations) {
    if (Math.min(totalS, downtimeMs, rounds, sentGB) < 0)
      complaints.push(`a migration of ${vm} took less than nothing`);
    if (downtimeMs > 1000 * totalS + 1e-6) complaints.push(`${vm} stood still longer than it migrated`);
  }
  for (const [id, { utilization, availability, downS, degradedS }] of Object.entries(tiers)) {
    if (utilization < 0 || utilization > 1 + 1e-9) complaints.push(`${id} is used by ${utilization}`);
    if (availability < -1e-9 || availability > 1) complaints.push(`${id} is available by ${availability}`);
    if (downS > degradedS + 1e-6) complaints.push(`${id} was down for ${downS} s and degraded for ${degradedS}`);
  }
  return complaints;
}

/** Shared machines can be slow at times. */
const PATIENT = { timeout: 240_000 };

test(
  'whatever is built, and whatever happens to it: every rule holds at every moment, and everything adds up',
  PATIENT,
  () => {
    const seen = { migrations: 0, deaths: 0, restarts: 0, scaled: 0, slept: 0, incidents: 0 };
    fc.assert(
      fc.property(operated, (scenario) => {
        expect(referenceProblems(draftOf(scenario))).toEqual([]);
        const run = watched(scenario);
        expect(mailComplaints(run.engine)).toEqual([]);
        expect(resultComplaints(run.result)).toEqual([]);
        expect(notNumbers(run.result)).toEqual([]);
        // The same in one go: how long a slice is, and whether anyone looks, changes nothing.
        expect(simulate(scenario).result).toEqual(run.result);
        const count = (what: string): number => run.result.journal.filter((entry) => entry.what === what).length;
        seen.migrations += run.result.migrations.filter(({ outcome }) => outcome === 'done').length;
        seen.incidents += run.result.incidents.length;
        seen.deaths += count('host died');
        seen.restarts += count('instance boots');
        seen.scaled += count('scaled out') + count('scaled in');
        seen.slept += count('host standby');
      }),
      { numRuns: 45 },
    );
    // The scenarios were eventful.
    expect(seen.migrations).toBeGreaterThan(8);
    expect(seen.incidents).toBeGreaterThan(50);
    expect(seen.deaths).toBeGreaterThan(20);
    expect(seen.restarts).toBeGreaterThan(30);
    expect(seen.scaled).toBeGreaterThan(5);
    expect(seen.slept).toBeGreaterThan(5);
  },
);

test('every rule holds after every single event, not only after those of the control plane', PATIENT, () => {
  fc.assert(
    fc.property(operated, (scenario) => {
      const { run } = scenario;
      watched(
        { ...scenario, run: { ...run, durationS: 700, warmupS: run.warmupS > 0 ? 250 : 0 } },
        { everyEvent: true },
      );
    }),
    { numRuns: 8 },
  );
});

type Pools = Scenario['designs'][string]['pools'];
type Hows = Scenario['designs'][string]['tiers'];

function changed(
  scenario: Scenario,
  pool: (pool: Pools[string]) => Pools[string],
  how: (how: Hows[string]) => Hows[string] = (same) => same,
): Scenario {
  const one = scenario.designs['one'];
  if (one === undefined) throw new Error('no design');
  const map = <T>(record: Record<string, T>, of: (value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [id, of(value)]));
  const security = { ...one.security, integrityMonitoring: { enabled: true, cpuOverhead: 0 } };
  return {
    ...scenario,
    designs: { one: { ...one, security, pools: map(one.pools, pool), tiers: map(one.tiers, how) } },
  };
}

test('a hypervisor without overhead, with one machine per host, is as good as none, whatever happens', PATIENT, () => {
  const still = { migration: null, ha: null, power: { policy: 'alwaysOn' }, rebalance: { policy: 'off' } } as const;
  const hows = (how: Hows[string]): Hows[string] => ({
    ...how,
    vcpus: null,
    memoryGB: 1,
    bootS: 0,
    scaling: null,
    pinned: null,
    reservedCores: 0,
  });
  const as = (scenario: Scenario, hypervisor: Pools[string]['hypervisor']): Scenario =>
    changed(
      scenario,
      (pool) => ({
        ...pool,
        ...still,
        power: { ...pool.power, ...still.power },
        rebalance: { ...pool.rebalance, ...still.rebalance },
        hosts: 12,
        hypervisor,
      }),
      hows,
    );
  let died = 0;
  fc.assert(
    fc.property(operated, (scenario) => {
      const none = { cpuOverhead: 0, ioOverhead: 0, vcpusPerCoreMax: 1 };
      const virtual = watched(as(scenario, none)).result;
      const bare = watched(as(scenario, null)).result;
      expect(virtual.streams).toEqual(bare.streams);
      expect(virtual.tiers).toEqual(bare.tiers);
      expect(virtual.hosts).toEqual(bare.hosts);
      expect(virtual.energy).toEqual(bare.energy);
      expect(virtual.availability).toEqual(bare.availability);
      expect(virtual.incidents).toEqual(bare.incidents);
      died += virtual.journal.filter(({ what }) => what === 'host died').length;
    }),
    { numRuns: 15 },
  );
  expect(died).toBeGreaterThan(3);
});

test('being ready for what does not happen costs nothing', PATIENT, () => {
  const quiet = (scenario: Scenario, ready: boolean): Scenario => {
    const calm = changed(
      scenario,
      (pool) => ({
        ...pool,
        failure: null,
        ha: ready && pool.ha !== null ? { ...pool.ha, reserveHosts: 0, faultTolerant: [] } : null,
        migration: ready ? pool.migration : null,
        racks: ready ? pool.racks : 1,
        coldSpareS: ready ? pool.coldSpareS : null,
        power: ready ? { ...pool.power, floor: 0, ceiling: 1 } : { ...pool.power, policy: 'alwaysOn' },
        rebalance: ready ? { ...pool.rebalance, threshold: 1 } : { ...pool.rebalance, policy: 'off' },
      }),
      (how) => ({ ...how, scaling: null, priority: ready ? how.priority : 'medium' }),
    );
    // Those that need no machine to be moved, stopped or started.
    return { ...calm, incidents: [] };
  };
  fc.assert(
    fc.property(operated, (scenario) => {
      const ready = simulate(quiet(scenario, true)).result;
      const bare = simulate(quiet(scenario, false)).result;
      for (const part of ['streams', 'tiers', 'hosts', 'energy', 'availability', 'migrations', 'incidents'] as const)
        expect(ready[part], part).toEqual(bare[part]);
      expect(ready.journal).toEqual(bare.journal);
    }),
    { numRuns: 20 },
  );
});

test('incidents that strike nothing of a design change nothing in it', PATIENT, () => {
  fc.assert(
    fc.property(operated, (scenario) => {
      const one = scenario.designs['one'];
      if (one === undefined) throw new Error('no design');
      const elsewhere = scenario.incidents.flatMap((incident) =>
        'pool' in incident || 'tier' in incident ? [{ ...incident, design: 'other' }] : [],
      );
      const rest = scenario.incidents.filter((incident) => !('pool' in incident || 'tier' in incident));
      const result = (incidents: Scenario['incidents']) => {
        return simulate({ ...scenario, incidents }).result;
      };
      expect(result([...rest, ...elsewhere])).toEqual(result(rest));
    }),
    { numRuns: 12 },
  );
});
