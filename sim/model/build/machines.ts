import { Hosts } from '../../columns/hosts.ts';
import { Instances } from '../../columns/instances.ts';
import { serverModel } from '../../parts/catalog/catalog.ts';
import { obstacle } from '../../parts/placement/fits.ts';
import { PLACEMENT } from '../../parts/placement/index.ts';
import type { Guest, Place, Placement } from '../../parts/placement/places.ts';
import { bestPlace } from '../../parts/placement/policies.ts';
import type { Design, DesignTier } from '../../scenario/schema/design.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import type { HostSpec } from '../world.ts';

/** The machines of a design: hosts, instances and who is where at the start. */
export interface Machines {
  readonly hosts: Hosts;
  readonly hostSpecs: readonly HostSpec[];
  readonly instances: Instances;
  readonly diskNames: readonly string[];
  readonly diskSpindles: readonly number[];
  readonly unplaced: { instance: number; why: string }[];
}

/** Builds the hosts and instances of a design and places them; `firstInstance` receives the first instance of each tier. */
export function buildMachines(
  scenario: Scenario,
  design: Design,
  firstInstance: Int32Array,
  endInstance: Int32Array,
): Machines {
  const hostSpecs = hostsOf(design);
  const hosts = new Hosts(hostSpecs.map(({ model }) => model.cores));
  const { security } = design;
  hostSpecs.forEach(({ spec, model }, host) => {
    const watched = spec.hypervisor !== null && security.integrityMonitoring.enabled;
    hosts.overhead[host] = watched ? security.integrityMonitoring.cpuOverhead * model.cores : 0;
  });

  const tierIds = Object.keys(scenario.tiers);
  const total = tierIds.reduce((sum, id) => sum + (design.tiers[id]?.instances ?? 0), 0);
  const instances = new Instances(total);
  const guests: Guest[] = [];
  tierIds.forEach((id, tier) => {
    const how = design.tiers[id];
    firstInstance[tier] = guests.length;
    for (let n = 0; n < (how?.instances ?? 0); n++)
      guests.push(describe(instances, guests.length, tier, n, id, how, scenario, design));
    endInstance[tier] = guests.length;
  });

  const unplaced = place(design, hostSpecs, hosts, instances, guests, (tier) => design.tiers[tier].pool);
  const disks = disksOf(hostSpecs);
  for (let i = 0; i < instances.count; i++) {
    const host = instances.host[i];
    if (host >= 0) settle(instances, i, hostSpecs[host], disks.ofHost[host]);
  }
  return { hosts, hostSpecs, instances, diskNames: disks.names, diskSpindles: disks.spindles, unplaced };
}

function hostsOf(design: Design): HostSpec[] {
  return Object.entries(design.pools).flatMap(([pool, spec]) => {
    const model = serverModel(spec.model);
    return Array.from({ length: spec.hosts }, (_, number) => ({
      id: `${pool}-${number}`,
      pool,
      number,
      model,
      spec,
      memoryGB: spec.memoryGB ?? model.ramGB ?? 0,
    }));
  });
}

/** Fills what a scenario says of an instance, and describes it to placement. */
function describe(
  instances: Instances,
  instance: number,
  tier: number,
  number: number,
  tierId: string,
  how: DesignTier,
  scenario: Scenario,
  design: Design,
): Guest {
  const pool = design.pools[how.pool];
  const model = serverModel(pool.model);
  const vcpus = how.vcpus ?? model.cores;
  instances.ids.push(`${tierId}-${number}`);
  instances.tier[instance] = tier;
  instances.vcpus[instance] = vcpus;
  instances.ceiling[instance] = Math.min(vcpus, how.limitCores ?? vcpus, model.cores);
  instances.reserved[instance] = how.reservedCores;
  instances.shares[instance] = how.shares;
  instances.memoryGB[instance] = how.memoryGB;
  instances.slots[instance] = how.slots ?? Infinity;
  instances.backlogLimit[instance] = how.backlog ?? Infinity;
  return {
    id: instances.ids[instance],
    tier: tierId,
    zone: scenario.tiers[tierId].zone,
    vcpus,
    memoryGB: how.memoryGB,
    mostPerHost: how.antiAffinity === 'required' ? 1 : Infinity,
    evenPerHost: how.antiAffinity === 'preferred' ? Math.ceil(how.instances / pool.hosts) : Infinity,
    ...(how.pinned === null ? {} : { pinned: how.pinned[number] }),
  };
}

/** An appliance fills its host, whatever its size: room for one machine, no rule but its zone. */
function placeOf(host: HostSpec): Place {
  const { spec, model } = host;
  const alone = spec.hypervisor === null;
  return {
    id: host.id,
    number: host.number,
    cores: model.cores,
    memoryGB: alone ? Infinity : host.memoryGB,
    vcpusMax: alone ? Infinity : model.cores * (spec.hypervisor?.vcpusPerCoreMax ?? 1),
    zones: spec.zones,
    mixing: spec.mixing,
    watts: model.watts,
    guests: [],
  };
}

function place(
  design: Design,
  hostSpecs: readonly HostSpec[],
  hosts: Hosts,
  instances: Instances,
  guests: readonly Guest[],
  poolOf: (tier: string) => string,
): { instance: number; why: string }[] {
  const unplaced: { instance: number; why: string }[] = [];
  const places = hostSpecs.map(placeOf);
  for (const [poolId, pool] of Object.entries(design.pools)) {
    const policy: Placement = PLACEMENT[pool.placement];
    const here = places.filter((_, host) => hostSpecs[host].pool === poolId);
    const alone = pool.hypervisor === null;
    const order = guests
      .map((guest, instance) => ({ guest, instance }))
      .filter(({ guest }) => poolOf(guest.tier) === poolId);
    const { order: by } = policy;
    if (by !== undefined) order.sort((a, b) => by(a.guest, b.guest) || a.instance - b.instance);
    for (const { guest, instance } of order) {
      const hinders = (at: Place): string | null =>
        alone && at.guests.length > 0 ? 'it is another appliance' : obstacle(at, guest);
      const best = bestPlace(policy, here, guest, (at) => hinders(at) === null);
      if (best === undefined) {
        const why = [...new Set(here.map((at) => hinders(at)))].join('; ');
        unplaced.push({ instance, why });
        continue;
      }
      best.guests.push(guest);
      const host = places.indexOf(best);
      hosts.instances[host].push(instance);
      instances.host[instance] = host;
      instances.up[instance] = 1;
    }
  }
  return unplaced;
}

/** What an instance gets from the host that it is on. */
function settle(instances: Instances, instance: number, host: HostSpec, disk: number): void {
  const { hypervisor, disk: kind } = host.spec;
  instances.speed[instance] = host.model.relativeCoreSpeed / (1 + (hypervisor?.cpuOverhead ?? 0));
  instances.disk[instance] = disk;
  instances.diskS[instance] = (kind.opMs / 1000) * (1 + (hypervisor?.ioOverhead ?? 0));
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
