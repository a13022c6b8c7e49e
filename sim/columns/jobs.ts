import { doubled } from './mail.ts';

/**
 * The sessions under way: columns, one row per job. A job is an SMTP session at a route's first tier (one or more messages),
 * or the relay of one message to a later tier. Writer: `model/pipeline.ts`.
 */
export class Jobs {
  /** The instance it is at. */
  instance = new Int32Array(INITIAL);
  /** Its messages that have not ended, linked by `Mail.next`: the one being served comes first. */
  message = new Int32Array(INITIAL);
  /** The pass (stream at a place of its route) whose stages it goes through. */
  pass = new Int32Array(INITIAL);
  /** The next row of the pass's stages. */
  row = new Int32Array(INITIAL);
  /** 0 in the session's stages, 1 in those of its messages. */
  inMessages = new Uint8Array(INITIAL);
  /** Arrival at the tier [s]. */
  arrivedAt = new Float64Array(INITIAL);
  /** After the CPU phase: the wait to sit out [s]. */
  wait = new Float64Array(INITIAL);
  /** After the wait: the disk work to do [s]. */
  disk = new Float64Array(INITIAL);
  /** After that: the verdict, 0 for pass. */
  verdict = new Uint8Array(INITIAL);
  /** 1 if one of its messages is traced when it comes. */
  traced = new Uint8Array(INITIAL);
  /** Links the free rows. */
  private next = new Int32Array(INITIAL);

  private free = -1;
  private used = 0;

  /** Takes a row; the caller fills it. */
  take(): number {
    const row = this.free;
    if (row >= 0) {
      this.free = this.next[row];
      return row;
    }
    if (this.used === this.verdict.length) this.grow();
    return this.used++;
  }

  /** Gives a row back. */
  release(row: number): void {
    this.next[row] = this.free;
    this.free = row;
  }

  private grow(): void {
    this.instance = doubled(this.instance, Int32Array);
    this.message = doubled(this.message, Int32Array);
    this.pass = doubled(this.pass, Int32Array);
    this.row = doubled(this.row, Int32Array);
    this.inMessages = doubled(this.inMessages, Uint8Array);
    this.arrivedAt = doubled(this.arrivedAt, Float64Array);
    this.wait = doubled(this.wait, Float64Array);
    this.disk = doubled(this.disk, Float64Array);
    this.verdict = doubled(this.verdict, Uint8Array);
    this.traced = doubled(this.traced, Uint8Array);
    this.next = doubled(this.next, Int32Array);
  }
}

const INITIAL = 256;
