/**
 * How exported pictures look, whatever the reader's theme: the light one, as attributes, since programs that open pictures know little of
 * style sheets. A test holds the colors against theme.css.
 */

/** Colors of the light theme. */
export const LIGHT = {
  '--surface': '#ffffff',
  '--line': '#d9d5cb',
  '--line-strong': '#87816f',
  '--ink': '#1b232d',
  '--ink-soft': '#515a66',
  '--c0': '#c14f00',
  '--c1': '#0072b2',
  '--c2': '#00805d',
  '--c3': '#b65a8c',
  '--c4': '#a86a00',
  '--c5': '#2a84b8',
  '--c6': '#4b5563',
  '--c7': '#5f4bb6',
} as const;

const FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/** Darkness of the fields of a heat map, the same as in charts.css. */
const SHADE_OPACITY = [0.1, 0.22, 0.34, 0.46, 0.58, 0.7, 0.84, 1];

type Rule = readonly [selector: string, attributes: Readonly<Record<string, string>>];

const RULES: readonly Rule[] = [
  ['text', { fill: LIGHT['--ink-soft'], 'font-family': FONT, 'font-size': '12' }],
  ['text.strong', { fill: LIGHT['--ink'], 'font-weight': '600' }],
  ['text.title', { fill: LIGHT['--ink'], 'font-weight': '700', 'font-size': '17' }],
  ['.domain', { fill: 'none', stroke: LIGHT['--line-strong'] }],
  ['.y-axis .domain', { stroke: 'none' }],
  ['.tick line', { stroke: LIGHT['--line'] }],
  ['.x-axis .tick line', { stroke: LIGHT['--line-strong'] }],
  ['.warmup rect', { fill: LIGHT['--ink'], 'fill-opacity': '0.06' }],
  ['.flags rect', { fill: LIGHT['--c0'], 'fill-opacity': '0.09' }],
  ['.flags line', { stroke: LIGHT['--ink-soft'], 'stroke-dasharray': '2 2' }],
  ['.flags circle', { fill: LIGHT['--ink'] }],
  ['.flags text', { fill: LIGHT['--surface'], 'font-weight': '700', 'text-anchor': 'middle', 'font-size': '11' }],
  ['.line', { fill: 'none', 'stroke-width': '2', 'stroke-linejoin': 'round' }],
  ['.halo', { fill: 'none', stroke: LIGHT['--surface'], 'stroke-width': '4.5', 'stroke-linejoin': 'round' }],
  ['.area', { stroke: LIGHT['--surface'] }],
  ['.pattern-stroke', { fill: 'none', stroke: LIGHT['--surface'], 'stroke-width': '1.3' }],
  ['.cell', { fill: LIGHT['--c4'] }],
  ...SHADE_OPACITY.map((opacity, i): Rule => [`.shade${i}`, { 'fill-opacity': String(opacity) }]),
  ...([0, 1, 2, 3, 4, 5, 6, 7] as const).flatMap((i): Rule[] => [
    [`.line.c${i}`, { stroke: LIGHT[`--c${i}`] }],
    [`.fill.c${i}`, { fill: LIGHT[`--c${i}`] }],
  ]),
];

/** Gives everything in a picture its look as attributes, and takes the classes away, which mean nothing elsewhere. */
export function inkIn(root: SVGElement): void {
  for (const [selector, attributes] of RULES) {
    for (const element of root.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    }
  }
  for (const element of root.querySelectorAll('[class]')) element.removeAttribute('class');
}
