import type { Direction, MailClass } from '../scenario/words.ts';

/** A message as a log or table tells of it. */
export interface Arrival {
  /** When it came [s since 1970-01-01 by the wall clock, or since the start of a table that counts from 0]. */
  readonly atS: number;
  readonly direction: Direction;
  readonly class: MailClass;
  /** [KB]; undefined where it was never seen: rejected before its content came. */
  readonly sizeKB: number | undefined;
  readonly recipients: number | undefined;
}

/** What kind of mail a message is: the streams of the patch are made of these. */
export type KindOfMail = `${Direction}/${MailClass}`;

/** What a reader of lines tells whoever listens. */
export interface Listener {
  arrival(arrival: Arrival): void;
  /** Sessions of a direction ended that had brought so many messages. */
  session(direction: Direction, messages: number): void;
  /** A line cannot be understood, and why. */
  broken(why: string): void;
}
