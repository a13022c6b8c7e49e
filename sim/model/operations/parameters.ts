import { setNumber } from '../../scenario/parameters.ts';
import type { Background } from '../background.ts';
import { compileStages } from '../build/stages.ts';
import type { Cpu } from '../cpu.ts';
import type { Pipeline } from '../pipeline.ts';
import type { World } from '../world.ts';

/** What follows from the numbers of a scenario. */
interface Plant {
  readonly world: World;
  readonly cpu: Cpu;
  readonly pipeline: Pipeline;
  readonly background: Background;
}

/**
 * Changes a number of the scenario for the rest of the run. What can change is said by `scenario/parameters.ts`; rates of streams are
 * changed by the ramps of `scenario/ramps.ts`. The world's own copy of what was asked for is changed, then the columns that follow from it.
 */
export function changeParameter(plant: Plant, pointer: string, value: number, now: number): void {
  const { world } = plant;
  const [, part, id] = pointer.split('/');
  if (!setNumber(world.changing, pointer, value)) throw new RangeError(`no number at ${pointer}`);
  if (part === 'tiers') changeTier(plant, id, now);
  else if (part === 'streams') copyInto(world.streamSpecs, Object.values(world.changing.streams));
  else if (part === 'designs' && id === world.designId) changeDesign(plant, now);
}

function changeTier({ world, pipeline, background }: Plant, id: string, now: number): void {
  const { tiers, stages, changing, tierSpecs } = world;
  copyInto(tierSpecs, Object.values(changing.tiers));
  const tier = tiers.ids.indexOf(id);
  tiers.patienceS[tier] = changing.tiers[id].patienceS ?? Infinity;
  for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) pipeline.backlogs.awaitPatience(i, now);
  tiers.spoolCapacity[tier] = changing.tiers[id].spool.capacityMessages ?? Infinity;
  const fresh = compileStages(changing).stages;
  copyInto(stages.cpuMs, fresh.cpuMs);
  copyInto(stages.waitMs, fresh.waitMs);
  for (const column of COLUMNS) stages[column].set(fresh[column]);
  background.spread(tier, now);
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

function changeDesign({ world, cpu, pipeline, background }: Plant, now: number): void {
  const { tiers, instances, hosts, hostSpecs, changing, designId } = world;
  tiers.ids.forEach((id, tier) => {
    const how = changing.designs[designId].tiers[id];
    if (how === undefined) return;
    const cores = hostSpecs.find(({ pool }) => pool === how.pool)?.model.cores ?? Infinity;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      instances.slots[i] = how.slots ?? Infinity;
      instances.backlogLimit[i] = how.backlog ?? Infinity;
      instances.shares[i] = how.shares;
      instances.reserved[i] = how.reservedCores;
      instances.ceiling[i] = Math.min(instances.vcpus[i], how.limitCores ?? Infinity, cores);
    }
  });
  for (let host = 0; host < hosts.count; host++) cpu.recount(host, now);
  // A limit may have cut off background load, or let it through.
  for (let tier = 0; tier < tiers.ids.length; tier++) background.spread(tier, now);
  for (let i = 0; i < instances.count; i++) pipeline.letIn(i, now);
}

function copyInto<T>(to: T[], from: readonly T[]): void {
  to.splice(0, to.length, ...from);
}
