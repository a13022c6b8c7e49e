import type { Result } from '../../measure/result.ts';
import { expectedEventsOfAll } from '../../scenario/estimate.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { runStudy } from '../../study/replications.ts';
import { ProgressLine } from './progress.ts';
import { Runner, worthwhileThreads } from './runner.ts';

/** How to run. */
export interface RunOptions {
  readonly designIds: readonly string[];
  /** Threads; undefined: as many as pay. */
  readonly workers: number | undefined;
  readonly series: boolean;
}

/** Runs designs of a scenario, with all replications, in this thread or in several: the result is the same to the last bit. */
export async function runScenario(scenario: Scenario, { designIds, workers, series }: RunOptions): Promise<Result> {
  const runs = designIds.length * scenario.run.replications;
  const runner = new Runner(Math.min(runs, workers ?? worthwhileThreads(expectedEventsOfAll(scenario, designIds))));
  const progress = new ProgressLine(runs);
  try {
    return await studyWith(runner, progress, scenario, { designIds, series });
  } finally {
    progress.end();
    await runner.close();
  }
}

/** Runs designs of a scenario, with all replications, by a runner that others use too. `label` tells its runs from theirs. */
export async function studyWith(
  runner: Runner,
  progress: ProgressLine,
  scenario: Scenario,
  { designIds, series, label = '' }: { designIds: readonly string[]; series: boolean; label?: string },
): Promise<Result> {
  return runStudy(
    scenario,
    (designId, seed, replication) => {
      const name = `${label}${replication === 0 ? designId : `${designId}#${replication}`}`;
      // The series of the first replication: later ones are there for the intervals.
      const work = { designId, seed, series: series && replication === 0 };
      return runner.run(scenario, work, (share, events) => {
        progress.update(name, share, events);
      });
    },
    designIds,
  );
}
