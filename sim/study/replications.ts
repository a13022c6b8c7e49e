import type { DesignResult, Result } from '../measure/result.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import { assembleResult } from './assemble.ts';
import { intervalsOf } from './intervals.ts';
import { replicationSeeds } from './seeds.ts';

/** Runs one design under one seed: in this thread, in a worker, wherever. */
export type RunOne = (designId: string, seed: string, replication: number) => Promise<DesignResult>;

/** The result of a design from those of its replications: the first one, with intervals over all. Throws RangeError for none. */
export function mergeReplications(replications: readonly DesignResult[]): DesignResult {
  const [first] = replications;
  if (first === undefined) throw new RangeError('a result needs at least one replication');
  return { ...first, intervals: replications.length > 1 ? intervalsOf(replications) : {} };
}

/**
 * Runs designs of a scenario, each under every replication's seed, and puts the result together. Runs are asked for all at once, `runOne`
 * decides how many are under way; the result depends neither on that nor on the order in which they end. The first failure rejects.
 */
export async function runStudy(
  scenario: Scenario,
  runOne: RunOne,
  designIds: readonly string[] = Object.keys(scenario.designs),
): Promise<Result> {
  const seeds = replicationSeeds(scenario.seed, scenario.run.replications);
  const designs = await Promise.all(
    designIds.map(async (id) => {
      const replications = await Promise.all(seeds.map((seed, i) => runOne(id, seed, i)));
      return [id, mergeReplications(replications)] as const;
    }),
  );
  return assembleResult(scenario, scenario.seed, Object.fromEntries(designs));
}
