import { extend } from '../../scenario/extend.ts';
import { presetJson } from '../../scenario/presets/index.ts';
import { meaningOf } from '../../scenario/sources/meaning.ts';
import { presetFigures } from '../../scenario/sources/presetSources.ts';
import { tableOf } from '../../scenario/sources/tables.ts';
import { columns, csv } from './columns.ts';

/** How the sources of a preset can be written. */
export const SOURCE_FORMATS = ['table', 'json', 'csv'] as const;

const HEAD = ['pointer', 'value', 'unit', 'mark', 'year', 'source'];

/** Every figure of a preset with unit, mark, year and source; the json has descriptions and notes besides. */
export function sourcesText(preset: string, format: (typeof SOURCE_FORMATS)[number]): string {
  const document = extend(presetJson(preset)).json;
  const { notes } = tableOf(preset);
  const figures = presetFigures(preset).map(({ pointer, value, origin }) => ({
    pointer,
    value,
    ...meaningOf(document, pointer),
    ...origin,
  }));
  if (format === 'json') return `${JSON.stringify({ preset, notes, figures }, null, 2)}\n`;
  const rows = figures.map(({ pointer, value, unit, mark = '', year = NaN, source = '' }) => [
    pointer,
    typeof value === 'number' ? String(value) : value.join(' '),
    unit,
    mark,
    String(year),
    source,
  ]);
  if (format === 'csv') return csv([HEAD, ...rows]);
  const short = rows.map((row) => row.map((cell, i) => (i === 1 && cell.length > 24 ? `${cell.slice(0, 23)}…` : cell)));
  return `${[...notes.map((note) => `${note}\n`), ...columns([HEAD, ...short])].join('\n')}\n`;
}
