import { countOf, plain } from '../words/numbers.ts';
import type { Box, Plan } from './plan.ts';
import type { Scene } from './scene.ts';
import { labels, place, stacks, widthOfStack } from './shapes.ts';
import type { Group } from './shapes.ts';

/** The tiers in the order of the mail: what waits for a slot, and what has been accepted and waits to go on. */
export function drawTiers(layer: Group, scene: Scene, plan: Plan): void {
  const data = scene.tiers.flatMap((tier, i) => {
    const box = plan.tiers[i];
    return box === undefined ? [] : [{ ...tier, box, ink: scene.fleet.tiers[i]?.ink.color ?? 0 }];
  });
  const tiles = layer
    .selectAll<SVGGElement, (typeof data)[number]>('g.tier')
    .data(data, ({ id }) => id)
    .join('g')
    .attr('class', 'tier');
  tiles
    .selectAll<SVGRectElement, Box & { class: string }>('rect.tile')
    .data(({ box, ink }) => [
      { ...box, class: 'tile' },
      { ...box, width: 4, class: `tile stripe c${ink}` },
    ])
    .join('rect')
    .attr('class', (rect) => rect.class)
    .call(place);
  labels(tiles, ({ box, name, inBacklog, inSpool }) => [
    { x: box.x + 12, y: box.y + 17, width: box.width - 18, text: name, bold: true },
    { x: box.x + 12, y: box.y + 36, width: stackX(box, inBacklog) - box.x - 18, text: `${waiting(inBacklog)} waiting` },
    { x: box.x + 12, y: box.y + 53, width: stackX(box, inSpool) - box.x - 18, text: `${waiting(inSpool)} spooled` },
  ]);
  stacks(tiles, ({ box, inBacklog, inSpool }) => [
    { x: stackX(box, inBacklog), y: box.y + 28, waiting: inBacklog, class: 'waiting' },
    { x: stackX(box, inSpool), y: box.y + 45, waiting: inSpool, class: 'spooled' },
  ]);
}

/** Where a stack begins that ends at the right side of its tile: the rest of the line is for its words. */
function stackX({ x, width }: Box, n: number): number {
  return x + width - 12 - widthOfStack(n);
}

function waiting(n: number): string {
  return Number.isFinite(n) ? plain(n >= 10 ? Math.round(n) : Math.round(n * 10) / 10) : '–';
}

/** Names of pools, frames of racks, and the strip of machines without a host. */
export function drawFrame(layer: Group, scene: Scene, plan: Plan): void {
  const { pools } = scene.fleet;
  const titled = plan.pools.map(({ pool, title, racks }) => ({ ...title, racks, spec: pools[pool] }));
  const groups = layer
    .selectAll<SVGGElement, (typeof titled)[number]>('g.pool')
    .data(titled)
    .join('g')
    .attr('class', 'pool');
  groups
    .selectAll<SVGRectElement, Box>('rect.rack')
    .data(({ racks }) => racks)
    .join('rect')
    .attr('class', 'rack')
    .attr('rx', 4)
    .call(place);
  labels(groups, ({ x, y, width, racks, spec }) => [
    { x, y: y + 17, width, text: spec === undefined ? '' : titleOf(spec), bold: true },
    ...racks.map((rack, i) => ({ x: rack.x + 8, y: rack.y + 14, width: rack.width - 16, size: 11, text: `Rack ${i}` })),
  ]);
  const strip = layer
    .selectAll<SVGGElement, Box>('g.strip')
    .data(plan.waiting === null ? [] : [plan.waiting])
    .join('g')
    .attr('class', 'strip');
  strip
    .selectAll<SVGRectElement, Box>('rect.rack')
    .data((box) => [box])
    .join('rect')
    .attr('class', 'rack')
    .attr('rx', 4)
    .call(place);
  const n = scene.machines.filter(({ host, state }) => host < 0 && state !== 'off').length;
  const text = n === 0 ? 'Waiting for a host: none' : `Waiting for a host: ${countOf(n, 'machine')}`;
  labels(strip, ({ x, y, width }) => [{ x: x + 8, y: y + 17, width: width - 16, text, bold: n > 0 }]);
}

function titleOf({ name, hosts, hypervisor, model }: Scene['fleet']['pools'][number]): string {
  return `Pool ${name} · ${countOf(hosts.length, hypervisor ? 'host' : 'appliance')} · ${model}`;
}
