import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Importer } from '../../import/importer.ts';
import { scenarioText } from '../../import/jsonText.ts';
import { presetOf } from '../../import/preset.ts';
import { groundLine, reportLines } from '../../import/report.ts';
import { scenarioOf } from '../../import/scenario.ts';
import { parseScenario } from '../../scenario/load.ts';
import { PRESET_IDS } from '../../scenario/presets/index.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { choiceOf, valueOf, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { reasonOf } from '../input.ts';
import { checkWritable, print, tell, writeWhole } from '../output.ts';

/** Progress is told at most this often [bytes]. */
const PROGRESS_BYTES = 2 ** 26;

/** `import FILE`: makes a scenario of a Postfix log or a table of arrivals. */
export const importMail: Command = {
  name: 'import',
  words: 'FILE',
  summary: 'make a scenario of a Postfix log or a table of arrivals',
  about: [
    'As profile (the default): rate, hours and days, sizes, recipients and messages of a session, by kind of mail.',
    'As trace: the messages themselves, the first 40,000, played back at their own times.',
    'A table has the columns time, class, size (bytes) or sizeKB, direction, recipients; times are ISO 8601, seconds since',
    '1970, or seconds from the start. The scenario goes to standard output or --out, the report to standard error.',
    'A file of any length, packed (.gz) or not, is read in constant memory.',
  ].join('\n'),
  options: {
    as: { type: 'string', value: 'profile|trace', about: 'default: profile' },
    mailboxes: { type: 'string', value: 'N', about: 'mailboxes of the organization; default: recipients seen' },
    sizes: { type: 'string', value: 'auto|lognormal|empirical', about: 'default: lognormal where that fits' },
    preset: { type: 'string', value: 'ID', about: 'preset to extend; default: enterprise-today@1' },
    year: { type: 'string', value: 'Y', about: 'year in which a log without years ends; default: the latest possible' },
    out: { type: 'string', value: 'FILE', about: 'write the scenario to a file instead of standard output' },
  },
  arity: [1, 1],
  run: async (given) => {
    const as = choiceOf(given, 'as', ['profile', 'trace']) ?? 'profile';
    const sizes = choiceOf(given, 'sizes', ['auto', 'lognormal', 'empirical']);
    const preset = choiceOf(given, 'preset', PRESET_IDS) ?? 'enterprise-today@1';
    const mailboxes = wholeOf(given, 'mailboxes', 1, 1e8);
    const year = wholeOf(given, 'year', 1970, 9999);
    const out = valueOf(given, 'out');
    if (out !== undefined) checkWritable(out);
    const [path = '-'] = given.words;
    const file = path === '-' ? 'standard input' : basename(path);
    const importer = new Importer(year === undefined ? today() : { year, month: 12, day: 31 });
    await readInto(importer, path);
    let imported;
    try {
      imported = importer.finish();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new BadInput(`${file}: ${error.message}`);
    }
    const base = presetOf(preset);
    const text = scenarioText(scenarioOf(imported, { as, file, preset: base, mailboxes, sizes }));
    const loaded = parseScenario(text, { allowLong: true });
    const counted = imported.mailboxes > 0 ? imported.mailboxes : undefined;
    tell(...reportLines(imported, file), groundLine(base, mailboxes ?? counted));
    if (!loaded.ok) throw new BadInput(`${file}: makes no valid scenario`, ...loaded.problems.map(formatProblem));
    if (out === undefined) print(text);
    else writeWhole(out, text);
    return Exit.done;
  },
};

function today(): { year: number; month: number; day: number } {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** Hands a file, unpacked if need be, or standard input to the importer piece by piece. Throws BadInput when it cannot be read. */
async function readInto(importer: Importer, path: string): Promise<void> {
  const file = path === '-' ? undefined : createReadStream(path, { highWaterMark: 2 ** 20 });
  const size = file === undefined ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  const showsProgress = process.stderr.isTTY && size > PROGRESS_BYTES;
  let told = 0;
  try {
    for await (const piece of textOf(file ?? process.stdin, path)) {
      importer.push(piece);
      const done = file?.bytesRead ?? 0;
      if (showsProgress && done - told > PROGRESS_BYTES) {
        told = done;
        process.stderr.write(`\rreading: ${Math.min(99, Math.floor((100 * done) / size))}%`);
      }
    }
  } catch (error) {
    throw new BadInput(`cannot read ${path}: ${reasonOf(error)}`);
  }
  if (told > 0) process.stderr.write('\r\u001B[K');
}

/** The text of a file as it comes; logs that were put aside are often packed. */
function textOf(bytes: Readable, path: string): AsyncIterable<string> {
  if (!/\.gz$/i.test(path)) return bytes.setEncoding('utf8');
  const plain = createGunzip();
  bytes.on('error', (error) => plain.destroy(error)).pipe(plain);
  return plain.setEncoding('utf8');
}
