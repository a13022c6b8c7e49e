import { withPointer } from '../../../sim/scenario/pointer.ts';
import { loadScenario, type LoadOptions } from '../../../sim/scenario/load.ts';
import { formatProblem } from '../../../sim/scenario/problem.ts';

/** The smallest scenario: one stream, one tier of one stage, one design. */
export const MINIMAL = {
  format: 'mailwatt/1',
  streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 1 } } },
  tiers: { server: { stages: [{ id: 'serve', cpuMs: 100 }] } },
  designs: { one: { pools: { all: {} }, tiers: { server: { pool: 'all' } } } },
} as const;

/** A copy of the smallest scenario with values put at pointers. */
export function changed(values: Readonly<Record<string, unknown>>, base: unknown = MINIMAL): unknown {
  return Object.entries(values).reduce((json, [pointer, value]) => withPointer(json, pointer, value), base);
}

/** The lines that loading a scenario gives; empty when it loads. */
export function linesOf(json: unknown, options?: LoadOptions): string[] {
  const loaded = loadScenario(json, options);
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
}
