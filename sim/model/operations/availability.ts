import { Levels } from '../../kernel/level.ts';
import { routesOf } from '../../scenario/routes.ts';
import { DIRECTIONS } from '../../scenario/words.ts';
import type { Direction } from '../../scenario/words.ts';
import type { World } from '../world.ts';

/** How long tiers were without a working instance, or with fewer than they should have, and how long ways through them were cut. */
export class Availability {
  private readonly world: World;
  /** 1 while no instance of the tier works; one per tier. */
  readonly down: Levels;
  /** 1 while fewer instances work than the design started with (or scaling's minimum); one per tier. */
  readonly degraded: Levels;
  /** 1 while some tier of the direction's route is down; in the order of `directions`. */
  readonly cut: Levels;
  readonly directions: readonly Direction[];
  private readonly routes: readonly (readonly number[])[];
  private readonly wanted: readonly number[];

  constructor(world: World) {
    this.world = world;
    const { tiers } = world;
    this.down = new Levels(tiers.ids.length);
    this.degraded = new Levels(tiers.ids.length);
    const routes = routesOf(world.scenario);
    const used = new Set(world.streamSpecs.map(({ direction }) => direction));
    this.directions = DIRECTIONS.filter((direction) => used.has(direction));
    this.routes = this.directions.map((direction) => (routes[direction] ?? []).map((id) => tiers.ids.indexOf(id)));
    this.cut = new Levels(this.directions.length);
    this.wanted = world.tierDesigns.map((how) => how?.scaling?.min ?? how?.instances ?? 0);
  }

  /** To be called when instances of a tier begin or cease to work. */
  update(tier: number, now: number): void {
    const { tiers, instances } = this.world;
    let working = 0;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) working += instances.up[i];
    this.down.set(tier, working === 0 ? 1 : 0, now);
    this.degraded.set(tier, working < this.wanted[tier] ? 1 : 0, now);
    this.routes.forEach((route, way) => {
      this.cut.set(way, route.some((t) => this.down.value[t] === 1) ? 1 : 0, now);
    });
  }

  /** Measuring begins anew (end of the warm-up). */
  resetMeasures(now: number): void {
    for (const levels of [this.down, this.degraded, this.cut]) levels.reset(now);
  }
}
