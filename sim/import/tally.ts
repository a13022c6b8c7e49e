import type { Arrival, KindOfMail } from './arrival.ts';
import { hourOfWeekAt } from './calendar.ts';
import { Sizes } from './sizes.ts';

const HOURS = 168;
/** Sizes below this [KB] are taken as this: nothing is smaller than its own header. */
const LEAST_KB = 1 / 64;

/** What is known of one kind of mail, in constant memory. */
export interface KindTally {
  messages: number;
  readonly byHour: Float64Array;
  readonly sizes: Sizes;
  /** Messages whose recipients are known, and those recipients. */
  withRecipients: number;
  recipients: number;
  mostRecipients: number;
}

/** Adds up the arrivals by kind of mail. */
export class Tally {
  readonly kinds = new Map<KindOfMail, KindTally>();
  firstS = Infinity;
  lastS = -Infinity;

  /** One more message. */
  add({ atS, direction, class: mailClass, sizeKB, recipients }: Arrival): void {
    const kind = this.kindOf(`${direction}/${mailClass}`);
    kind.messages++;
    kind.byHour[hourOfWeekAt(atS)]++;
    if (sizeKB !== undefined) kind.sizes.add(Math.max(LEAST_KB, sizeKB));
    if (recipients !== undefined) {
      kind.withRecipients++;
      kind.recipients += recipients;
      kind.mostRecipients = Math.max(kind.mostRecipients, recipients);
    }
    if (atS < this.firstS) this.firstS = atS;
    if (atS > this.lastS) this.lastS = atS;
  }

  private kindOf(kind: KindOfMail): KindTally {
    const known = this.kinds.get(kind);
    if (known !== undefined) return known;
    const fresh = {
      messages: 0,
      byHour: new Float64Array(HOURS),
      sizes: new Sizes(),
      withRecipients: 0,
      recipients: 0,
      mostRecipients: 0,
    };
    this.kinds.set(kind, fresh);
    return fresh;
  }
}
