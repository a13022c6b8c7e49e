import { DIRECTIONS, type Direction } from './words.ts';
import type { Scenario } from './schema/scenario.ts';

/** The tiers each direction passes, in order; a direction without a route is absent. */
export type Routes = Readonly<Partial<Record<Direction, readonly string[]>>>;

const USUAL: Readonly<Record<Direction, readonly string[]>> = {
  inbound: ['gateway', 'backbone', 'groupware'],
  outbound: ['groupware', 'backbone', 'gateway'],
  internal: ['groupware', 'backbone', 'groupware'],
};

/**
 * The routes of a scenario: its own, or the usual three-tier ones without the tiers that it does not have
 * (and without a step from a tier to itself that this may leave). Where it has none of them, its tiers in their order.
 */
export function routesOf({ routes, tiers }: Pick<Scenario, 'routes' | 'tiers'>): Routes {
  if (routes) return routes;
  return defaultRoutes(Object.keys(tiers));
}

/** The routes of a scenario that states none, from the names of its tiers. */
export function defaultRoutes(tiers: readonly string[]): Routes {
  if (tiers.length === 0) return {};
  const route = (direction: Direction): readonly string[] => {
    const passed = USUAL[direction].filter((id) => tiers.includes(id)).filter((id, i, all) => id !== all[i - 1]);
    return passed.length > 0 ? passed : tiers;
  };
  return Object.fromEntries(DIRECTIONS.map((direction) => [direction, route(direction)]));
}
