import type { DesignResult, Result } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { assembleResult } from '../../sim/study/assemble.ts';
import { mergeReplications } from '../../sim/study/replications.ts';

export { compareWith, expectationOf } from '../../sim/share/reproduction.ts';

/** Puts the result together from each design's replications. A module of its own, fetched while the first run goes on. */
export function assemble(
  scenario: Scenario,
  seed: string,
  designs: Readonly<Record<string, readonly DesignResult[]>>,
): Result {
  const merged = Object.entries(designs).map(([id, replications]) => [id, mergeReplications(replications)] as const);
  return assembleResult(scenario, seed, Object.fromEntries(merged));
}
