import type { Selection } from 'd3';
import { fit } from './fit.ts';
import type { Box } from './plan.ts';

/** Small pieces that hosts, machines and queues are drawn from. */

/** A group of the drawing, with or without data. */
export type Group<Datum = unknown> = Selection<SVGGElement, Datum, SVGGElement | SVGSVGElement | null, unknown>;

/** A line of text: its place, its words, and how much room it has. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly width: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'end';
  readonly class?: string;
}

/** Draws lines of text, each cut to its room. */
export function labels<Datum>(group: Group<Datum>, of: (datum: Datum) => readonly Label[]): void {
  group
    .selectAll<SVGTextElement, Label>('text')
    .data(of)
    .join('text')
    .attr(
      'class',
      (label) => `${label.bold === true ? 'strong ' : ''}${label.size === 11 ? 'small ' : ''}${label.class ?? ''}`,
    )
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', ({ anchor }) => anchor ?? 'start')
    .text(({ text, width, size, bold }) => fit(text, width, size ?? 12, bold ?? false));
}

/** A bar: its track, how much of it is filled, and the class of the filling. */
export interface Bar extends Box {
  readonly share: number;
  readonly class: string;
}

/** Draws bars. */
export function bars<Datum>(group: Group<Datum>, of: (datum: Datum) => readonly Bar[]): void {
  const two = (bar: Bar): (Box & { class: string })[] => [
    { ...bar, class: 'track' },
    { ...bar, width: bar.width * Math.min(1, Math.max(0, Number.isFinite(bar.share) ? bar.share : 0)) },
  ];
  group
    .selectAll<SVGRectElement, Box & { class: string }>('rect.bar-part')
    .data((datum) => of(datum).flatMap(two))
    .join('rect')
    .attr('class', (bar) => `bar-part ${bar.class}`)
    .call(place);
}

/** Blocks of a stack at most; each stands for twice as much as the one before. */
const MOST_BLOCKS = 10;

/** How many blocks stand for so many things waiting: none for none, one from one on, each further one for twice as many. */
export function blocksFor(waiting: number): number {
  if (!(waiting >= 0.5)) return 0;
  return Math.min(MOST_BLOCKS, 1 + Math.max(0, Math.floor(Math.log2(waiting))));
}

/** From block to block [px]. */
const BLOCK_STEP = 4;

/** Width of the stack for so many things waiting [px]. */
export function widthOfStack(waiting: number): number {
  return blocksFor(waiting) * BLOCK_STEP;
}

/** A stack of blocks. */
export interface Stack {
  readonly x: number;
  readonly y: number;
  readonly waiting: number;
  readonly class: string;
}

/** Draws stacks of blocks for things that wait. */
export function stacks<Datum>(group: Group<Datum>, of: (datum: Datum) => readonly Stack[]): void {
  group
    .selectAll<SVGRectElement, Box & { class: string }>('rect.block')
    .data((datum) =>
      of(datum).flatMap((stack) =>
        Array.from({ length: blocksFor(stack.waiting) }, (_, i) => ({
          x: stack.x + i * BLOCK_STEP,
          y: stack.y,
          width: 3,
          height: 8,
          class: stack.class,
        })),
      ),
    )
    .join('rect')
    .attr('class', (block) => `block ${block.class}`)
    .call(place);
}

/** Puts rectangles where their data say. */
export function place<Datum extends Box>(
  rects: Selection<SVGRectElement, Datum, SVGGElement | SVGSVGElement | null, unknown>,
): void {
  rects
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('width', ({ width }) => Math.max(0, width))
    .attr('height', ({ height }) => Math.max(0, height));
}
