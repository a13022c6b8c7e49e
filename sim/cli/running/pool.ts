import { Worker } from 'node:worker_threads';
import type { DesignResult } from '../../measure/result.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import type { Work } from './work.ts';
import type { FromWorker, ToWorker } from './worker.ts';

interface Task {
  readonly scenario: Scenario;
  readonly work: Work;
  readonly onProgress: (share: number, events: number) => void;
  readonly resolve: (result: DesignResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Worker threads that share runs, of one scenario or of many. Which one does what has no influence on what comes out.
 * The first failure ends nothing by itself: whoever asked decides, and calls `close`.
 */
export class WorkerPool {
  private readonly workers: Worker[] = [];
  private readonly waiting: Task[] = [];

  /** Starts `size` threads. */
  constructor(size: number) {
    for (let i = 0; i < size; i++) this.start();
  }

  /** Runs a design in the next thread that is free. */
  run(scenario: Scenario, work: Work, onProgress: Task['onProgress']): Promise<DesignResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ scenario, work, onProgress, resolve, reject });
      this.idle.shift()?.();
    });
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  /** What wakes each thread that has nothing to do. */
  private readonly idle: (() => void)[] = [];

  private start(): void {
    const worker = new Worker(bootstrap(new URL('./worker.ts', import.meta.url)), { eval: true });
    this.workers.push(worker);
    let task: Task | undefined;
    const next = (): void => {
      task = this.waiting.shift();
      if (task) worker.postMessage({ scenario: task.scenario, work: task.work } satisfies ToWorker);
      else this.idle.push(next);
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') {
        task?.onProgress(message.share, message.events);
        return;
      }
      if (message.kind === 'result') task?.resolve(message.result);
      if (message.kind === 'failed') task?.reject(message.error);
      next();
    });
    worker.on('error', (error) => {
      // Broken for good; what it has not begun goes to the others, or fails with it when there are none.
      for (const broken of task ? [task] : this.waiting.splice(0)) broken.reject(error);
      task = undefined;
    });
  }
}

/** A thread does not inherit the loader that lets Node read TypeScript; where there is none (compiled code), none is needed. */
function bootstrap(url: URL): string {
  const load = `import(${JSON.stringify(url.href)})`;
  return `import('tsx/esm/api').then(({ register }) => { register(); }, () => undefined).then(() => ${load});`;
}
