import { placedOf, placedVcpus } from './places.ts';
import type { Guest, Place, Placement } from './places.ts';

/** The first host with room. */
export const firstFit: Placement = { score: (place) => -place.number };

/** The fullest host with room: keeps others empty. */
export const bestFit: Placement = { score: (place) => placedVcpus(place) / place.vcpusMax };

/** The emptiest host, counting machines of the same tier first: a dead host takes as little of a tier as can be. */
export const spread: Placement = {
  score: (place, guest) => -1000 * placedOf(place, guest.tier) - placedVcpus(place) / place.vcpusMax,
};

/**
 * Power-aware best fit decreasing: the largest machines first, each where it adds the least draw
 * (Beloglazov and Buyya 2012). An empty host counts as switched off.
 */
export const powerAware: Placement = {
  order: (a, b) => b.vcpus - a.vcpus,
  score: (place, guest) => {
    const before = placedVcpus(place);
    return drawOf(place, before) - drawOf(place, before + guest.vcpus);
  },
};

/** Draw of a host when so many processors are busy [W]; 0 when none is placed. */
function drawOf(place: Place, vcpus: number): number {
  if (vcpus === 0) return 0;
  const at = Math.min(1, vcpus / place.cores) * 10;
  const step = Math.min(9, Math.floor(at));
  return place.watts[step] + (place.watts[step + 1] - place.watts[step]) * (at - step);
}

/** The best host for a guest among those that fit, or undefined; one that keeps its tier spread evenly if there is any. */
export function bestPlace(
  policy: Placement,
  places: readonly Place[],
  guest: Guest,
  fits: (place: Place) => boolean,
): Place | undefined {
  const isEven = (place: Place): boolean => placedOf(place, guest.tier) < guest.evenPerHost;
  return bestOf(policy, places, guest, (place) => isEven(place) && fits(place)) ?? bestOf(policy, places, guest, fits);
}

function bestOf(
  policy: Placement,
  places: readonly Place[],
  guest: Guest,
  fits: (place: Place) => boolean,
): Place | undefined {
  let best: Place | undefined;
  let bestScore = -Infinity;
  for (const place of places) {
    if (!fits(place)) continue;
    const score = policy.score(place, guest);
    if (score > bestScore) {
      best = place;
      bestScore = score;
    }
  }
  return best;
}
