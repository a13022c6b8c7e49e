/** What the control plane did, for people: charts mark it, the topology plays it back. */
export interface JournalEntry {
  /** [s from the start of the run] */
  readonly atS: number;
  /** What happened, a short fixed word. */
  readonly what: JournalWord;
  /** The host, instance or incident that it happened to. */
  readonly to: string;
  /** From where, to where, why. */
  readonly note: string;
}

/** The words of the journal. */
export type JournalWord =
  | 'incident'
  | 'incident over'
  | 'host died'
  | 'host repaired'
  | 'host boots'
  | 'host on'
  | 'host stops'
  | 'host standby'
  | 'instance down'
  | 'instance boots'
  | 'instance serves'
  | 'instance drains'
  | 'instance off'
  | 'noticed'
  | 'restart waits'
  | 'failed over'
  | 'migration starts'
  | 'migration pauses'
  | 'migration ends'
  | 'migration fails'
  | 'scaled out'
  | 'scaled in'
  | 'rebalancing'
  | 'back pressure'
  | 'stress mode'
  | 'note';

/** Entries kept at most; a run of years under a failure law would fill memory. */
const MOST = 20000;

/** The journal of a run, in order of time. */
export class Journal {
  readonly entries: JournalEntry[] = [];
  /** Entries that came after the journal was full. */
  dropped = 0;

  /** Adds an entry. */
  add(atS: number, what: JournalWord, to: string, note = ''): void {
    if (this.entries.length < MOST) this.entries.push({ atS, what, to, note });
    else this.dropped++;
  }
}
