import type { Design } from '../../sim/scenario/schema/design.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { findServerModel } from '../../sim/parts/catalog/catalog.ts';
import type { DesignResult } from '../../sim/measure/result.ts';

/** A machine as the checker sees it: what the design asks for, and where the run put it. */
interface Machine {
  readonly id: string;
  readonly tier: string;
  readonly number: number;
  readonly host: string | null;
}

const EPS = 1e-6;

/**
 * Judges where machines were put by the words of the model alone, without the code that puts them there:
 * every complaint is a sentence; none means that all rules are kept and that whatever is not placed fits nowhere.
 */
export function placementComplaints(scenario: Scenario, designId: string, result: DesignResult): string[] {
  const design = scenario.designs[designId];
  if (design === undefined) return [`no design ${designId}`];
  const machines = Object.entries(result.tiers).flatMap(([tier, { instances }]) =>
    instances.map(({ id, host }, number): Machine => ({ id, tier, number, host })),
  );
  const complaints: string[] = [];
  for (const [poolId, pool] of Object.entries(design.pools)) {
    for (let number = 0; number < pool.hosts; number++) {
      const on = machines.filter(({ host }) => host === `${poolId}-${number}`);
      for (const machine of on) {
        const without = on.filter((other) => other !== machine);
        const why = whyNot(scenario, design, poolId, number, without, machine);
        if (why !== null) complaints.push(`${machine.id} is on ${poolId}-${number}: ${why}`);
      }
      const listed = result.hosts.find(({ id }) => id === `${poolId}-${number}`)?.instances ?? [];
      if (
        listed.toSorted().join() !==
        on
          .map(({ id }) => id)
          .toSorted()
          .join()
      )
        complaints.push(`${poolId}-${number} lists ${listed.join()}`);
    }
  }
  for (const machine of machines) {
    const poolId = design.tiers[machine.tier]?.pool ?? '';
    if (machine.host !== null && !machine.host.startsWith(`${poolId}-`))
      complaints.push(`${machine.id} is in another pool`);
    // Nobody leaves while machines are placed: what fits now would have fitted then.
    for (let number = 0; number < (design.pools[poolId]?.hosts ?? 0); number++) {
      const here = `${poolId}-${number}`;
      if (machine.host === here) continue;
      const on = machines.filter(({ host }) => host === here);
      const fits = whyNot(scenario, design, poolId, number, on, machine) === null;
      if (fits && machine.host === null) complaints.push(`${machine.id} is nowhere and fits on ${here}`);
    }
  }
  const notPlaced = result.findings.filter(({ rule }) => rule === 'not-placed').map(({ where }) => where);
  const nowhere = machines.filter(({ host }) => host === null).map(({ id }) => `instance ${id}`);
  if (notPlaced.toSorted().join() !== nowhere.toSorted().join())
    complaints.push(`findings tell of ${notPlaced.join()}`);
  return complaints;
}

/**
 * Tiers that prefer to be apart and are not, although a host with fewer of them has room at the end
 * (so it had room when the last of them came).
 */
export function unevenComplaints(scenario: Scenario, designId: string, result: DesignResult): string[] {
  const design = scenario.designs[designId];
  if (design === undefined) return [`no design ${designId}`];
  const machines = Object.entries(result.tiers).flatMap(([tier, { instances }]) =>
    instances.map(({ id, host }, number): Machine => ({ id, tier, number, host })),
  );
  return machines.flatMap((machine) => {
    const how = design.tiers[machine.tier];
    const pool = design.pools[how?.pool ?? ''];
    if (how?.antiAffinity !== 'preferred' || pool === undefined || machine.host === null) return [];
    const even = Math.ceil(how.instances / pool.hosts);
    const ofTier = (host: string): Machine[] => machines.filter((m) => m.host === host && m.tier === machine.tier);
    if (ofTier(machine.host).length <= even || ofTier(machine.host).at(-1) !== machine) return [];
    return Array.from({ length: pool.hosts }, (_, number) => number)
      .filter((number) => {
        const here = `${how.pool}-${number}`;
        const on = machines.filter(({ host }) => host === here);
        return ofTier(here).length < even && whyNot(scenario, design, how.pool, number, on, machine) === null;
      })
      .map((number) => `${machine.id} crowds ${machine.host}, and ${how.pool}-${number} has room`);
  });
}

function whyNot(
  scenario: Scenario,
  design: Design,
  poolId: string,
  number: number,
  others: readonly Machine[],
  machine: Machine,
): string | null {
  const pool = design.pools[poolId];
  const how = design.tiers[machine.tier];
  const model = findServerModel(pool?.model ?? '');
  if (pool === undefined || how === undefined || model === undefined) return 'no such thing';
  const zoneOf = (tier: string): string => scenario.tiers[tier]?.zone ?? '';
  const pinnedTo = how.pinned?.[machine.number];
  if (pinnedTo !== undefined && pinnedTo !== number) return `pinned to ${pinnedTo}`;
  if (pool.zones !== null && !pool.zones.includes(zoneOf(machine.tier))) return 'zone not allowed';
  const strangers = others.some(({ tier }) => zoneOf(tier) !== zoneOf(machine.tier));
  if (strangers && !pool.mixing) return 'zones mixed';
  if (how.antiAffinity === 'required' && others.some(({ tier }) => tier === machine.tier)) return 'not apart';
  if (pool.hypervisor === null) return others.length > 0 ? 'two appliances in one' : null;
  const all = [...others, machine].map(({ tier }) => design.tiers[tier]);
  const memory = all.reduce((sum, tier) => sum + (tier?.memoryGB ?? 0), 0);
  if (memory > (pool.memoryGB ?? model.ramGB ?? 0) + EPS) return `${memory} GB of memory`;
  const vcpus = all.reduce((sum, tier) => sum + (tier?.vcpus ?? model.cores), 0);
  if (vcpus > model.cores * pool.hypervisor.vcpusPerCoreMax + EPS) return `${vcpus} processors`;
  return null;
}
