import { grouped } from '../scenario/grouped.ts';
import type { KindOfMail } from './arrival.ts';
import { writeTime } from './calendar.ts';
import type { Imported } from './importer.ts';
import type { PresetJson } from './preset.ts';
import { MOST_ROWS } from './rows.ts';
import { CLOSE } from './sizes.ts';
import { streamIdOf, weekOfKind } from './streams.ts';

/** Of fewer sizes than this nothing is said about their law. */
const FEW_SIZES = 100;

/** What was read, as sentences for people. */
export function reportLines(imported: Imported, file: string): string[] {
  const { format, lines, broken, examples, arrivals, fromS, toS, relative, mailboxes, rows } = imported;
  const hours = (toS - fromS) / 3600;
  const long = hours < 48 ? `${round(hours)} hours` : `${round(hours / 24)} days`;
  const from = relative ? '' : ` from ${said(fromS)} to ${said(toS)}`;
  return [
    `${file}: ${format === 'postfix' ? 'Postfix log' : 'table'} of ${countOf(lines, 'line')}, ${countOf(arrivals, 'message')} in ${long}${from}`,
    ...(broken > 0
      ? [
          `${countOf(broken, 'line')} not understood: ${examples.map(({ line, why }) => `line ${line}, ${why}`).join('; ')}`,
        ]
      : []),
    ...[...imported.tally.kinds.keys()].toSorted().map((kind) => kindLine(imported, kind)),
    ...postfixLines(imported),
    ...(mailboxes > 0 ? [`About ${countOf(mailboxes, 'recipient')} inside`] : []),
    ...(rows.dropped > 0
      ? [
          `A trace holds the first ${grouped(MOST_ROWS)} messages at most; ${grouped(rows.dropped)} more are in the profile only`,
        ]
      : []),
  ];
}

/** What the mail of a log runs on, which the log does not say: a preset's filters and machines, whatever the size they were bought for. */
export function groundLine({ id, json }: PresetJson, mailboxes: number | undefined): string {
  const boughtFor = Number(json['mailboxes'] ?? NaN);
  const differs = mailboxes !== undefined && Math.abs(mailboxes / boughtFor - 1) > 0.25;
  const size = differs ? `, bought for ${grouped(boughtFor)} mailboxes` : '';
  return `What it runs on, filters and machines, is that of ${id}${size}: change tiers and designs to what you have`;
}

function kindLine(imported: Imported, id: KindOfMail): string {
  const kind = imported.tally.kinds.get(id);
  if (kind === undefined) return '';
  const { sizes } = kind;
  const { perS, flat, hoursCovered, daysCovered } = weekOfKind(imported, kind);
  const size =
    sizes.count === 0
      ? 'sizes unknown, those of the preset kept'
      : `median ${round(sizes.lognormal.median)} KB, mean ${round(sizes.mean)} KB${sizes.count < FEW_SIZES ? '' : fitWords(sizes.misfit)}`;
  const shape = flat
    ? 'too little for a daily shape'
    : `${hoursCovered} of 24 hours and ${daysCovered} of 7 weekdays seen`;
  return `${streamIdOf(id)} (${id.replace('/', ' ')}): ${countOf(kind.messages, 'message')}, ${round(perS * 86400)} a day; ${size}; ${shape}`;
}

function postfixLines({ counts }: Imported): string[] {
  if (counts === undefined) return [];
  const refused = [
    [counts.blocked, 'on a blocklist'],
    [counts.unknownRecipient, 'unknown recipient'],
    [counts.relayDenied, 'relay denied'],
    [counts.content, 'by content'],
    [counts.otherRejects, 'for other reasons'],
  ] as const;
  const reasons = refused.filter(([n]) => n > 0).map(([n, why]) => `${grouped(n)} ${why}`);
  return [
    `${countOf(counts.connections, 'connection')}, at most ${counts.peakConnections} at a time; ${counts.lostConnections} lost, ${counts.timeouts} timed out`,
    ...(reasons.length > 0 ? [`Refused: ${reasons.join(', ')}`] : []),
    ...(counts.temporary > 0
      ? [
          `${countOf(counts.temporary, 'try', 'tries')} deferred (${grouped(counts.greylisted)} greylisted), not counted as mail`,
        ]
      : []),
    `Deliveries: ${grouped(counts.sent)} sent, ${grouped(counts.deferred)} deferred, ${grouped(counts.bounced)} bounced`,
    ...(counts.reinjected > 0
      ? [`${countOf(counts.reinjected, 'message')} came back from a content filter: counted once`]
      : []),
    ...(counts.older > 0 ? [`${countOf(counts.older, 'message')} came before the log begins: not counted`] : []),
    ...(counts.unfinished > 0 ? [`${countOf(counts.unfinished, 'message')} still in the queue when it ends`] : []),
  ];
}

function fitWords(misfit: number): string {
  return `, ${misfit <= CLOSE ? 'lognormal' : 'not lognormal'} (shares off by ${round(misfit * 100)} % at most)`;
}

function said(atS: number): string {
  return writeTime(atS).replace('T', ' ');
}

function countOf(n: number, one: string, more = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : more}`;
}

function round(x: number): number {
  return Number(x.toPrecision(3));
}
