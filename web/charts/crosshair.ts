import { bisectLeft, select } from 'd3';
import { MARGIN, layer, scalesOf, topOf } from './draw.ts';
import type { DrawnLine, Picture } from './drawn.ts';

/** The index of the sample that ends at a time or first after it; −1 where the line has not come so far. */
export function sampleAt(time: Float64Array, at: number): number {
  // A hair's breadth: sample ends are multiples of a width that may have no exact binary form.
  const index = bisectLeft(time, at - 1e-6 * Math.max(1, at));
  return index < time.length ? index : -1;
}

/** The value of a line at a time; NaN where nothing was measured or the line has not come so far. */
export function valueAt({ time, values }: Pick<DrawnLine, 'time' | 'values'>, at: number): number {
  const index = sampleAt(time, at);
  return index < 0 ? NaN : (values[index] ?? NaN);
}

/** What a line's value stands on at a time: nothing, but in a stack. */
function baseAt({ time, base }: DrawnLine, at: number): number {
  return base?.[sampleAt(time, at)] ?? 0;
}

/** Draws the crosshair and a dot on each line, or takes them away (`at` null or out of sight). */
export function drawCrosshair(svg: SVGSVGElement, picture: Picture, at: number | null): void {
  const { x, y, innerHeight } = scalesOf(picture);
  const group = layer(select(svg), 'crosshair', picture).attr('pointer-events', 'none');
  const seen = at !== null && at >= picture.from && at <= picture.to;
  group
    .selectAll('line')
    .data(seen ? [x(at)] : [])
    .join('line')
    .attr('x1', (d) => d)
    .attr('x2', (d) => d)
    .attr('y1', 0)
    .attr('y2', innerHeight);
  const dots = seen
    ? picture.lines.flatMap((line) => {
        const value = valueAt(line, at);
        return Number.isNaN(value) ? [] : [{ line, cy: y(value + baseAt(line, at)) }];
      })
    : [];
  group
    .selectAll<SVGCircleElement, (typeof dots)[number]>('circle')
    .data(dots, ({ line }) => line.id)
    .join('circle')
    .attr('class', ({ line }) => `dot c${line.ink.color}`)
    .attr('cx', seen ? x(at) : 0)
    .attr('cy', ({ cy }) => cy)
    .attr('r', 3.5);
}

/** Marks a moment that was asked about, or takes the mark away (`at` null or out of sight). */
export function drawAsked(svg: SVGSVGElement, picture: Picture, at: number | null): void {
  const { x, innerHeight } = scalesOf(picture);
  const seen = at !== null && at >= picture.from && at <= picture.to;
  const group = layer(select(svg), 'asked', picture).attr('pointer-events', 'none');
  group
    .selectAll('path')
    .data(seen ? [x(at)] : [])
    .join('path')
    .attr(
      'd',
      (d) => `M${d},${innerHeight}V0M${d - 5},${innerHeight + 7}L${d},${innerHeight}L${d + 5},${innerHeight + 7}Z`,
    );
}

/** The line that is nearest to a height at a time; undefined where none has a value then. */
export function nearestLine(picture: Picture, at: number, height: number): string | undefined {
  const { y } = scalesOf(picture);
  let best: string | undefined;
  let least = Infinity;
  for (const line of picture.lines) {
    const distance = Math.abs(y(valueAt(line, at)) - height);
    if (distance < least) [least, best] = [distance, line.id];
  }
  return best;
}

/** Draws the stretch that is being dragged over [px of the drawing area], or takes it away. */
export function drawDrag(svg: SVGSVGElement, picture: Picture, drag: readonly [number, number] | null): void {
  const { innerHeight } = scalesOf(picture);
  layer(select(svg), 'drag', picture)
    .selectAll('rect')
    .data(drag === null ? [] : [drag])
    .join('rect')
    .attr('x', ([a, b]) => Math.min(a, b))
    .attr('width', ([a, b]) => Math.abs(b - a))
    .attr('y', 0)
    .attr('height', innerHeight);
}

/** Where in the drawing area a pointer is [units of the picture, which may be drawn larger than in pixels], kept inside it sideways. */
export function pointerAt(event: MouseEvent, element: Element, picture: Picture): { x: number; y: number } {
  const { left, top, width } = element.getBoundingClientRect();
  const { innerWidth } = scalesOf(picture);
  const scale = width / picture.width || 1;
  return {
    x: Math.min(innerWidth, Math.max(0, (event.clientX - left) / scale - MARGIN.left)),
    y: (event.clientY - top) / scale - topOf(picture),
  };
}
