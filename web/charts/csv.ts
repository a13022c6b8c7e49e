import type { Line } from './panels.ts';
import { sampleAt } from './crosshair.ts';
import { unitOf } from './units.ts';

/** A column of an exported table. */
export interface ExportedLine {
  readonly line: Line;
  readonly design: string;
  readonly label: string;
  readonly samples: { readonly time: Float64Array; readonly values: Float64Array } | undefined;
}

/** Where numbers come from. */
export interface CsvSource {
  readonly chart: string;
  readonly scenario: string;
  readonly seed: string;
  readonly engine: string;
}

/**
 * Samples as CSV (RFC 4180): seconds from the start, local time, then one column per line with its unit in the heading. Where they come from
 * stands in every row, the way tables are joined; the format has no place for remarks.
 */
export function csvOf(lines: readonly ExportedLine[], times: Float64Array, start: number, source: CsvSource): string {
  const origin: readonly [string, string][] = Object.entries({ ...source });
  const head = ['seconds from start [s]', 'local time'].concat(
    lines.map(({ line, design, label }) => `${design}: ${label} [${unitOf(line.metric)}]`),
    origin.map(([name]) => name),
  );
  const ends = origin.map(([, text]) => quoted(text));
  const rows = Array.from(times, (t) => {
    const values = lines.map(({ samples }) => {
      const value = samples?.values[sampleAt(samples.time, t)] ?? NaN;
      return Number.isNaN(value) ? '' : String(value);
    });
    return [String(t), new Date((start + t) * 1000).toISOString().slice(0, 19), ...values, ...ends];
  });
  return [head.map(quoted), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A cell of text; a name that a spreadsheet would take for a formula gets a blank in front. */
function quoted(text: string): string {
  return `"${/^[=+\-@\t\r]/.test(text) ? ' ' : ''}${text.replaceAll('"', '""')}"`;
}
