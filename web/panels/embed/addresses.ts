import { locked } from '../../state/manner.ts';

/** The addresses of figures, and of the whole page from inside one. */

/** What a figure is to show and how. */
export interface Figure {
  /** The ids of its parts, in any order. */
  readonly parts: readonly string[];
  readonly runs: boolean;
  readonly locked: boolean;
  readonly theme: 'auto' | 'light' | 'dark';
  /** [px] */
  readonly height: number;
}

const page = (): string => `${location.origin}${location.pathname}`;

/** The address of the whole page with the same scenario, from inside a figure; it begins at a chart if one is named. */
export function fullAddress(hash: string, chart: string | undefined): string {
  const query = new URLSearchParams();
  const theme = new URLSearchParams(location.search).get('theme');
  if (theme !== null) query.set('theme', theme);
  if (locked) query.set('lock', '1');
  if (chart !== undefined) query.set('view', chart);
  const text = query.toString();
  return `${page()}${text === '' ? '' : `?${text}`}${hash}`;
}

/** The HTML that puts a scenario's figure into another page. */
export function embedCode(figure: Figure, name: string, hash: string): string {
  const query = ['embed=1', `view=${figure.parts.join(',')}`];
  if (!figure.runs) query.push('run=0');
  if (figure.locked) query.push('lock=1');
  if (figure.theme !== 'auto') query.push(`theme=${figure.theme}`);
  const address = `${page()}?${query.join('&')}${hash}`;
  return `<iframe src="${escaped(address)}" title="${escaped(`${name}: simulated with Mailwatt`)}" width="100%" height="${figure.height}" loading="lazy" style="border: 0"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
