import { batch, computed, signal } from '@preact/signals';
import type { DesignResult, Result } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import type { News } from '../engine/protocol.ts';
import { Pool } from '../engine/run.ts';
import type { Run, Task } from '../engine/run.ts';
import { JourneyStore } from '../engine/journeys.ts';
import { Series } from '../engine/series.ts';
import { replicationSeeds } from '../../sim/study/seeds.ts';
import { noteGrowth } from './growth.ts';
import { idle } from './idle.ts';
import { Stopwatch } from './stopwatch.ts';

/** Where a run stands. */
export type Phase = 'idle' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

/** How far one design is. */
export interface DesignProgress {
  /** Simulated time of the charted run [s]. */
  readonly now: number;
  /** Events of all its replications. */
  readonly events: number;
  /** Share of all its replications that is done, 0 … 1. */
  readonly share: number;
}

/** Where the run stands. */
export const phase = signal<Phase>('idle');
/** Whether a paused run has come to rest: news of what was under way may still arrive before. */
export const isStill = signal(false);
/** Why it failed, for people. */
export const failure = signal('');
/** How far each design is. */
export const progress = signal<Readonly<Record<string, DesignProgress>>>({});
/** The samples of each design; the stores grow in place, `grown` (growth.ts) says when. */
export const series = signal<ReadonlyMap<string, Series>>(new Map());
/** The traced messages of each design; the stores grow in place too. */
export const journeys = signal<ReadonlyMap<string, JourneyStore>>(new Map());
/** Each design's result so far, or its final one. */
export const soFar = signal<Readonly<Record<string, DesignResult>>>({});
/** The result of the run, once every design is done. */
export const result = signal<Result | null>(null);
/** What is running or was run last. */
export const ran = signal<{ readonly scenario: Scenario; readonly seed: string } | null>(null);

/** Wall time of computing, pauses left out. */
export const stopwatch = new Stopwatch();

/** Whether a run is under way. */
export const busy = computed(() => phase.value === 'running' || phase.value === 'paused');

/** Share of the run that is done, 0 … 1. */
export const share = computed(() => {
  const designs = Object.values(progress.value);
  return designs.length === 0 ? 0 : designs.reduce((sum, design) => sum + design.share, 0) / designs.length;
});

/** What puts results together; fetched apart from the page, which is shown before it is needed. */
const study = () => import('./study.ts');

let pool: Pool | undefined;
let current: Run | undefined;
/** Counts the starts: what an older run still has to say is not heard. */
let starts = 0;
/** Counts the pauses: only the last one is waited for. */
let pauses = 0;
/** How far each replication of each design is. */
let reached: Record<string, { share: number; events: number }[]> = {};

/** What a finished run left on the page. */
interface Finished {
  readonly key: string;
  readonly show: () => void;
}

/** The last runs, so that a change taken back shows its results again without another run. */
let finished: readonly Finished[] = [];
const MOST_FINISHED = 4;

const keyOf = (scenario: Scenario, seed: string): string => JSON.stringify([seed, scenario]);

/** Whether a run's results are still here, to be shown again at once. */
export function isRecalled(scenario: Scenario, seed: string): boolean {
  const key = keyOf(scenario, seed);
  return finished.some((run) => run.key === key);
}

/** Runs a scenario from its beginning, or shows the results of it that are still here; a run under way is cancelled. */
export async function start(scenario: Scenario, seed: string, how: 'anew' | 'or recall' = 'anew'): Promise<void> {
  current?.cancel();
  current = undefined;
  const mine = ++starts;
  const key = keyOf(scenario, seed);
  const before = how === 'anew' ? undefined : finished.find((run) => run.key === key);
  if (before !== undefined) {
    before.show();
    return;
  }
  begin(scenario, seed);
  try {
    pool ??= new Pool();
    const seeds = replicationSeeds(seed, scenario.run.replications);
    current = pool.start(scenario, seeds, { onNews: take, onDone: finish });
    void idle()
      .then(study)
      .catch(() => undefined); // tried again when it is needed
    const results = await current.results;
    const { assemble } = await study();
    if (mine !== starts) return;
    const assembled = assemble(scenario, seed, results);
    stopwatch.stop();
    batch(() => {
      result.value = assembled;
      phase.value = 'done';
    });
    finished = [{ key, show: picture() }, ...finished.filter((run) => run.key !== key)].slice(0, MOST_FINISHED);
  } catch (error) {
    if (mine !== starts) return;
    stopwatch.stop();
    if (phase.value === 'cancelled') return;
    batch(() => {
      failure.value = error instanceof Error ? error.message : String(error);
      phase.value = 'failed';
    });
  }
}

