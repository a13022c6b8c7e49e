/**
 * Pre-copy live migration (Clark et al., NSDI 2005), one step at a time: send all memory; then, round by round, what was dirtied during the
 * round before; stop the machine once the rest fits into the allowed downtime, or when rounds or traffic reach their limit.
 *
 * With memory V, bandwidth B and a constant dirty rate D < B, r = D/B: round i sends V·rⁱ, and with n rounds before the stop
 * the whole takes (V/B)·(1 − rⁿ⁺¹)/(1 − r) plus the fixed times (Akoush et al., MASCOTS 2010). Pure functions: whoever runs them keeps the time.
 */

/** What does not change during a migration. */
export interface PreCopyLimits {
  readonly memoryMB: number;
  /** The part of memory that is written again and again: a round never dirties more [MB]. */
  readonly workingSetMB: number;
  /** [s] */
  readonly maxDowntimeS: number;
  readonly maxRounds: number;
  /** Memory sent before the stop, over the memory of the machine, at most. */
  readonly maxTraffic: number;
}

/** What a migration has done so far. */
export interface PreCopyProgress {
  /** Rounds sent. */
  readonly rounds: number;
  /** Sent in them [MB]. */
  readonly sentMB: number;
  /** Dirtied during the last of them, unbounded [MB]; ignored before the first. */
  readonly dirtiedMB: number;
}

/** What comes next: another round, or the stop, with what it sends [MB] and why the stop comes. */
export type PreCopyStep =
  | { readonly next: 'round'; readonly sendMB: number }
  | { readonly next: 'stop'; readonly sendMB: number; readonly because: 'converged' | 'rounds' | 'traffic' };

/** The next step of a migration that can send `bandwidthMBps` at the moment. */
export function nextStep(limits: PreCopyLimits, done: PreCopyProgress, bandwidthMBps: number): PreCopyStep {
  if (done.rounds === 0) return { next: 'round', sendMB: limits.memoryMB };
  const sendMB = Math.min(done.dirtiedMB, limits.workingSetMB, limits.memoryMB);
  if (sendMB <= bandwidthMBps * limits.maxDowntimeS) return { next: 'stop', sendMB, because: 'converged' };
  if (done.rounds >= limits.maxRounds) return { next: 'stop', sendMB, because: 'rounds' };
  if (done.sentMB + sendMB > limits.maxTraffic * limits.memoryMB) return { next: 'stop', sendMB, because: 'traffic' };
  return { next: 'round', sendMB };
}
