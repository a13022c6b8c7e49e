import { create, select } from 'd3';
import { svgMetadata } from '../share/carrier.ts';
import type { Series } from '../engine/series.ts';
import type { ChartContext } from './context.ts';
import { draw } from './draw.ts';
import { inkIn, LIGHT } from './exportInk.ts';
import type { PanelFrame } from './frame.ts';
import { PATTERNS } from './palette.ts';
import type { Line, PanelModel } from './panels.ts';
import { pictureOf } from './picture.ts';

/** What is written on an exported picture. */
export interface Caption {
  /** Name of the scenario, seed and engine version. */
  readonly about: string;
  /** Where the picture can be opened again. */
  readonly foot: string;
  /** The payload of the scenario's link; undefined where it is too big for one. */
  readonly payload: string | undefined;
}

/** How large a picture is [px]. */
export interface Sheet {
  readonly width: number;
  /** Room left and right, and between columns. */
  readonly edge: number;
  /** Panels beside each other at most. */
  readonly columns: number;
  /** Room above for the title and what it is about; less than a title takes leaves both out. */
  readonly head: number;
}

const SHEET: Sheet = { width: 960, edge: 24, columns: 2, head: 62 };
const TITLE_ROW = 40;
const LEGEND_ROW = 20;

/** A chart as one picture: title, every panel with its legend, and where it comes from; what is in sight and not hidden. */
export function chartPicture(
  frame: PanelFrame,
  panels: readonly PanelModel[],
  context: ChartContext,
  series: ReadonlyMap<string, Series>,
  caption: Caption,
  { width: whole, edge, columns: most, head } = SHEET,
): SVGSVGElement {
  const root = create<SVGSVGElement>('svg:svg')
    .attr('xmlns', 'http://www.w3.org/2000/svg')
    .attr('font-family', 'sans-serif');
  const columns = Math.min(most, Math.max(1, panels.length));
  const width = (whole - edge * (columns + 1)) / columns;
  root.append('title').text(caption.about === '' ? frame.title : `${frame.title}: ${caption.about}`);
  if (caption.payload !== undefined) {
    const { id, text } = svgMetadata(caption.payload);
    root.append('metadata').attr('id', id).text(text);
  }
  const ground = root.append('rect').attr('width', whole).attr('fill', LIGHT['--surface']);
  if (head >= TITLE_ROW) {
    root.append('text').attr('class', 'title').attr('x', edge).attr('y', 30).text(frame.title);
    root.append('text').attr('x', edge).attr('y', 49).text(clipped(caption.about, whole));
  }

  let y = head;
  for (let i = 0; i < panels.length; i += columns) {
    let tallest = 0;
    panels.slice(i, i + columns).forEach((model, column) => {
      const group = root.append('g').attr('transform', `translate(${edge + column * (width + edge)},${y})`);
      const top = model.title === '' && head < TITLE_ROW ? 0 : 22;
      group
        .append('text')
        .attr('class', 'strong')
        .attr('y', 14)
        .text(clipped(model.title, width * 0.9));
      const named = frame.kind === 'rows' ? [] : model.lines.filter(({ band }) => band === undefined);
      const below = drawLegend(group.append('g').attr('transform', `translate(0,${top})`).node(), named, width);
      const svg = group
        .append('svg')
        .attr('id', `panel-${frame.chart}-${model.id.replaceAll(/[^\w-]/g, '-')}`)
        .attr('y', top + below)
        .attr('width', width)
        .node();
      if (svg === null) return;
      const picture = pictureOf(model, frame, context, width, series);
      draw(svg, picture);
      select(svg).attr('height', picture.height);
      tallest = Math.max(tallest, top + below + picture.height);
    });
    y += tallest + (head < TITLE_ROW ? 2 : 14);
  }
  if (caption.foot !== '') {
    root
      .append('text')
      .attr('x', edge)
      .attr('y', y + 8)
      .text(clipped(caption.foot, whole));
    y += 24;
  }
  const height = y;
  ground.attr('height', height);
  root.attr('width', whole).attr('height', height).attr('viewBox', `0 0 ${whole} ${height}`);
  const node = root.node();
  if (node === null) throw new Error('missing picture');
  inkIn(node);
  return node;
}

/** The same as the text of a file. */
export function svgText(picture: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

/** Names of lines beside a piece of each, in rows as wide as the panel; returns their height. */
function drawLegend(node: SVGGElement | null, lines: readonly Line[], width: number): number {
  if (node === null || lines.length === 0) return 0;
  const group = select(node);
  let x = 0;
  let y = 0;
  for (const { label, ink } of lines) {
    const text = clipped(label, Math.min(width - 40, Math.max(width / 2, 260)));
    const room = 40 + text.length * 7;
    if (x > 0 && x + room > width) {
      x = 0;
      y += LEGEND_ROW;
    }
    const item = group.append('g').attr('transform', `translate(${x},${y})`);
    if (ink.pattern === undefined) {
      item.append('path').attr('class', `line c${ink.color}`).attr('stroke-dasharray', ink.dash).attr('d', 'M0,9H24');
    } else {
      item.append('rect').attr('class', `fill c${ink.color}`).attr('y', 4).attr('width', 24).attr('height', 10);
      for (const at of [0, 8, 16]) {
        item
          .append('path')
          .attr('class', 'pattern-stroke')
          .attr('transform', `translate(${at},5)`)
          .attr('d', PATTERNS[ink.pattern] ?? '');
      }
    }
    item.append('text').attr('x', 30).attr('y', 13).text(text);
    x += room;
  }
  return y + LEGEND_ROW;
}

/** A text that fits a width, about: an ellipsis where it is cut. */
function clipped(text: string, width: number): string {
  const most = Math.floor(width / 6.6);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
