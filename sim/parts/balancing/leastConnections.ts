import { connections } from './candidates.ts';
import type { Candidates } from './candidates.ts';

/** The one with the fewest connections; among equals, the next in turn. */
export function leastConnections(candidates: Candidates): number {
  const { first, end, known } = candidates;
  let best = -1;
  let fewest = Infinity;
  let instance = candidates.turn;
  for (let tried = first; tried < end; tried++) {
    if (instance < first || instance >= end) instance = first;
    if (known[instance] === 1) {
      const has = connections(candidates, instance);
      if (has < fewest) {
        fewest = has;
        best = instance;
      }
    }
    instance++;
  }
  if (best >= 0) candidates.turn = best + 1;
  return best;
}
