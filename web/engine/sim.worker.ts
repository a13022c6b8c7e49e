import { expose, transfer } from 'comlink';
import { ENGINE_VERSION } from '../../sim/measure/result.ts';
import { Simulation } from '../../sim/simulation.ts';
import { FIRST_SLICE, macrotasks, nextSlice } from './pace.ts';
import type { FollowJob, Job, News, Outcome, SimApi } from './protocol.ts';

/** Least wall time between two news, and between two results so far [ms]. */
const NEWS_MS = 100;
const RESULT_MS = 400;

let tell: (news: News) => void | Promise<void> = () => undefined;
/** The job that may go on; another one ends at its next slice. */
let current = -1;
let paused: Pause | undefined;
/** Whether a run is under way, which notices a pause only between two slices. */
let driving = false;
const macrotask = macrotasks();

/** A pause: settled once nothing moves any more, over when it is resumed. */
interface Pause {
  readonly still: Promise<void>;
  readonly settle: () => void;
  readonly over: Promise<void>;
  readonly end: () => void;
}

async function run(job: Job): Promise<Outcome> {
  current = job.id;
  resume();
  let simulation: Simulation;
  try {
    simulation = new Simulation(job.scenario, job.design, job.seed, { journeys: job.journeys });
  } catch (error) {
    return { kind: 'failed', message: messageOf(error) };
  }
  void send(job, simulation, { columns: simulation.columns, ...(job.journeys && { names: simulation.journeyNames }) });
  driving = true;
  try {
    return await drive(job, simulation);
  } catch (error) {
    return { kind: 'failed', message: `the simulation stopped with an error of its own: ${messageOf(error)}` };
  } finally {
    driving = false;
    paused?.settle();
  }
}

/** Runs slice after slice; between them messages get their turn. */
async function drive(job: Job, simulation: Simulation): Promise<Outcome> {
  let slice = FIRST_SLICE;
  let newsAt = performance.now();
  let resultAt = newsAt;
  for (;;) {
    const began = performance.now();
    const finished = simulation.advance(slice);
    const now = performance.now();
    if (finished) {
      // News and the outcome go different ways: the last samples must be there before the run is said to be over.
      await send(job, simulation, {});
      return { kind: 'done', result: simulation.result() };
    }
    slice = nextSlice(slice, now - began);
    if (now - newsAt >= NEWS_MS) {
      const due = now - resultAt >= RESULT_MS;
      void send(job, simulation, due ? { soFar: simulation.result() } : {});
      newsAt = now;
      if (due) resultAt = now;
    }
    await macrotask();
    if (paused !== undefined) {
      // The page shows what was reached before it hears that all stands still.
      await send(job, simulation, {});
      paused?.settle();
      await paused?.over;
    }
    if (current !== job.id) return { kind: 'cancelled' };
  }
}

/** Runs a design until one message has ended, slice after slice. */
async function follow(job: FollowJob): Promise<Float64Array<ArrayBuffer> | undefined> {
  current = job.id;
  resume();
  const simulation = new Simulation(job.scenario, job.design, job.seed, { journeys: job.message });
  let slice = FIRST_SLICE;
  for (;;) {
    const began = performance.now();
    const finished = simulation.advance(slice);
    const found = simulation.takeJourneys()?.data;
    if (found !== undefined && (found.length > 0 || finished)) return transfer(found, [found.buffer]);
    slice = nextSlice(slice, performance.now() - began);
    await macrotask();
    if (current !== job.id) return undefined;
  }
}

async function send(job: Job, simulation: Simulation, more: Pick<News, 'columns' | 'names' | 'soFar'>): Promise<void> {
  const frame = simulation.takeFrame();
  const journeys = simulation.takeJourneys();
  const { now, events } = simulation;
  const news: News = { job: job.id, now, events, ...more, ...(frame && { frame }), ...(journeys && { journeys }) };
  const buffers = [frame?.data, journeys?.data, ...(journeys?.outcomes ?? [])].flatMap((array) => array?.buffer ?? []);
  await tell(transfer(news, buffers));
}

function resume(): void {
  paused?.settle();
  paused?.end();
  paused = undefined;
}

const api: SimApi = {
  hello: () => ENGINE_VERSION,
  listen: (callback) => {
    tell = callback;
  },
  run,
  follow,
  pause: () => {
    paused ??= newPause();
    if (!driving) paused.settle();
    return paused.still;
  },
  resume,
  cancel: () => {
    current = -1;
    resume();
  },
};

function newPause(): Pause {
  let settle: () => void = () => undefined;
  let end: () => void = () => undefined;
  const still = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { still, settle, over, end };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

expose(api);
