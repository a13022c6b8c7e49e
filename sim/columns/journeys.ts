/** What a message does between its first attempt and its end; a journey is a row of these. */
export const PHASES = [
  /** What came before it was traced. */
  'earlier',
  /** With the filter service upstream. */
  'filter',
  /** In the backlog, for a slot. */
  'backlog',
  /** In a session, while another message of it is treated. */
  'turn',
  /** The tier is slow to greet. */
  'tarpit',
  'cpu',
  /** On the CPU of a machine that stands still for a migration. */
  'standstill',
  /** A stage's wait. */
  'wait',
  'disk',
  /** At its sender, for another try. */
  'retry',
  /** At the filter service upstream, for another try: it has taken the message from its sender. */
  'resend',
  /** In a spool, while stages after acceptance look at it. */
  'hold',
  /** In a spool, for another try. */
  'spool',
  /** In the spool of a machine that is down. */
  'stranded',
  /** For a delivery agent. */
  'agent',
  /** While a remote server takes it. */
  'remote',
] as const;
export type Phase = (typeof PHASES)[number];

/** Why a message was put off. */
export const REASONS = [
  'none',
  /** The balancer knows of no machine that works. */
  'noMachine',
  /** It was sent to a machine that was down: the balancer did not know yet. */
  'machineDown',
  'backlogFull',
  /** The tier takes nothing until its spool is shorter. */
  'backPressure',
  /** The sender left the backlog. */
  'patience',
  /** The machine died in the middle of the session. */
  'broken',
  /** A stage's verdict. */
  'deferred',
  'spoolFull',
  /** The remote server's answer. */
  'remote',
  /** Whoever was passing it on has died. */
  'holderDown',
] as const;
export type Reason = (typeof REASONS)[number];

/** Fate of a message that had not ended when the run did. Other fates are counters of the ledger. */
export const UNDER_WAY = -1;

/** Numbers at the head of a record: stream, number, first attempt, end, fate, tries at the first tier, 1 if sampled, segments. */
export const HEAD = 8;
/** Numbers of a segment: from, phase, tier, instance, stage row, own time, reason. It lasts until the next one begins, or the end. */
export const SEGMENT = 7;

/** Journeys that have ended, as numbers in a row, until someone takes them. Writer: `model/journeys.ts`. */
export class JourneyRecords {
  /** Records since they were last taken, and in all. */
  count = 0;
  total = 0;
  private data = new Float64Array(1024);
  private length = 0;

  /** Adds a record. */
  add(record: ArrayLike<number>): void {
    const end = this.length + record.length;
    if (end > this.data.length) {
      const grown = new Float64Array(end * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data.set(record, this.length);
    this.length = end;
    this.count++;
    this.total++;
  }

  /** The records since the last call; empty when there are none. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.data.slice(0, this.length);
    this.length = 0;
    this.count = 0;
    return taken;
  }
}
