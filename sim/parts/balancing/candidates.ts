import type { Source } from '../../kernel/source.ts';

/** The instances that a tier's balancer chooses from, and what it can see of them. */
export interface Candidates {
  /** Instances `first` to `end` − 1 are the tier's. */
  first: number;
  end: number;
  /** Where the next turn begins; policies that take turns move it. */
  turn: number;
  /** 1 for instances that the balancer believes to work; by instance. */
  readonly known: Uint8Array;
  /** Sessions in service, and waiting, by instance. */
  readonly inService: Float64Array;
  readonly inBacklog: Float64Array;
}

/**
 * A balancing policy: the instance for the next session, or −1 when none is known to work.
 * `luck` gives random words that are the same in every design; only policies that are random by nature draw from it.
 */
export type Balancing = (candidates: Candidates, luck: Source) => number;

/** Connections that an instance has, served or waiting. */
export function connections(candidates: Candidates, instance: number): number {
  return candidates.inService[instance] + candidates.inBacklog[instance];
}
