import { proxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { DesignResult } from '../../sim/measure/result.ts';
import type { FollowJob, Job, News, Outcome, SimApi } from './protocol.ts';

/** How long a worker may take to start, and to answer a cancel, before it is replaced [ms]. */
const START_MS = 20_000;
const ANSWER_MS = 300;

/** What can go wrong beside the simulation: the worker itself. Its message is for people. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

/** The error of a cancelled run, as the platform names it. */
export function aborted(): DOMException {
  return new DOMException('the run was cancelled', 'AbortError');
}

interface Live {
  readonly worker: Worker;
  readonly api: Remote<SimApi>;
  readonly ready: Promise<void>;
  /** Rejects what is under way. */
  fail: (error: unknown) => void;
}

/**
 * One worker that runs one design at a time. It is started when first needed and kept; when it breaks or does not answer
 * it is ended, what waits for it is rejected, and the next run gets a fresh one.
 */
export class SimClient {
  private live: Live | undefined;
  private stopping: Promise<void> = Promise.resolve();
  private paused = false;
  private onNews: (news: News) => void = () => undefined;

  /** Runs a design; `signal` cancels it (AbortError). A scenario that cannot be built, or a broken worker, rejects too. */
  async run(job: Job, onNews: (news: News) => void, signal: AbortSignal): Promise<DesignResult> {
    await this.stopping;
    if (signal.aborted) throw aborted();
    const live = (this.live ??= this.start());
    this.onNews = (news) => {
      if (news.job === job.id && !signal.aborted) onNews(news);
    };
    // comlink never settles a call whose worker was ended: every call is raced against a promise of our own.
    const broken = new Promise<never>((_, reject) => {
      live.fail = reject;
    });
    const cancelled = new Promise<never>((_, reject) => {
      const cancel = (): void => {
        reject(aborted());
      };
      signal.addEventListener('abort', cancel, { once: true });
    });
    cancelled.catch(() => undefined);
    const begin = async (): Promise<Outcome> => {
      await live.ready;
      if (signal.aborted) return { kind: 'cancelled' };
      const outcome = live.api.run(job);
      if (this.paused) void live.api.pause(); // a run begins unpaused; paused while the worker was starting
      return outcome;
    };
    const ended = begin();
    const stop = (): void => {
      this.stopping = this.stop(live, ended);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      return settle(await Promise.race([ended, broken, cancelled]));
    } finally {
      signal.removeEventListener('abort', stop);
      live.fail = () => undefined;
    }
  }

  /** Runs a design again until a message has ended; undefined when it could not, or something else was run. */
  async follow(job: FollowJob): Promise<Float64Array | undefined> {
    await this.stopping;
    const live = (this.live ??= this.start());
    const broken = new Promise<undefined>((resolve) => {
      live.fail = () => resolve(undefined);
    });
    await live.ready;
    return Promise.race([live.api.follow(job), broken]);
  }

  /** Stops between two slices, until `resume`; settles once all stands still. */
  async pause(): Promise<void> {
    this.paused = true;
    await this.live?.api.pause();
  }

  /** Goes on. */
  resume(): void {
    this.paused = false;
    void this.live?.api.resume();
  }

  /** Ends the worker. */
  close(): void {
    this.live?.worker.terminate();
    this.live = undefined;
  }

  private start(): Live {
    const worker = new Worker(new URL('./sim.worker.ts', import.meta.url), { type: 'module', name: 'mailwatt' });
    const api = wrap<SimApi>(worker);
    let fail: (error: unknown) => void = () => undefined;
    const broken = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const giveUp = (message: string): void => {
      const error = new WorkerFailure(message);
      live.fail(error);
      fail(error);
      if (this.live === live) this.close();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      giveUp('The part of the page that computes could not be loaded or has failed. Reload the page.');
    };
    worker.onmessageerror = () => {
      giveUp('A message between the parts of the page could not be read. Reload the page.');
    };
    const timer = setTimeout(() => {
      giveUp('The part of the page that computes does not start. Reload the page.');
    }, START_MS);
    const hello = async (): Promise<void> => {
      await api.hello();
      await api.listen(
        proxy((news: News) => {
          this.onNews(news);
        }),
      );
    };
    const ready = Promise.race([hello(), broken]).finally(() => {
      clearTimeout(timer);
    });
    ready.catch(() => undefined);
    broken.catch(() => undefined);
    const live: Live = { worker, api, ready, fail: () => undefined };
    return live;
  }

  /** Asks the worker to cancel and ends it unless its run returns in time. */
  private async stop(live: Live, ended: Promise<Outcome>): Promise<void> {
    const answered = ended.then(
      () => true,
      () => false,
    );
    const late = new Promise<false>((resolve) => {
      setTimeout(() => {
        resolve(false);
      }, ANSWER_MS);
    });
    void live.api.cancel();
    if (await Promise.race([answered, late])) return;
    live.worker.terminate();
    if (this.live === live) this.live = undefined;
  }
}

function settle(outcome: Outcome): DesignResult {
  switch (outcome.kind) {
    case 'done':
      return outcome.result;
    case 'cancelled':
      throw aborted();
    case 'failed':
      throw new WorkerFailure(outcome.message);
  }
}
