import { setNumber } from '../../scenario/parameters.ts';
import { compileStages } from '../build/stages.ts';
import type { World } from '../world.ts';

/**
 * Changes a number of the scenario for the rest of the run. What can change is said by `scenario/parameters.ts`; rates of streams are
 * changed by the ramps of `scenario/ramps.ts`. The world's own copy of what was asked for is changed, then the columns that follow from it.
 */
export function changeParameter(
  world: World,
  pointer: string,
  value: number,
  recount: (host: number, now: number) => void,
  now: number,
): void {
  const [, part, id] = pointer.split('/');
  setNumber(world.changing, pointer, value);
  if (part === 'tiers') changeTier(world, id);
  else if (part === 'streams') copyInto(world.streamSpecs, Object.values(world.changing.streams));
  else if (part === 'designs' && id === world.designId) changeDesign(world, recount, now);
}

function changeTier(world: World, id: string): void {
  const { tiers, stages, changing, tierSpecs } = world;
  copyInto(tierSpecs, Object.values(changing.tiers));
  const tier = tiers.ids.indexOf(id);
  tiers.patienceS[tier] = changing.tiers[id].patienceS ?? Infinity;
  tiers.spoolCapacity[tier] = changing.tiers[id].spool.capacityMessages ?? Infinity;
  const fresh = compileStages(changing).stages;
  copyInto(stages.cpuMs, fresh.cpuMs);
  copyInto(stages.waitMs, fresh.waitMs);
  for (const column of COLUMNS) stages[column].set(fresh[column]);
}

const COLUMNS = [
  'share',
  'cpuMsPerKB',
  'cpuMaxKB',
  'cpuMsPerRecipient',
  'waits',
  'diskOps',
  'rejects',
  'defers',
  'quarantines',
  'ends',
] as const;

function changeDesign(world: World, recount: (host: number, now: number) => void, now: number): void {
  const { tiers, instances, hosts, changing, designId } = world;
  tiers.ids.forEach((id, tier) => {
    const how = changing.designs[designId].tiers[id];
    if (how === undefined) return;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      instances.slots[i] = how.slots ?? Infinity;
      instances.backlogLimit[i] = how.backlog ?? Infinity;
      instances.shares[i] = how.shares;
      instances.reserved[i] = how.reservedCores;
      if (instances.host[i] < 0) continue;
      const most = how.limitCores ?? instances.vcpus[i];
      instances.ceiling[i] = Math.min(instances.vcpus[i], most, hosts.cores[instances.host[i]]);
    }
  });
  for (let host = 0; host < hosts.count; host++) recount(host, now);
}

function copyInto<T>(to: T[], from: readonly T[]): void {
  to.splice(0, to.length, ...from);
}
