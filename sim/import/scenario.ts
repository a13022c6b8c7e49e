import { isJsonObject } from '../scenario/mergePatch.ts';
import type { FORMAT } from '../scenario/schema/scenario.ts';
import type { KindOfMail } from './arrival.ts';
import { writeTime } from './calendar.ts';
import type { Imported } from './importer.ts';
import { patchTo } from './patchTo.ts';
import type { PresetJson } from './preset.ts';
import { groundLine, reportLines } from './report.ts';
import type { KindRows } from './rows.ts';
import { rounded, type SizeStyle } from './sizes.ts';
import { geometric, messagesPerSession, propertiesOf, streamIdOf, weekOfKind, type StreamJson } from './streams.ts';

/** How imported mail becomes a scenario. */
export interface PatchOptions {
  /** profile: rates by hour and day, sizes by distribution; trace: the recorded messages themselves. */
  readonly as: 'profile' | 'trace';
  /** What the file is called. */
  readonly file: string;
  /** The preset that the patch extends. */
  readonly preset: PresetJson;
  /** Mailboxes of the organization; absent: the recipients that were seen, or those of the preset. */
  readonly mailboxes?: number | undefined;
  readonly sizes?: SizeStyle | undefined;
}

/** What the patch is written in; a type alone, so that the schema stays out of workers. */
const WRITES: typeof FORMAT = 'mailwatt/1';

/** Time after the last message of a trace, for mail to be delivered [s]. */
const AFTER_S = 600;

/** A scenario that extends a preset, with the imported mail as its streams; those of the preset that were not seen are removed. */
export function scenarioOf(imported: Imported, options: PatchOptions): Record<string, unknown> {
  const preset = options.preset.json;
  const before = (isJsonObject(preset['streams']) ? preset['streams'] : {}) as Record<string, StreamJson>;
  const mailboxes = options.mailboxes ?? (imported.mailboxes > 0 ? imported.mailboxes : undefined);
  const isTrace = options.as === 'trace';
  const streams = isTrace ? traced(imported, options, before) : profiled(imported, options, before, mailboxes);
  const [fromS, toS] = traceSpan(imported);
  const durationS = Math.ceil((toS - fromS) / 60) * 60 + AFTER_S;
  return {
    format: WRITES,
    extends: options.preset.id,
    name: `Mail of ${options.file}`.slice(0, 200),
    about: [...reportLines(imported, options.file), groundLine(options.preset, mailboxes)]
      .map((line) => `- ${line}`)
      .join('\n'),
    ...(isTrace
      ? {
          run: {
            ...(imported.relative ? {} : { startsAt: writeTime(fromS) }),
            durationS,
            sampleS: Math.max(1, Math.min(300, Math.round(durationS / 288))),
          },
        }
      : {}),
    ...(mailboxes === undefined ? {} : { mailboxes }),
    streams: patchTo(streams, before),
    ...(Object.hasOwn(streams, 'ham') ? {} : { objectives: [] }),
  };
}

/** From when to when a trace reaches; it begins at a full minute. */
function traceSpan({ rows, relative }: Imported): [from: number, to: number] {
  const [from, to] = rows.span;
  return [relative ? 0 : Math.floor(from / 60) * 60, to];
}

function profiled(
  imported: Imported,
  { sizes = 'auto' }: PatchOptions,
  before: Readonly<Record<string, StreamJson>>,
  mailboxes: number | undefined,
): Record<string, StreamJson> {
  return eachKind(imported, (id, kind) => {
    const { perS, flat, hours, days } = weekOfKind(imported, kind);
    const messages = messagesPerSession(imported, id, kind);
    const rate = perS / messages;
    return {
      ...propertiesOf(id, kind, sizes, before[streamIdOf(id)] ?? {}),
      arrivals: {
        process: 'poisson',
        ...(mailboxes === undefined
          ? { perS: rounded(rate) }
          : { perMailboxPerDay: rounded((rate * 86400) / mailboxes) }),
      },
      profile: flat ? 'flat' : { hours, ...(imported.relative ? {} : { days }) },
      messagesPerSession: geometric(messages, Infinity),
    };
  });
}

function traced(
  imported: Imported,
  { sizes = 'auto' }: PatchOptions,
  before: Readonly<Record<string, StreamJson>>,
): Record<string, StreamJson> {
  const [fromS] = traceSpan(imported);
  const rows = imported.rows.byKind(fromS);
  return eachKind(imported, (id, kind) => {
    const own = rows.get(id);
    if (own === undefined) return undefined;
    return {
      ...propertiesOf(id, kind, sizes, before[streamIdOf(id)] ?? {}),
      arrivals: { process: 'trace', ...columnsOf(own, kind.sizes.mean) },
    };
  });
}

/** The columns of a trace; a size that was not seen is the mean of those that were, and where none was, the column is left out. */
function columnsOf({ atS, sizeKB, recipients }: KindRows, meanKB: number): Record<string, number[]> {
  return {
    atS: atS.map((at) => Math.round(at * 100) / 100),
    ...(sizeKB.some((size) => size !== undefined) ? { sizeKB: sizeKB.map((size) => rounded(size ?? meanKB)) } : {}),
    ...(recipients.some((n) => n !== undefined) ? { recipients: recipients.map((n) => n ?? 1) } : {}),
  };
}

function eachKind(
  { tally }: Imported,
  of: (id: KindOfMail, kind: Parameters<typeof messagesPerSession>[2]) => StreamJson | undefined,
): Record<string, StreamJson> {
  const streams: Record<string, StreamJson> = {};
  for (const [id, kind] of [...tally.kinds].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const stream = of(id, kind);
    if (stream !== undefined) streams[streamIdOf(id)] = stream;
  }
  return streams;
}
