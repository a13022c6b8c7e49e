import type { Arrival, KindOfMail } from './arrival.ts';

/** Messages that a trace keeps at most, all streams together: with sizes and recipients they fill a scenario file. */
export const MOST_ROWS = 40_000;

/** The rows of one kind of mail, in order of time. */
export interface KindRows {
  readonly atS: number[];
  readonly sizeKB: (number | undefined)[];
  readonly recipients: (number | undefined)[];
}

/** Keeps the first messages of a log for a trace. They come in any order within some minutes: a message is told of when it is over. */
export class Rows {
  /** Messages for which there was no room: those told of last. */
  dropped = 0;
  private readonly kept: Arrival[] = [];

  /** One more message. */
  add(arrival: Arrival): void {
    if (this.kept.length < MOST_ROWS) this.kept.push(arrival);
    else this.dropped++;
  }

  /** The rows by kind, times counted from `fromS`. */
  byKind(fromS: number): Map<KindOfMail, KindRows> {
    const kinds = new Map<KindOfMail, KindRows>();
    for (const arrival of this.kept.toSorted((a, b) => a.atS - b.atS)) {
      const kind: KindOfMail = `${arrival.direction}/${arrival.class}`;
      const rows = kinds.get(kind) ?? { atS: [], sizeKB: [], recipients: [] };
      kinds.set(kind, rows);
      rows.atS.push(arrival.atS - fromS);
      rows.sizeKB.push(arrival.sizeKB);
      rows.recipients.push(arrival.recipients);
    }
    return kinds;
  }

  /** Earliest and latest time that is kept. */
  get span(): [from: number, to: number] {
    let from = Infinity;
    let to = -Infinity;
    for (const { atS } of this.kept) {
      if (atS < from) from = atS;
      if (atS > to) to = atS;
    }
    return [from, to];
  }
}
