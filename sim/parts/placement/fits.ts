import { placedMemory, placedOf, placedVcpus } from './places.ts';
import type { Guest, Place } from './places.ts';

/** Rounding slack when sizes are added up. */
const SLACK = 1e-9;

/** Why a guest cannot be on a host, in words, or null if it can: memory, overcommit, zone, anti-affinity, pinning. */
export function obstacle(place: Place, guest: Guest): string | null {
  if (guest.pinned !== undefined && guest.pinned !== place.number) return `pinned to host ${guest.pinned}`;
  if (place.zones !== null && !place.zones.includes(guest.zone)) return `zone ${guest.zone} is not allowed on it`;
  if (!place.mixing && place.guests.some((other) => other.zone !== guest.zone)) {
    return 'it serves another zone';
  }
  if (placedMemory(place) + guest.memoryGB > place.memoryGB + SLACK) return 'not enough memory';
  if (placedVcpus(place) + guest.vcpus > place.vcpusMax + SLACK) return 'over the limit of virtual processors';
  if (placedOf(place, guest.tier) >= guest.mostPerHost) return `no more machines of ${guest.tier} may share it`;
  return null;
}
