import type { DesignResult } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { SimClient, aborted } from './client.ts';
import type { FollowJob, News } from './protocol.ts';

/** One run of one design: replication 0 is the one that is charted, the others give intervals. */
export interface Task {
  readonly design: string;
  readonly replication: number;
}

/** Who listens to a run. */
export interface Listener {
  /** News of a task, at most ten times a second each. */
  readonly onNews: (task: Task, news: News) => void;
  /** A task reached its end. */
  readonly onDone: (task: Task, result: DesignResult) => void;
}

/** A run under way. */
export interface Run {
  /** Each design's replications, in the order of the designs and seeds whatever order they ended in; rejects with AbortError when cancelled. */
  readonly results: Promise<Record<string, DesignResult[]>>;
  /** Stops for a while; settles once all stands still. */
  pause(): Promise<void>;
  resume(): void;
  cancel(): void;
}

/** Running number of jobs, so that late news of an old one is known as such. */
let jobs = 0;

/** The workers of the page, kept from run to run: one per design, no more than the machine has processors. */
export class Pool {
  private readonly clients: SimClient[] = [];
  private readonly most: number;

  constructor(most: number = navigator.hardwareConcurrency || 2) {
    this.most = Math.max(1, most);
  }

  /** Runs every design of a scenario under every seed, as many at once as there are workers. */
  start(scenario: Scenario, seeds: readonly string[], listener: Listener): Run {
    const designs = Object.keys(scenario.designs);
    const waiting = seeds.flatMap((_, replication) => designs.map((design): Task => ({ design, replication })));
    const done = new Map(designs.map((design) => [design, new Array<DesignResult>(seeds.length)]));
    const abort = new AbortController();
    const gate = new Gate();

    const work = async (client: SimClient): Promise<void> => {
      for (;;) {
        await gate.open; // a paused run starts nothing new
        const task = waiting.shift();
        if (task === undefined) return;
        const job = {
          id: ++jobs,
          scenario,
          design: task.design,
          seed: seeds[task.replication] ?? '',
          journeys: task.replication === 0,
        };
        const result = await client.run(job, (news) => listener.onNews(task, news), abort.signal);
        done.get(task.design)?.splice(task.replication, 1, result);
        listener.onDone(task, result);
      }
    };

    const clients = this.take(Math.min(waiting.length, this.most));
    const results = Promise.all(clients.map(work))
      .then(() => Object.fromEntries(designs.map((id) => [id, done.get(id) ?? []])))
      .catch((error: unknown) => {
        abort.abort(aborted()); // one failed: the others are of no use
        throw error;
      });

    return {
      results,
      pause: async () => {
        gate.shut();
        await Promise.all(clients.map((client) => client.pause()));
      },
      resume: () => {
        gate.unlock();
        for (const client of clients) client.resume();
      },
      cancel: () => {
        abort.abort(aborted());
        gate.unlock();
        for (const client of clients) client.resume();
      },
    };
  }

  /** Runs a design again until a message has ended: its record, or undefined. Only while nothing else runs. */
  follow(
    scenario: Scenario,
    seed: string,
    design: string,
    message: FollowJob['message'],
  ): Promise<Float64Array | undefined> {
    const [client] = this.take(1);
    return client?.follow({ id: ++jobs, scenario, seed, design, message }) ?? Promise.resolve(undefined);
  }

  private take(n: number): SimClient[] {
    while (this.clients.length < n) this.clients.push(new SimClient());
    return this.clients.slice(0, n);
  }
}

/** A promise that can be held back. */
class Gate {
  open: Promise<void> = Promise.resolve();
  private release: (() => void) | undefined;

  shut(): void {
    if (this.release !== undefined) return;
    this.open = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  unlock(): void {
    this.release?.();
    this.release = undefined;
  }
}
