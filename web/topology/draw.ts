import { select } from 'd3';
import { drawHosts } from './drawHosts.ts';
import { drawMachines, cellsOf } from './drawMachines.ts';
import { drawMoves } from './drawMoves.ts';
import { drawFrame, drawTiers } from './drawFrame.ts';
import { drawPatterns } from './patterns.ts';
import type { Plan } from './plan.ts';
import type { Scene } from './scene.ts';
import type { Group } from './shapes.ts';

/** Draws a design at a moment into its element, anew or over what is there; `scale`: pixels of the page for one of the plan. */
export function drawScene(svg: SVGSVGElement, scene: Scene, plan: Plan, scale: number): void {
  const root = select(svg);
  root.attr('viewBox', `0 0 ${plan.width} ${plan.height}`).attr('height', plan.height * scale);
  drawPatterns(svg, scene.fleet.zones);
  const layer = (name: string): Group => {
    let group = root.select<SVGGElement>(`g.${name}`);
    if (group.empty()) group = root.append('g').attr('class', name);
    return group;
  };
  const cells = plan.detailed ? cellsOf(scene, plan) : [];
  drawTiers(layer('tiers'), scene, plan);
  drawFrame(layer('frames'), scene, plan);
  drawHosts(layer('hosts'), scene, plan, svg.id);
  drawMachines(layer('machines'), cells, scene, svg.id);
  drawMoves(layer('moves'), cells, scene, plan, svg.id);
}
