import { select } from 'd3';

/** Fillings that tell zones and states apart without color. */

/** Strokes of each zone's filling, in a tile of 10 × 10; the fifth zone begins again. */
const ZONES = ['', 'M-2,12L12,-2M-2,2L2,-2M8,12L12,8', 'M5,4.5v1M0,9.5v1M10,9.5v1', 'M0,5H10'];
const CROSSES = 'M1,1L9,9M9,1L1,9';

/** The class and filling of a zone by its place in the fleet. */
export function zoneFill(svgId: string, zone: number): string {
  return `url(#${svgId}-zone-${zone % ZONES.length})`;
}

/** The filling of what is broken. */
export function brokenFill(svgId: string): string {
  return `url(#${svgId}-broken)`;
}

/** Puts the fillings into an element, once. */
export function drawPatterns(svg: SVGSVGElement, zones: readonly string[]): void {
  const root = select(svg);
  if (!root.select('defs').empty()) return;
  const defs = root.append('defs');
  const pattern = (id: string, stroke: string, name: string): void => {
    const tile = defs
      .append('pattern')
      .attr('id', `${svg.id}-${id}`)
      .attr('width', 10)
      .attr('height', 10)
      .attr('patternUnits', 'userSpaceOnUse');
    tile.append('rect').attr('class', `${name}-ground`).attr('width', 10).attr('height', 10);
    if (stroke !== '') tile.append('path').attr('class', `${name}-stroke`).attr('d', stroke);
  };
  ZONES.slice(0, Math.max(1, zones.length)).forEach((stroke, i) => pattern(`zone-${i}`, stroke, 'zone'));
  pattern('broken', CROSSES, 'broken');
  defs
    .append('marker')
    .attr('id', `${svg.id}-arrow`)
    .attr('viewBox', '0 0 8 8')
    .attr('refX', 7)
    .attr('refY', 4)
    .attr('markerWidth', 7)
    .attr('markerHeight', 7)
    .attr('orient', 'auto')
    .append('path')
    .attr('class', 'arrow-head')
    .attr('d', 'M0,0L8,4L0,8Z');
}
