import { axisBottom, axisLeft, select } from 'd3';
import type { Selection } from 'd3';
import { clockTicks } from './clockTicks.ts';
import { decimate } from './decimate.ts';
import { cellPaths } from './drawCells.ts';
import { drawAreas, drawAreaPatterns } from './drawAreas.ts';
import type { DrawnLine, Flag, Picture } from './drawn.ts';
import { pathOf } from './path.ts';
import { indexRange, timeScale, valueTicks, verticalScale } from './scales.ts';
import type { Scale } from './scales.ts';

/** Room around the drawing area [px]: axis labels left and below. */
export const MARGIN = { left: 62, right: 10, bottom: 36 } as const;

/** Room above the drawing area [px]: the name of the axis, and under it the flags where there are any. */
export function topOf({ flags }: Pick<Picture, 'flags'>): number {
  return flags.length > 0 ? 40 : 24;
}

type Root = Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** The scales of a picture: whoever places something over it needs them too. */
export function scalesOf(picture: Picture): { x: Scale; y: Scale; innerWidth: number; innerHeight: number } {
  const innerWidth = Math.max(10, picture.width - MARGIN.left - MARGIN.right);
  const innerHeight = Math.max(10, picture.height - topOf(picture) - MARGIN.bottom);
  return {
    x: timeScale(picture.from, picture.to, innerWidth),
    y: verticalScale(picture.scale, picture.domain, innerHeight),
    innerWidth,
    innerHeight,
  };
}

/** Draws a panel into its element, anew or over what is there. */
export function draw(svg: SVGSVGElement, picture: Picture): void {
  const root = select(svg);
  const { x, y, innerWidth, innerHeight } = scalesOf(picture);
  const clip = `clip-${svg.id}`;
  const frame = frameOf(picture);
  if (frames.get(svg) !== frame) {
    frames.set(svg, frame);
    root.attr('viewBox', `0 0 ${picture.width} ${picture.height}`);
    clipArea(root, clip, innerWidth, innerHeight);
    drawWarmup(layer(root, 'warmup', picture), picture, x, innerHeight);
    drawAxes(root, picture, x, y, innerWidth, innerHeight);
    drawFlags(layer(root, 'flags', picture), picture, x, innerWidth, innerHeight);
  }
  const clipped = (name: string): Layer => layer(root, name, picture).attr('clip-path', `url(#${clip})`);
  if (picture.cells !== undefined) drawCells(clipped('cells'), picture, x, y);
  if (picture.kind === 'stack') {
    drawAreaPatterns(svg, picture.lines);
    drawAreas(clipped('lines'), svg.id, picture, x, y, innerWidth);
    return;
  }
  if (picture.cells !== undefined) drawLines(clipped('halos'), picture, x, y, innerWidth, 'halo');
  drawLines(clipped('lines'), picture, x, y, innerWidth, 'line');
}

/** The frame that each element shows: while samples come only the lines change. */
const frames = new WeakMap<SVGSVGElement, string>();

/** All of a picture but its lines, as a key. */
function frameOf({ width, height, from, to, start, scale, domain, axisName, rows, warmupS, flags }: Picture): string {
  return JSON.stringify([width, height, from, to, start, scale, domain, axisName, rows, warmupS, flags]);
}

/** The group of that name, made when it is not there yet; groups keep the order in which they were first asked for. */
export function layer(root: Root, name: string, picture: Picture): Layer {
  let group = root.select<SVGGElement>(`g.${name}`);
  if (group.empty()) group = root.append('g').attr('class', name);
  return group.attr('transform', `translate(${MARGIN.left},${topOf(picture)})`);
}

function clipArea(root: Root, id: string, width: number, height: number): void {
  let rect = root.select<SVGRectElement>('clipPath rect');
  if (rect.empty()) rect = root.append('clipPath').attr('id', id).append('rect');
  // A little more than the area, so that lines along its edge keep their full width.
  rect
    .attr('x', -1)
    .attr('y', -2)
    .attr('width', width + 2)
    .attr('height', height + 4);
}

/** Names of rows have room for so many letters. */
const LONGEST_NAME = 9;

/** A name cut in its middle: it begins with what it is, and its number at the end tells it from others. */
export function shortName(name: string, most = LONGEST_NAME): string {
  if (name.length <= most) return name;
  const end = /[-_.]?\d{1,4}$/.exec(name)?.[0] ?? name.slice(-3);
  return `${name.slice(0, Math.max(1, most - 1 - end.length))}…${end}`;
}

function drawAxes(root: Root, picture: Picture, x: Scale, y: Scale, width: number, height: number): void {
  const { rows } = picture;
  const ticks =
    rows?.map((_, i) => i + 0.5) ?? valueTicks(picture.scale, picture.domain, Math.max(2, Math.round(height / 32)));
  const nameOf = (at: number): string => shortName(rows?.[Math.floor(at)] ?? '');
  layer(root, 'y-axis', picture).call(
    axisLeft(y)
      .tickValues(ticks)
      .tickSize(-width)
      .tickPadding(8)
      .tickFormat((value) => (rows === undefined ? picture.axisFormat(+value) : nameOf(+value))),
  );

  const clock = clockTicks(picture.from, picture.to, picture.start, Math.max(2, Math.floor(width / 72)));
  const labels = new Map(clock.map((tick) => [tick.at, tick]));
  const axis = axisBottom(x)
    .tickValues(clock.map(({ at }) => at))
    .tickSize(5)
    .tickPadding(5)
    .tickFormat((at) => labels.get(+at)?.label ?? '');
  const group = layer(root, 'x-axis', picture)
    .attr('transform', `translate(${MARGIN.left},${topOf(picture) + height})`)
    .call(axis);
  group.selectAll<SVGGElement, number>('.tick').each(function addDate(at) {
    const date = labels.get(at)?.date ?? '';
    const text = select(this)
      .selectAll<SVGTextElement, string>('text.date')
      .data(date === '' ? [] : [date]);
    text
      .join('text')
      .attr('class', 'date')
      .attr('y', 22)
      .attr('dy', '0.71em')
      .text((d) => d);
  });
  keepInside(group.node(), width);

  let name = root.select<SVGTextElement>('text.axis-name');
  if (name.empty()) name = root.append('text').attr('class', 'axis-name').attr('x', 0).attr('y', 11);
  name.text(picture.axisName);
}

