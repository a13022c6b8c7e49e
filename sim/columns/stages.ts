import type { Sampler } from '../kernel/distributions.ts';

/** Verdicts as the stage table and jobs hold them; a verdict other than pass ends the message. */
export const Verdict = { pass: 0, reject: 1, defer: 2, quarantine: 3, drop: 4 } as const;

/**
 * The stages of every pass, one row each, in the order in which they are done; written once by `model/build`.
 * A *pass* is a stream at one place of its route: it has a tier, the session's stages, then the stages of each message, then those
 * that are done once a message has been accepted.
 */
export interface StageTable {
  /** Mixed with the attempt, the second coordinate of the fate drawn at this row. */
  readonly key: Int32Array;
  /** Column of `World.cpuS` that its CPU work is booked to. */
  readonly account: Int32Array;
  /** Share of sessions or messages that it applies to. */
  readonly share: Float64Array;
  /** CPU demand at the reference core [ms]. */
  readonly cpuMs: Sampler[];
  readonly cpuMsPerKB: Float64Array;
  readonly cpuMaxKB: Float64Array;
  readonly cpuMsPerRecipient: Float64Array;
  /** Wait without CPU [ms]. */
  readonly waitMs: Sampler[];
  /** 1 where `waitMs` can be above 0. */
  readonly waits: Uint8Array;
  /** Longest wait in stress mode [s]. */
  readonly stressWaitS: Float64Array;
  readonly diskOps: Float64Array;
  /** What incidents multiply the CPU work and the wait with; 1 in normal times. Writer: `model/operations/incidents.ts`. */
  readonly cpuFactor: Float64Array;
  readonly waitFactor: Float64Array;
  /** Greylisting: delay (0 for none) and memory [s], share of known triplets. */
  readonly greyDelayS: Float64Array;
  readonly greyExpireS: Float64Array;
  readonly greyKnown: Float64Array;
  /** Cumulative probabilities: below `rejects` reject, below `defers` defer, and so on; at `ends` and above pass. */
  readonly rejects: Float64Array;
  readonly defers: Float64Array;
  readonly quarantines: Float64Array;
  readonly ends: Float64Array;
}

/** The passes: one row for each stream and place of its route. */
export interface Passes {
  readonly stream: Int32Array;
  readonly tier: Int32Array;
  readonly hop: Int32Array;
  /** 1 where mail comes from its sender, 0 where it is relayed. */
  readonly isFirst: Uint8Array;
  /** 1 where the route ends: acceptance is delivery. */
  readonly isLast: Uint8Array;
  /**
   * Rows of the stage table: the session's are from `sessionFrom` to `messageFrom`, a message's from there to `end`, those after
   * its acceptance from there to `afterEnd`.
   */
  readonly sessionFrom: Int32Array;
  readonly messageFrom: Int32Array;
  readonly end: Int32Array;
  readonly afterEnd: Int32Array;
}
