import { axisBottom, scaleLinear, select } from 'd3';
import type { ScaleLinear, Selection } from 'd3';
import type { Segment } from '../../../sim/measure/journeys.ts';
import { PATTERNS } from '../../charts/palette.ts';
import type { Ink } from '../../charts/palette.ts';
import { time } from '../../words/journey.ts';
import { PHASE_INKS, SHARED_INK } from './inks.ts';
import { tickLabel, timeTicks } from './lanes.ts';
import type { Bar, Lane } from './lanes.ts';

/** What is drawn: lanes from the first attempt on, on a scale that other designs share. */
export interface Timeline {
  readonly lanes: readonly Lane[];
  readonly firstAt: number;
  /** Length of the axis [s]. */
  readonly mostS: number;
  /** Segments alike in width instead of to scale: their number on the axis. */
  readonly alike: number | null;
}

const ROW = 38;
const BAR = { top: 17, height: 17 };
const AXIS = 26;
const SIDE = 8;
/** Least width of a bar: what took next to nothing is seen too [px]. */
const LEAST = 2;
/** Room that a letter takes in a bar [px]. */
const LETTER = 6.4;

/** Height of a timeline [px]. */
export function heightOf({ lanes, alike }: Timeline): number {
  return lanes.length * ROW + (alike === null ? AXIS : 8);
}

type Group = Selection<SVGGElement, unknown, null, undefined>;
type Scale = ScaleLinear<number, number>;

/** Draws a timeline into its element, anew. */
export function drawTimeline(svg: SVGSVGElement, timeline: Timeline, width: number): void {
  const { lanes, mostS, alike } = timeline;
  const root = select(svg);
  root.selectAll('*').remove();
  root.attr('viewBox', `0 0 ${width} ${heightOf(timeline)}`);
  drawPatterns(svg);
  const x = scaleLinear([0, alike ?? (mostS > 0 ? mostS : 1)], [SIDE, Math.max(SIDE + 10, width - SIDE)]);
  if (alike === null) drawAxis(root.append('g'), x, lanes.length * ROW, width);
  lanes.forEach((lane, i) => {
    const group = root
      .append('g')
      .attr('class', 'lane')
      .attr('transform', `translate(0,${i * ROW})`);
    const label = group.append('text').attr('class', 'lane-label').attr('x', SIDE).attr('y', 12);
    label.append('tspan').text(lane.label);
    label.append('tspan').attr('class', 'lane-time').attr('dx', 6).text(time(lane.s));
    group
      .append('line')
      .attr('class', 'rail')
      .attr('x1', SIDE)
      .attr('x2', width - SIDE)
      .attr('y1', BAR.top + BAR.height / 2)
      .attr('y2', BAR.top + BAR.height / 2);
    for (const bar of lane.bars) drawBar(group, svg.id, bar, timeline, x);
  });
}

function drawBar(
  group: Group,
  svgId: string,
  { segment, number, label }: Bar,
  { firstAt, alike }: Timeline,
  x: Scale,
): void {
  const from = x(alike === null ? segment.from - firstAt : number);
  const to = x(alike === null ? segment.to - firstAt : number + 1);
  const width = Math.max(LEAST, to - from - (alike === null ? 0 : 2));
  const took = segment.to - segment.from;
  const bar = group.append('g').attr('class', 'bar').attr('data-phase', segment.phase);
  bar.append('title').text(`${label}, ${time(took)}`);
  const rect = (ink: string, top: number, height: number): void => {
    bar
      .append('rect')
      .attr('x', from)
      .attr('width', width)
      .attr('y', top)
      .attr('height', height)
      .attr('fill', `url(#${svgId}-${ink})`);
  };
  const own = shareOfOwn(segment, took);
  if (own < 1) rect('shared', BAR.top, BAR.height * (1 - own));
  if (own > 0) rect(segment.phase, BAR.top + BAR.height * (1 - own), BAR.height * own);
  bar
    .append('rect')
    .attr('class', 'bar-edge')
    .attr('x', from)
    .attr('width', width)
    .attr('y', BAR.top)
    .attr('height', BAR.height);
  const text = [`${label} ${time(took)}`, time(took)].find((one) => one.length * LETTER + 12 < width);
  if (text === undefined) return;
  bar
    .append('text')
    .attr('class', 'bar-label')
    .attr('x', from + 6)
    .attr('y', BAR.top + BAR.height - 4.5)
    .text(text);
}

/** The part of a bar's height that was its own work; the rest it shared or waited. */
function shareOfOwn({ phase, ownS }: Segment, took: number): number {
  return phase === 'cpu' || phase === 'disk' ? Math.min(1, ownS / took) : 1;
}

function drawAxis(group: Group, x: Scale, top: number, width: number): void {
  const ticks = timeTicks(x.domain()[1] ?? 0, Math.max(2, Math.floor(width / 90)));
  group.attr('class', 'x-axis').attr('transform', `translate(0,${top})`);
  group.call(
    axisBottom(x)
      .tickValues(ticks)
      .tickSize(-top)
      .tickPadding(6)
      .tickFormat((s) => tickLabel(+s, ticks[1] ?? 1)),
  );
  // The outer labels stay inside.
  group.selectAll<SVGTextElement, number>('.tick text').each(function keepInside(s) {
    const at = x(s);
    select(this).attr('text-anchor', at < 20 ? 'start' : at > width - 24 ? 'end' : 'middle');
  });
}

function drawPatterns(svg: SVGSVGElement): void {
  const defs = select(svg).append('defs');
  const add = (name: string, { color, pattern }: Ink): void => {
    const tile = defs
      .append('pattern')
      .attr('id', `${svg.id}-${name}`)
      .attr('width', 8)
      .attr('height', 8)
      .attr('patternUnits', 'userSpaceOnUse');
    tile.append('rect').attr('class', `fill c${color}`).attr('width', 8).attr('height', 8);
    tile
      .append('path')
      .attr('class', 'pattern-stroke')
      .attr('d', PATTERNS[pattern ?? 0] ?? '');
  };
  for (const [phase, ink] of Object.entries(PHASE_INKS)) add(phase, ink);
  add('shared', SHARED_INK);
}
