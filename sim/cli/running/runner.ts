import { availableParallelism } from 'node:os';
import type { DesignResult } from '../../measure/result.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { WorkerPool } from './pool.ts';
import { runToEnd, type Work } from './work.ts';

/** Starting a thread takes about as long as so many events. */
const WORTH_A_THREAD = 2e6;

/** Threads that pay for so many expected events. */
export function worthwhileThreads(events: number): number {
  return events < WORTH_A_THREAD ? 1 : availableParallelism();
}

/** Does runs in this thread, one after the other, or in several threads; they begin in the order in which they are asked for. */
export class Runner {
  private readonly pool: WorkerPool | undefined;
  private before: Promise<unknown> = Promise.resolve();

  /** One thread: this one. */
  constructor(threads: number) {
    this.pool = threads > 1 ? new WorkerPool(threads) : undefined;
  }

  /** Runs a design of a scenario to its end. */
  async run(
    scenario: Scenario,
    work: Work,
    onProgress: (share: number, events: number) => void,
  ): Promise<DesignResult> {
    const mine = this.pool
      ? this.pool.run(scenario, work, onProgress)
      : this.before.then(() => runToEnd(scenario, work, onProgress));
    this.before = mine;
    const result = await mine;
    // A thread tells its progress now and then only.
    onProgress(1, result.events);
    return result;
  }

  /** Ends its threads, whatever they do. */
  async close(): Promise<void> {
    await this.pool?.close();
  }
}
