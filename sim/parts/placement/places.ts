/** What a machine needs of a host. */
export interface Guest {
  readonly id: string;
  readonly tier: string;
  readonly zone: string;
  readonly vcpus: number;
  readonly memoryGB: number;
  /** Most machines of its tier that may share a host; Infinity for no rule. */
  readonly mostPerHost: number;
  /** As many of its tier as a host would have if they were spread evenly: more share one only where there is no other room. */
  readonly evenPerHost: number;
  /** The host it must be on, by its number in the pool. */
  readonly pinned?: number;
}

/** A host as placement sees it; `guests` is what is on it or has been promised room. */
export interface Place {
  readonly id: string;
  /** Its number in the pool. */
  readonly number: number;
  readonly cores: number;
  readonly memoryGB: number;
  /** Virtual processors that may be placed on it. */
  readonly vcpusMax: number;
  /** Zones that it may serve; null for any. */
  readonly zones: readonly string[] | null;
  readonly mixing: boolean;
  /** Draw at 0, 10, …, 100 % [W]. */
  readonly watts: ArrayLike<number>;
  readonly guests: Guest[];
}

/** A placement policy: among the hosts that fit, the highest score wins, the lowest number among equals. */
export interface Placement {
  /** Order in which machines are placed; absent: as they come. */
  readonly order?: (a: Guest, b: Guest) => number;
  readonly score: (place: Place, guest: Guest) => number;
}

/** Machines of a tier on a host. */
export function placedOf(place: Place, tier: string): number {
  return place.guests.reduce((sum, guest) => sum + (guest.tier === tier ? 1 : 0), 0);
}

/** Virtual processors placed on a host. */
export function placedVcpus(place: Place): number {
  return place.guests.reduce((sum, guest) => sum + guest.vcpus, 0);
}

/** Memory reserved on a host [GB]. */
export function placedMemory(place: Place): number {
  return place.guests.reduce((sum, guest) => sum + guest.memoryGB, 0);
}
