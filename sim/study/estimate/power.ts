import { serverModel } from '../../parts/catalog/catalog.ts';
import type { Design, Pool } from '../../scenario/schema/design.ts';

/**
 * Draw of all hosts and equipment of a design [W] where its tiers keep so many cores busy: of each host its model's curve, linear between its
 * 11 measured points, and what is built in beyond the tested configuration. Machines are spread over the hosts of their pool.
 */
export function wattsOf(design: Design, busyOfTier: ReadonlyMap<string, number>): number {
  let sum = design.equipment.reduce((total, { watts }) => total + watts, 0);
  const { integrityMonitoring } = design.security;
  for (const [id, pool] of Object.entries(design.pools)) {
    const watched = pool.hypervisor !== null && integrityMonitoring.enabled ? integrityMonitoring.cpuOverhead : 0;
    const { cores } = serverModel(pool.model);
    for (const busy of busyOfHosts(design, id, busyOfTier)) {
      sum += hostWatts(pool, Math.min(1, busy / cores + watched));
    }
  }
  return sum;
}

/** Busy cores of each host of a pool, every machine put where fewest processors are. */
function busyOfHosts(design: Design, poolId: string, busyOfTier: ReadonlyMap<string, number>): number[] {
  const { hosts, model } = design.pools[poolId];
  const { cores } = serverModel(model);
  const placed = new Array<number>(hosts).fill(0);
  const busy = new Array<number>(hosts).fill(0);
  for (const [tier, { pool, instances, vcpus, pinned }] of Object.entries(design.tiers)) {
    if (pool !== poolId) continue;
    for (let i = 0; i < instances; i++) {
      const host = pinned?.[i] ?? placed.indexOf(Math.min(...placed));
      placed[host] += vcpus ?? cores;
      busy[host] += (busyOfTier.get(tier) ?? 0) / instances;
    }
  }
  return busy;
}

function hostWatts(pool: Pool, utilization: number): number {
  const model = serverModel(pool.model);
  const memoryGB = pool.memoryGB ?? model.ramGB ?? 0;
  const { ramW, disksW, networkW, secondPsuShare } = pool.extras;
  const more = ramW * Math.max(0, memoryGB - (model.ramGB ?? memoryGB)) + disksW + networkW;
  const at = Math.min(9, Math.floor(utilization * 10));
  const low = model.watts[at];
  const watts = low + (model.watts[at + 1] - low) * (utilization * 10 - at);
  return (watts + more) * (1 + secondPsuShare);
}
