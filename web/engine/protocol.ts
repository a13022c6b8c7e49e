import type { JourneyBatch, JourneyNames } from '../../sim/measure/journeys.ts';
import type { Column, Frame } from '../../sim/measure/metrics.ts';
import type { DesignResult } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';

/** What page and worker say to each other. Everything here is plain data: it crosses by structured clone or transfer. */

/** One design to run. */
export interface Job {
  /** Running number of the page; later news of an older job is dropped by it. */
  readonly id: number;
  readonly scenario: Scenario;
  readonly design: string;
  readonly seed: string;
  /** Whether some messages' journeys are recorded. */
  readonly journeys: boolean;
}

/** News of a running job, at most ten times a second. */
export interface News {
  readonly job: number;
  /** Simulated time [s]. */
  readonly now: number;
  /** Events so far. */
  readonly events: number;
  /** The sampled columns, once, in the first news. */
  readonly columns?: readonly Column[];
  /** What the numbers of journeys stand for, once, in the first news. */
  readonly names?: JourneyNames;
  /** Journeys that have ended since the news before; their buffers are transferred. */
  readonly journeys?: JourneyBatch;
  /** Samples since the news before; its buffer is transferred. */
  readonly frame?: Frame;
  /** The result so far, now and then. */
  readonly soFar?: DesignResult;
}

/** How a job ended. Expected failures are data: only name, message and stack of an error survive the way to the page. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: DesignResult }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** A message of a job, to be followed alone. */
export interface FollowJob {
  readonly id: number;
  readonly scenario: Scenario;
  readonly design: string;
  readonly seed: string;
  /** Place of its stream, and its number there. */
  readonly message: { readonly stream: number; readonly number: number };
}

/** What the worker offers. */
export interface SimApi {
  /** Answers once the worker is up: the version of its engine. */
  hello(): string;
  /** Sets the one callback that gets all news of this worker; what it returns settles once the page has heard them. */
  listen(tell: (news: News) => void | Promise<void>): void;
  /** Runs a design to its end. */
  run(job: Job): Promise<Outcome>;
  /** Runs a design again until a message has ended: its record, or undefined when something else is to be run. */
  follow(job: FollowJob): Promise<Float64Array<ArrayBuffer> | undefined>;
  /** Stops between two slices until `resume`; settles once the run stands still and the page has heard its last news. */
  pause(): Promise<void>;
  /** Goes on. */
  resume(): void;
  /** Ends the running job between two slices. */
  cancel(): void;
}
