/**
 * The messages that are under way: columns, one row per message, rows used again once a message has ended.
 * Writers: `model/traffic.ts` fills a row, `model/pipeline.ts` moves it on and frees it.
 */
export class Mail {
  /** The stream it belongs to. */
  stream = new Int16Array(INITIAL);
  /** Its number within its stream, from 0: with the stream's key it fixes the message's fate in every design. */
  number = new Float64Array(INITIAL);
  /** [KB] */
  sizeKB = new Float64Array(INITIAL);
  recipients = new Int32Array(INITIAL);
  /** Time of the first attempt [s]. */
  firstAt = new Float64Array(INITIAL);
  /** Tries at the first tier so far, the present one included. */
  attempt = new Int32Array(INITIAL);
  /** Place in its route: the tier that has it, or that it is trying to enter. */
  hop = new Int8Array(INITIAL);
  /** Failed tries to relay it from the spool that it is in. */
  relayTries = new Int32Array(INITIAL);
  /** The instance whose spool holds it, −1 while it is still its sender's. */
  spooledAt = new Int32Array(INITIAL);
  /** When greylisting first put it off [s], −∞ if it has not. Writer: `model/greylist.ts`. */
  greyAt = new Float64Array(INITIAL);
  /** 1 once the filter service upstream has taken it: the service sends it, and tries again. Writer: `model/upstream.ts`. */
  viaFilter = new Uint8Array(INITIAL);
  /** 1 if it counts in the ledger: first offered after the warm-up. */
  counted = new Uint8Array(INITIAL);
  /** 1 while the row is in use. */
  live = new Uint8Array(INITIAL);
  /** The row of its trace, −1 for none. Writer: `model/journeys/`. */
  traced = new Int32Array(INITIAL);
  /** The next message of the same session, −1 at the end; links the free rows as well. */
  next = new Int32Array(INITIAL);

  private free = -1;
  private used = 0;

  /** Takes a row; the caller fills every column but `live`, `next`, `relayTries`, `spooledAt`, `greyAt`, `viaFilter` and `traced`. */
  take(): number {
    let row = this.free;
    if (row >= 0) {
      this.free = this.next[row];
    } else {
      row = this.used++;
      if (row === this.live.length) this.grow();
    }
    this.live[row] = 1;
    this.next[row] = -1;
    this.relayTries[row] = 0;
    this.spooledAt[row] = -1;
    this.greyAt[row] = -Infinity;
    this.traced[row] = -1;
    this.viaFilter[row] = 0;
    return row;
  }

  /** Gives a row back. */
  release(row: number): void {
    this.live[row] = 0;
    this.next[row] = this.free;
    this.free = row;
  }

  /** Rows ever in use at once: rows beyond it were never touched. */
  get extent(): number {
    return this.used;
  }

  private grow(): void {
    this.stream = doubled(this.stream, Int16Array);
    this.number = doubled(this.number, Float64Array);
    this.sizeKB = doubled(this.sizeKB, Float64Array);
    this.recipients = doubled(this.recipients, Int32Array);
    this.firstAt = doubled(this.firstAt, Float64Array);
    this.attempt = doubled(this.attempt, Int32Array);
    this.hop = doubled(this.hop, Int8Array);
    this.relayTries = doubled(this.relayTries, Int32Array);
    this.spooledAt = doubled(this.spooledAt, Int32Array);
    this.greyAt = doubled(this.greyAt, Float64Array);
    this.viaFilter = doubled(this.viaFilter, Uint8Array);
    this.counted = doubled(this.counted, Uint8Array);
    this.live = doubled(this.live, Uint8Array);
    this.traced = doubled(this.traced, Int32Array);
    this.next = doubled(this.next, Int32Array);
  }
}

const INITIAL = 1024;

interface Column {
  readonly length: number;
  set(from: ArrayLike<number>): void;
}

/** A copy of a column with twice the room. */
export function doubled<T extends Column>(column: T & ArrayLike<number>, Kind: new (length: number) => T): T {
  const grown = new Kind(column.length * 2);
  grown.set(column);
  return grown;
}
