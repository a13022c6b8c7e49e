import { availableParallelism } from 'node:os';
import type { Result } from '../../measure/result.ts';
import { expectedEvents } from '../../scenario/estimate.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { runStudy, type RunOne } from '../../study/replications.ts';
import { WorkerPool } from './pool.ts';
import { ProgressLine } from './progress.ts';
import { runToEnd } from './work.ts';

/** How to run. */
export interface RunOptions {
  readonly designIds: readonly string[];
  /** Threads; undefined: as many as pay. */
  readonly workers: number | undefined;
  readonly series: boolean;
}

/** Starting a thread takes about as long as so many events. */
const WORTH_A_THREAD = 2e6;

/** Runs designs of a scenario, with all replications, in this thread or in several: the result is the same to the last bit. */
export async function runScenario(scenario: Scenario, { designIds, workers, series }: RunOptions): Promise<Result> {
  const runs = designIds.length * scenario.run.replications;
  const threads = Math.min(runs, workers ?? worthwhileThreads(scenario, designIds));
  const progress = new ProgressLine(runs);
  // The series of the first replication: later ones are there for the intervals.
  const workOf = (designId: string, seed: string, replication: number) => ({
    work: { designId, seed, series: series && replication === 0 },
    tell: (share: number, events: number) => {
      progress.update(replication === 0 ? designId : `${designId}#${replication}`, share, events);
    },
  });
  const pool = threads > 1 ? new WorkerPool(scenario, threads) : undefined;
  try {
    if (pool) {
      const inPool: RunOne = (...run) => {
        const { work, tell } = workOf(...run);
        return pool.run(work, tell);
      };
      return await runStudy(scenario, inPool, designIds);
    }
    // One after the other: each begins when the one before has ended.
    let before: Promise<unknown> = Promise.resolve();
    const inTurn: RunOne = (...run) => {
      const { work, tell } = workOf(...run);
      const mine = before.then(() => runToEnd(scenario, work, tell));
      before = mine;
      return mine;
    };
    return await runStudy(scenario, inTurn, designIds);
  } finally {
    progress.end();
    await pool?.close();
  }
}

function worthwhileThreads(scenario: Scenario, designIds: readonly string[]): number {
  const events = designIds.reduce((sum, id) => sum + expectedEvents(scenario, id), 0) * scenario.run.replications;
  return events < WORTH_A_THREAD ? 1 : availableParallelism();
}
