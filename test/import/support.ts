import { readFileSync } from 'node:fs';
import type { Arrival } from '../../sim/import/arrival.ts';
import { Importer, type Imported } from '../../sim/import/importer.ts';

/** The text of a log made for these tests. */
export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

/** Imports a text in pieces of a length; a log without years was written until the end of January 2024. */
export function importText(text: string, piece = Infinity): Imported {
  const importer = new Importer({ year: 2024, month: 1, day: 31 });
  for (let at = 0; at < text.length; at += piece) importer.push(text.slice(at, at + piece));
  return importer.finish();
}

/** The messages that were kept, one line each: time from the first one, kind, KB, recipients. */
export function linesOf(imported: Imported): string[] {
  const kept = (imported.rows as unknown as { kept: Arrival[] }).kept.toSorted((a, b) => a.atS - b.atS);
  return kept.map(
    ({ atS, direction, class: mailClass, sizeKB, recipients }) =>
      `${Math.round((atS - (kept[0]?.atS ?? 0)) * 100) / 100} ${direction} ${mailClass} ${sizeKB ?? '-'} ${recipients ?? '-'}`,
  );
}
