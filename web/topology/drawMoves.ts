import type { Cell } from './drawMachines.ts';
import type { Box, Plan } from './plan.ts';
import type { Scene } from './scene.ts';
import type { Group } from './shapes.ts';

/** Arrows from where a machine is to where it is going. */
export function drawMoves(layer: Group, cells: readonly Cell[], scene: Scene, plan: Plan, svgId: string): void {
  const arrows = scene.moves.flatMap(({ machine, from, to }) => {
    const mine = cells.filter(({ index }) => index === machine);
    const here = mine.find(({ ghost }) => ghost === null);
    const there = mine.find(({ ghost }) => ghost !== null);
    // After the switch the machine is on its new host, which still fetches memory from the old one.
    const start = here !== undefined && there !== undefined ? here.box : plan.hosts[from];
    const end = there?.box ?? here?.box ?? plan.hosts[to];
    return start === undefined || end === undefined ? [] : [{ key: `${machine}`, d: arrow(start, end) }];
  });
  layer
    .selectAll<SVGPathElement, (typeof arrows)[number]>('path.arrow')
    .data(arrows, ({ key }) => key)
    .join('path')
    .attr('class', 'arrow')
    .attr('marker-end', `url(#${svgId}-arrow)`)
    .attr('d', ({ d }) => d);
}

/** A curve from the edge of one box to the edge of another. */
function arrow(from: Box, to: Box): string {
  const a = center(from);
  const b = center(to);
  const isBeside = from.x + from.width <= to.x || to.x + to.width <= from.x;
  if (isBeside) {
    const way = b.x > a.x ? 1 : -1;
    const [x0, x1] = [a.x + (way * from.width) / 2, b.x - (way * to.width) / 2];
    const middle = (x0 + x1) / 2;
    return `M${x0},${a.y}C${middle},${a.y} ${middle},${b.y} ${x1},${b.y}`;
  }
  const way = b.y > a.y ? 1 : -1;
  const [y0, y1] = [a.y + (way * from.height) / 2, b.y - (way * to.height) / 2];
  const middle = (y0 + y1) / 2;
  return `M${a.x},${y0}C${a.x},${middle} ${b.x},${middle} ${b.x},${y1}`;
}

function center({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
