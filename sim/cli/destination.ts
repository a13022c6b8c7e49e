import { choiceOf, valueOf } from './args.ts';
import type { Given, OptionSpecs } from './command.ts';
import { checkWritable, print, writeWhole } from './output.ts';

/** Where the result of a command goes, and in which format. */

const FORMATS = ['table', 'json', 'csv'] as const;

/** A format of results. */
export type Format = (typeof FORMATS)[number];

/** The options that say so. */
export const DESTINATION_OPTIONS = {
  format: { type: 'string', value: 'table|json|csv', about: 'default: by the name of the --out file, else table' },
  out: { type: 'string', value: 'FILE', about: 'write the result to a file instead of standard output' },
} as const satisfies OptionSpecs;

/** A format, and how a text in it is delivered. */
export interface Destination {
  readonly format: Format;
  readonly deliver: (text: string) => void;
}

/** The destination that --format and --out name. Throws BadInput, before any work is done, for a place where nothing can be written. */
export function destinationOf(given: Given): Destination {
  const out = valueOf(given, 'out');
  const format = choiceOf(given, 'format', FORMATS) ?? FORMATS.find((name) => out?.endsWith(`.${name}`)) ?? 'table';
  if (out === undefined) return { format, deliver: print };
  checkWritable(out);
  return {
    format,
    deliver: (text) => {
      writeWhole(out, text);
    },
  };
}
