import { HostState } from '../../columns/hosts.ts';
import { obstacle } from '../../parts/placement/fits.ts';
import { PLACEMENT } from '../../parts/placement/index.ts';
import type { Guest, Place } from '../../parts/placement/places.ts';
import { bestPlace } from '../../parts/placement/policies.ts';
import type { World } from '../world.ts';

/** Who may be considered when a machine looks for a host. */
export interface Search {
  /** Hosts that are not asked. */
  readonly except?: (host: number) => boolean;
  /** Hosts kept empty for restarts may be used. */
  readonly useReserved?: boolean;
}

/** The hosts of a pool. */
export function hostsOfPool({ hostSpecs }: World, pool: string): number[] {
  return hostSpecs.flatMap((spec, host) => (spec.pool === pool ? [host] : []));
}

/** The pool that an instance's tier runs in. */
export function poolOf({ tierDesigns, instances }: World, instance: number): string {
  return tierDesigns[instances.tier[instance]]?.pool ?? '';
}

/** Everything that has or has been promised room on a host: machines, those on their way, shadows. */
export function guestsOn({ hosts, guests }: World, host: number): Guest[] {
  return [...hosts.instances[host], ...hosts.incoming[host], ...hosts.shadows[host]].map((i) => guests[i]);
}

/** A host as placement sees it now. An appliance takes one machine, whatever its size; only its zone counts. */
export function placeOf(world: World, host: number): Place {
  const { spec, model, memoryGB, id, number } = world.hostSpecs[host];
  const alone = spec.hypervisor === null;
  return {
    id,
    number,
    cores: model.cores,
    memoryGB: alone ? Infinity : memoryGB,
    vcpusMax: alone ? Infinity : model.cores * (spec.hypervisor?.vcpusPerCoreMax ?? 1),
    zones: spec.zones,
    mixing: spec.mixing,
    watts: model.watts,
    guests: guestsOn(world, host),
  };
}

/** Why an instance cannot be put on a host now, in words, or null if it can. */
export function hindrance(world: World, host: number, instance: number, search: Search = {}): string | null {
  const { hosts, hostSpecs } = world;
  if (hosts.state[host] === HostState.dead) return 'it is dead';
  if (hosts.state[host] !== HostState.on) return 'it is not on';
  if (hosts.leaving[host] > 0) return 'it is being emptied';
  if (search.except?.(host) === true) return 'it is busy with others';
  const { spec } = hostSpecs[host];
  if (isReserved(world, host) && search.useReserved !== true) return 'it is kept empty for restarts';
  const place = placeOf(world, host);
  if (spec.hypervisor === null && place.guests.length > 0) return 'it is another appliance';
  return obstacle(place, world.guests[instance]);
}

/** The best host for an instance by its pool's policy, or why there is none. */
export function findHost(world: World, instance: number, search: Search = {}): { host: number } | { why: string } {
  const pool = poolOf(world, instance);
  const candidates = hostsOfPool(world, pool);
  const hindrances = new Map(candidates.map((host) => [host, hindrance(world, host, instance, search)]));
  const places = new Map(candidates.map((host) => [placeOf(world, host), host]));
  const policy = PLACEMENT[world.design.pools[pool].placement];
  const best = bestPlace(
    policy,
    [...places.keys()],
    world.guests[instance],
    (place) => hindrances.get(places.get(place) ?? -1) === null,
  );
  const host = best === undefined ? undefined : places.get(best);
  if (host !== undefined) return { host };
  return { why: [...new Set([...hindrances.values()].filter((why) => why !== null))].join('; ') };
}

/** The last hosts of a pool with reserved hosts are kept empty for restarts. */
export function isReserved({ hostSpecs }: World, host: number): boolean {
  const { spec, number } = hostSpecs[host];
  return spec.ha !== null && number >= spec.hosts - spec.ha.reserveHosts;
}
