import type { Candidates } from './candidates.ts';

/** Each in turn. */
export function roundRobin(candidates: Candidates): number {
  const { first, end, known } = candidates;
  let instance = candidates.turn;
  for (let tried = first; tried < end; tried++) {
    if (instance < first || instance >= end) instance = first;
    if (known[instance] === 1) {
      candidates.turn = instance + 1;
      return instance;
    }
    instance++;
  }
  return -1;
}
