import { select } from 'd3';
import type { Selection } from 'd3';
import type { DrawnLine, Picture } from './drawn.ts';
import { PATTERNS } from './palette.ts';
import type { Scale } from './scales.ts';
import { indexRange } from './scales.ts';
import { areaPath, decimatedStack, topOf } from './stack.ts';
import type { Layer } from './stack.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** Puts the patterns of a panel's areas into its element: a ground in the area's color, and strokes that tell it apart without color. */
export function drawAreaPatterns(svg: SVGSVGElement, lines: readonly DrawnLine[]): void {
  const root = select(svg);
  const tiles = root
    .selectAll<SVGPatternElement, DrawnLine>('pattern')
    .data(lines, ({ id }) => id)
    .join((enter) => {
      const tile = enter.append('pattern').attr('width', 8).attr('height', 8).attr('patternUnits', 'userSpaceOnUse');
      tile.append('rect').attr('width', 8).attr('height', 8);
      tile.append('path').attr('class', 'pattern-stroke');
      return tile;
    })
    .attr('id', ({ id }) => patternId(svg.id, id));
  tiles.select('rect').attr('class', ({ ink }) => `fill c${ink.color}`);
  tiles.select('path').attr('d', ({ ink }) => PATTERNS[ink.pattern ?? 0] ?? '');
}

/** Draws the areas of a stack from the bottom up. */
export function drawAreas(group: Group, svgId: string, picture: Picture, x: Scale, y: Scale, width: number): void {
  const layers = picture.lines.filter((line): line is Layer => line.base !== undefined);
  const time = layers[0]?.time ?? new Float64Array();
  const [first, last] = indexRange(time, picture.from, picture.to);
  const shown = decimatedStack(layers, first, last, width, (i) => Math.floor(x(time[i] ?? 0)));
  group
    .selectAll<SVGPathElement, Layer>('path')
    .data(layers, ({ id }) => id)
    .join('path')
    .order()
    .attr('class', ({ id }) => (id === picture.chosen ? 'area chosen' : 'area'))
    .attr('fill', ({ id }) => `url(#${patternId(svgId, id)})`)
    .attr('d', (layer) =>
      areaPath(
        shown,
        (i) => x(time[i] ?? 0),
        (i) => y(layer.base[i] ?? 0),
        (i) => y(topOf(layer, i)),
      ),
    );
}

function patternId(svgId: string, line: string): string {
  return `${svgId}-area-${line.replaceAll(/[^\w-]/g, '-')}`;
}
