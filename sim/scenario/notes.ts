import { quoted } from './nearest.ts';
import { routesOf } from './routes.ts';
import type { Scenario } from './schema/scenario.ts';

/** What a reader of a valid scenario may want to know: what was assumed, and what has no effect. */
export function notesOn(scenario: Scenario): string[] {
  const notes: string[] = [];
  const routes = routesOf(scenario);
  const directions = new Set(Object.values(scenario.streams).map(({ direction }) => direction));
  if (scenario.routes === undefined) {
    const stated = [...directions].map((direction) => `${direction} ${(routes[direction] ?? []).join(' → ')}`);
    notes.push(`no routes given, the usual ones taken: ${stated.join('; ')}`);
  }
  const passed = new Set([...directions].flatMap((direction) => routes[direction] ?? []));
  const idle = Object.keys(scenario.tiers).filter((tier) => !passed.has(tier));
  if (idle.length > 0) notes.push(`no stream passes the tiers ${quoted(idle)}`);
  for (const [id, design] of Object.entries(scenario.designs)) {
    const used = new Set(Object.values(design.tiers).map(({ pool }) => pool));
    const unused = Object.keys(design.pools).filter((pool) => !used.has(pool));
    if (unused.length > 0)
      notes.push(`designs.${id}: no tier uses the pools ${quoted(unused)}; their hosts draw power all the same`);
  }
  const { durationS } = scenario.run;
  const late = scenario.incidents.filter(({ atS }) => atS >= durationS).map(({ id }) => id);
  if (late.length > 0) notes.push(`the run ends before the incidents ${quoted(late)}`);
  return notes;
}