/** Takes down what the page shows of the finished run; calling what it returns shows it again. */
function picture(): () => void {
  const [run, far, samples, results, whole] = [ran.value, progress.value, series.value, soFar.value, result.value];
  const traced = journeys.value;
  const took = stopwatch.elapsed;
  return () => {
    stopwatch.show(took);
    batch(() => {
      ran.value = run;
      progress.value = far;
      series.value = samples;
      journeys.value = traced;
      soFar.value = results;
      result.value = whole;
      failure.value = '';
      phase.value = 'done';
    });
    noteGrowth();
  };
}

/** Forgets the run before, and what it showed; a run under way is cancelled. */
export function clear(): void {
  starts += 1;
  current?.cancel();
  current = undefined;
  batch(() => {
    ran.value = null;
    phase.value = 'idle';
    progress.value = {};
    series.value = new Map();
    journeys.value = new Map();
    soFar.value = {};
    result.value = null;
  });
  noteGrowth();
}

function begin(scenario: Scenario, seed: string): void {
  reached = {};
  batch(() => {
    ran.value = { scenario, seed };
    phase.value = 'running';
    failure.value = '';
    progress.value = Object.fromEntries(
      Object.keys(scenario.designs).map((id) => [id, { now: 0, events: 0, share: 0 }]),
    );
    series.value = new Map();
    journeys.value = new Map();
    soFar.value = {};
    result.value = null;
  });
  noteGrowth();
  stopwatch.restart();
}

/** Stops for a while: nothing new is begun at once, and what is under way comes to rest soon. */
export async function pause(): Promise<void> {
  if (phase.value !== 'running') return;
  const mine = ++pauses;
  batch(() => {
    phase.value = 'paused';
    isStill.value = false;
  });
  stopwatch.stop();
  await current?.pause();
  if (mine === pauses) isStill.value = true;
}

/** Goes on. */
export function resume(): void {
  if (phase.value !== 'paused') return;
  current?.resume();
  stopwatch.go();
  phase.value = 'running';
}

/** Ends the run; what it has shown so far stays on the page, marked as incomplete. */
export function cancel(): void {
  if (!busy.value) return;
  phase.value = 'cancelled';
  stopwatch.stop();
  starts += 1;
  current?.cancel();
}

/** Follows a message through a design that has run: the design is run again until it has ended. False when that did not work out. */
export async function follow(design: string, message: { stream: number; number: number }): Promise<boolean> {
  const run = ran.value;
  const store = journeys.value.get(design);
  if (run === null || store === undefined || busy.value) return false;
  pool ??= new Pool();
  const record = await pool.follow(run.scenario, run.seed, design, message);
  if (record === undefined || record.length === 0) return false;
  store.addFollowed(record);
  // Whoever shows this store looks again.
  journeys.value = new Map(journeys.value);
  return true;
}

function take(task: Task, news: News): void {
  const { design, replication } = task;
  noteGrowth();
  batch(() => {
    advance(task, news.now, news.events);
    if (replication > 0) return;
    if (news.columns) series.value = new Map(series.value).set(design, new Series(news.columns));
    if (news.frame) series.value.get(design)?.append(news.frame);
    if (news.names) journeys.value = new Map(journeys.value).set(design, new JourneyStore(news.names));
    if (news.journeys) journeys.value.get(design)?.append(news.journeys);
    if (news.soFar) soFar.value = { ...soFar.value, [design]: news.soFar };
  });
}

function finish(task: Task, final: DesignResult): void {
  noteGrowth();
  batch(() => {
    advance(task, ran.value?.scenario.run.durationS ?? 0, final.events);
    if (task.replication === 0) soFar.value = { ...soFar.value, [task.design]: final };
  });
}

/** Books how far a replication is; what the page shows of a design is the sum over its replications. */
function advance({ design, replication }: Task, now: number, events: number): void {
  const { durationS = 1, replications = 1 } = ran.value?.scenario.run ?? {};
  const tasks = (reached[design] ??= []);
  tasks[replication] = { share: Math.min(1, now / durationS), events };
  const sum = tasks.reduce((a, b) => ({ share: a.share + b.share, events: a.events + b.events }), {
    share: 0,
    events: 0,
  });
  const before = progress.value[design]?.now ?? 0;
  progress.value = {
    ...progress.value,
    [design]: { now: replication === 0 ? now : before, events: sum.events, share: sum.share / replications },
  };
}
