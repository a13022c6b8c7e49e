import { Hosts } from '../../columns/hosts.ts';
import { Instances, InstanceState } from '../../columns/instances.ts';
import { serverModel } from '../../parts/catalog/catalog.ts';
import type { Guest } from '../../parts/placement/places.ts';
import type { Design, DesignTier } from '../../scenario/schema/design.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import type { HostSpec } from '../world.ts';

/** The machines of a design: hosts, and instances that are not yet on any. */
export interface Machines {
  readonly hosts: Hosts;
  readonly hostSpecs: readonly HostSpec[];
  readonly instances: Instances;
  /** How placement sees each instance. */
  readonly guests: readonly Guest[];
  readonly diskNames: readonly string[];
  readonly diskSpindles: readonly number[];
  /** The disk station of each host. */
  readonly diskOfHost: readonly number[];
}

/** Builds the hosts and instances of a design; `firstInstance` and `endInstance` receive the instances of each tier. */
export function buildMachines(
  scenario: Scenario,
  design: Design,
  firstInstance: Int32Array,
  endInstance: Int32Array,
): Machines {
  const hostSpecs = hostsOf(design);
  const hosts = new Hosts(hostSpecs.map(({ model }) => model.cores));
  const { integrityMonitoring } = design.security;
  hostSpecs.forEach(({ spec, model }, host) => {
    const watched = spec.hypervisor !== null && integrityMonitoring.enabled;
    hosts.overhead[host] = watched ? integrityMonitoring.cpuOverhead * model.cores : 0;
  });

  const tierIds = Object.keys(scenario.tiers);
  const most = (how: DesignTier | undefined): number => Math.max(how?.instances ?? 0, how?.scaling?.max ?? 0);
  const instances = new Instances(tierIds.reduce((sum, id) => sum + most(design.tiers[id]), 0));
  const guests: Guest[] = [];
  tierIds.forEach((id, tier) => {
    const how = design.tiers[id];
    firstInstance[tier] = guests.length;
    for (let n = 0; n < most(how); n++) guests.push(describe(instances, tier, n, id, scenario, design));
    endInstance[tier] = guests.length;
  });
  const disks = disksOf(hostSpecs);
  return {
    hosts,
    hostSpecs,
    instances,
    guests,
    diskNames: disks.names,
    diskSpindles: disks.spindles,
    diskOfHost: disks.ofHost,
  };
}

function hostsOf(design: Design): HostSpec[] {
  return Object.entries(design.pools).flatMap(([pool, spec]) => {
    const model = serverModel(spec.model);
    return Array.from({ length: spec.hosts }, (_, number) => ({
      id: `${pool}-${number}`,
      pool,
      number,
      rack: number % spec.racks,
      model,
      spec,
      memoryGB: spec.memoryGB ?? model.ramGB ?? 0,
    }));
  });
}

/** Fills what a scenario says of an instance, and describes it to placement. */
function describe(
  instances: Instances,
  tier: number,
  number: number,
  tierId: string,
  scenario: Scenario,
  design: Design,
): Guest {
  const instance = instances.ids.length;
  const how = design.tiers[tierId];
  const pool = design.pools[how.pool];
  const { cores } = serverModel(pool.model);
  const vcpus = how.vcpus ?? cores;
  instances.ids.push(`${tierId}-${number}`);
  instances.tier[instance] = tier;
  instances.vcpus[instance] = vcpus;
  instances.ceiling[instance] = Math.min(vcpus, how.limitCores ?? vcpus, cores);
  instances.reserved[instance] = how.reservedCores;
  instances.shares[instance] = how.shares;
  instances.memoryGB[instance] = how.memoryGB;
  instances.slots[instance] = how.slots ?? Infinity;
  instances.stressShare[instance] = scenario.tiers[tierId].stress?.fromShare ?? Infinity;
  instances.backlogLimit[instance] = how.backlog ?? Infinity;
  instances.state[instance] = number < how.instances ? InstanceState.down : InstanceState.off;
  const evenly = Math.ceil(Math.max(how.instances, how.scaling?.max ?? 0) / pool.hosts);
  const pinned = how.pinned?.[number];
  return {
    id: instances.ids[instance],
    tier: tierId,
    zone: scenario.tiers[tierId].zone,
    vcpus,
    memoryGB: how.memoryGB,
    mostPerHost: how.antiAffinity === 'required' ? 1 : Infinity,
    evenPerHost: how.antiAffinity === 'preferred' ? evenly : Infinity,
    ...(pinned === undefined ? {} : { pinned }),
  };
}

/** One disk station per host, or one per pool where storage is shared. */
function disksOf(hostSpecs: readonly HostSpec[]): { names: string[]; spindles: number[]; ofHost: number[] } {
  const names: string[] = [];
  const spindles: number[] = [];
  const ofHost = hostSpecs.map(({ id, pool, spec }) => {
    const name = spec.storage === 'shared' ? `${pool} shared storage` : id;
    if (!names.includes(name)) {
      names.push(name);
      spindles.push(spec.disk.spindles);
    }
    return names.indexOf(name);
  });
  return { names, spindles, ofHost };
}
