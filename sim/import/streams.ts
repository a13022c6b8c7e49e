import type { Direction, MailClass } from '../scenario/words.ts';
import type { KindOfMail } from './arrival.ts';
import type { Imported } from './importer.ts';
import { rounded, type SizeStyle } from './sizes.ts';
import type { KindTally } from './tally.ts';
import { exposureOf, fitWeek, type WeekFit } from './week.ts';

/** Fewer messages of a kind than this say nothing about hours and days. */
const FEW = 200;

/** The streams of presets that a kind of mail stands for; others are called by direction and class. */
const NAMES: Partial<Record<KindOfMail, string>> = {
  'inbound/ham': 'ham',
  'inbound/spam': 'spam',
  'inbound/virus': 'virus',
  'inbound/bulk': 'newsletters',
  'inbound/bounce': 'bounces',
  'outbound/ham': 'outbound',
  'internal/ham': 'internal',
  'internal/bulk': 'bulk',
};

/** A stream as the patch states it. */
export type StreamJson = Record<string, unknown>;

/** The id of the stream that a kind of mail becomes. */
export function streamIdOf(kind: KindOfMail): string {
  return NAMES[kind] ?? kind.replace('/', ' ');
}

/** The two words of a kind of mail. */
export function wordsOf(kind: KindOfMail): [direction: Direction, mailClass: MailClass] {
  return kind.split('/') as [Direction, MailClass];
}

/** The shape of a kind's week: measured, or flat with the mean rate where there is too little to say more. */
export function weekOfKind({ fromS, toS, relative }: Imported, kind: KindTally): WeekFit & { readonly flat: boolean } {
  const fit = fitWeek(kind.byHour, exposureOf(fromS, Math.max(toS, fromS + 1)));
  const flat = kind.messages < FEW || fit.hoursCovered < 12;
  const perS = flat ? kind.messages / Math.max(1, toS - fromS) : fit.perS;
  return { ...fit, perS, flat, days: relative ? fit.days.map(() => 1) : fit.days };
}

/** What a kind of mail is, apart from when it comes: sizes, recipients, messages of a session; `base` has what was not measured. */
export function propertiesOf(id: KindOfMail, kind: KindTally, style: SizeStyle, base: StreamJson): StreamJson {
  const [direction, mailClass] = wordsOf(id);
  const mean = kind.withRecipients > 0 ? kind.recipients / kind.withRecipients : NaN;
  const sizeKB = kind.sizes.distribution(style) ?? base['sizeKB'];
  const recipients = mean >= 1 ? geometric(mean, kind.mostRecipients) : base['recipients'];
  return {
    ...(typeof base['name'] === 'string' ? { name: base['name'] } : {}),
    direction,
    class: mailClass,
    ...(sizeKB === undefined ? {} : { sizeKB }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(base['retry'] === undefined ? {} : { retry: base['retry'] }),
  };
}

/** Messages in a session of a kind: refused tries have one each. */
export function messagesPerSession({ sessions }: Imported, id: KindOfMail, kind: KindTally): number {
  const [direction, mailClass] = wordsOf(id);
  const { sessions: count, messages } = sessions[direction === 'internal' ? 'outbound' : direction];
  const accepted = kind.sizes.count > kind.messages / 2;
  return accepted && count > 0 && mailClass !== 'spam' ? messages / count : 1;
}

/** A number of 1 and more by its mean; plainly 1 where it is always that. */
export function geometric(mean: number, max: number): unknown {
  if (mean < 1.005) return 1;
  return { dist: 'geometric', mean: rounded(mean), ...(max > 2 * mean ? { max } : {}) };
}