/** Turns the labels at either end inward where they would leave the picture. */
function keepInside(group: SVGGElement | null, width: number): void {
  if (group === null) return;
  for (const tick of group.querySelectorAll<SVGGElement>('.tick')) {
    const at = Number(/translate\(([-\d.]+)/.exec(tick.getAttribute('transform') ?? '')?.[1] ?? NaN);
    const anchor = at < 24 ? 'start' : at > width - 24 ? 'end' : 'middle';
    for (const text of tick.querySelectorAll('text')) {
      text.setAttribute('text-anchor', text.classList.contains('date') && anchor === 'middle' ? 'middle' : anchor);
      text.setAttribute(
        'x',
        anchor === 'start' ? String(-Math.min(at, 4)) : anchor === 'end' ? String(Math.min(width - at, 8)) : '0',
      );
    }
  }
}

function drawWarmup(group: Layer, { from, warmupS }: Picture, x: Scale, height: number): void {
  const width = warmupS > from ? x(Math.max(from, warmupS)) : 0;
  const end = Math.min(width, x.range()[1] ?? width);
  group
    .selectAll('rect')
    .data(end > 0 ? [end] : [])
    .join('rect')
    .attr('y', 0)
    .attr('width', (d) => d)
    .attr('height', height);
  group
    .selectAll('text')
    .data(end > 56 ? [end] : [])
    .join('text')
    .attr('x', 4)
    .attr('y', 13)
    .text('warm-up');
}

/** Diameter of the number of a flag [px]. */
const FLAG = 16;

/**
 * Where the numbers of flags stand: above their lines, moved so far that none covers another, up to `end`. They are in the order of their
 * times; where there is no room for all of them they stay above their lines.
 */
export function flagPlaces(lines: readonly number[], end: number): number[] {
  const step = FLAG + 1;
  const kept = lines.map((x) => Math.min(x, end));
  if (lines.length * step > end) return kept;
  const places = [...kept];
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i] ?? 0, (places[i - 1] ?? 0) + step);
  let most = end;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] ?? 0, most);
    most = (places[i] ?? 0) - step;
  }
  return places;
}

function drawFlags(group: Layer, { flags, from, to }: Picture, x: Scale, width: number, height: number): void {
  const seen = flags.filter(({ atS, endS }) => endS >= from && atS <= to);
  const left = ({ atS }: Flag): number => Math.max(0, x(atS));
  group
    .selectAll<SVGRectElement, Flag>('rect')
    .data(seen)
    .join('rect')
    .attr('x', left)
    .attr('y', 0)
    .attr('width', (flag) => Math.max(0, Math.min(width, x(flag.endS)) - left(flag)))
    .attr('height', height);
  const begun = seen.filter(({ atS }) => atS >= from);
  const places = flagPlaces(begun.map(left), width - FLAG / 2);
  group
    .selectAll<SVGLineElement, Flag>('line')
    .data(begun)
    .join('line')
    .attr('x1', left)
    .attr('x2', left)
    .attr('y1', -6)
    .attr('y2', height);
  group
    .selectAll<SVGCircleElement, Flag>('circle')
    .data(begun)
    .join('circle')
    .attr('cx', (_, i) => places[i] ?? 0)
    .attr('cy', -9)
    .attr('r', FLAG / 2);
  group
    .selectAll<SVGTextElement, Flag>('text')
    .data(begun)
    .join('text')
    .attr('x', (_, i) => places[i] ?? 0)
    .attr('y', -5)
    .text(({ number }) => number);
}

function drawCells(group: Layer, { cells, from, to }: Picture, x: Scale, y: Scale): void {
  if (cells === undefined) return;
  group
    .selectAll('path')
    .data(cellPaths(cells, from, to, x, y))
    .join('path')
    .attr('class', (_, shade) => `cell shade${shade}`)
    .attr('d', (d) => d);
}

function drawLines(group: Layer, picture: Picture, x: Scale, y: Scale, width: number, what: 'line' | 'halo'): void {
  group
    .selectAll<SVGPathElement, DrawnLine>('path')
    .data(picture.lines, ({ id }) => id)
    .join('path')
    .attr('class', ({ ink, id }) =>
      what === 'halo' ? 'halo' : `line c${ink.color}${id === picture.chosen ? ' chosen' : ''}`,
    )
    .attr('stroke-dasharray', ({ ink }) => (what === 'halo' ? null : ink.dash))
    .attr('d', ({ time, values }) => {
      const [first, last] = indexRange(time, picture.from, picture.to);
      const shown = decimate(values, first, last, width, (i) => Math.floor(x(time[i] ?? 0)));
      return pathOf(
        shown,
        (i) => x(time[i] ?? 0),
        (i) => y(values[i] ?? NaN),
      );
    });
}
