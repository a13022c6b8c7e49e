import { expose } from 'comlink';
import { Importer, type Imported } from '../../sim/import/importer.ts';
import { scenarioText } from '../../sim/import/jsonText.ts';
import { reportLines } from '../../sim/import/report.ts';
import { scenarioOf } from '../../sim/import/scenario.ts';
import type { ImportApi } from './importProtocol.ts';

/** Least wall time between two tellings of the progress [ms]. */
const TELL_MS = 100;

let last: { readonly imported: Imported; readonly file: string } | undefined;

const api: ImportApi = {
  read: async (file, today, tell) => {
    const importer = new Importer(today);
    try {
      await stream(file, importer, tell);
    } catch {
      return { kind: 'failed', message: 'The browser could not read it. Is it a folder, or was it moved or cut off?' };
    }
    try {
      last = { imported: importer.finish(), file: file.name };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { kind: 'failed', message: `It holds ${error.message}.` };
    }
    const { imported } = last;
    return {
      kind: 'read',
      report: reportLines(imported, file.name),
      mailboxes: imported.mailboxes,
      tooManyForTrace: imported.rows.dropped > 0,
    };
  },
  make: (options) => {
    if (last === undefined) throw new Error('nothing was read');
    return scenarioText(scenarioOf(last.imported, { ...options, file: last.file }));
  },
};

/** Hands the text of a file, unpacked if need be, to the importer: only a piece of it is ever in memory. */
async function stream(file: File, importer: Importer, tell: (share: number) => void | Promise<void>): Promise<void> {
  let done = 0;
  let toldAt = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => {
      done += piece.byteLength;
      controller.enqueue(piece);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const plain = /\.gz$/i.test(file.name) ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
  const reader = plain.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const piece = await reader.read();
    if (piece.done) break;
    importer.push(decoder.decode(piece.value, { stream: true }));
    const now = performance.now();
    if (now - toldAt >= TELL_MS) {
      toldAt = now;
      void tell(file.size > 0 ? done / file.size : 1);
    }
  }
  importer.push(decoder.decode());
}

expose(api);
