/** A migration: what it does now, and what it has come to. Written by `model/operations/migrationCourse.ts` and `migrationLinks.ts`. */
export interface Migration {
  readonly number: number;
  readonly instance: number;
  readonly from: number;
  readonly to: number;
  /** Why it was asked for, in words. */
  readonly reason: string;
  /** When it was asked for, and when it began [s]. */
  readonly askedAt: number;
  startedAt: number;
  endedAt: number;
  phase: 'setup' | 'round' | 'stop' | 'resume' | 'pull' | 'boot' | 'over';
  /** Numbers the steps, so that a step that has been put off is not taken twice. */
  step: number;
  /** What is still to send in this phase [MB], as of `since` [s], at `rateMBps`. */
  leftMB: number;
  rateMBps: number;
  since: number;
  rounds: number;
  /** Sent in whole phases [MB]. */
  sentMB: number;
  /** The instance's busy core seconds when the round began. */
  busyBefore: number;
  pausedAt: number;
  /** How long the machine stood still [s], and how many sessions with it. */
  downtimeS: number;
  sessionsPaused: number;
  sessionsBroken: number;
  outcome: 'running' | 'done' | 'target died' | 'source died' | 'machine crashed' | 'unfinished';
  /** Why pre-copy stopped copying. */
  because: 'converged' | 'rounds' | 'traffic' | '';
}
