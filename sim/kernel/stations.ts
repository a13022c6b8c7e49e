import { Fifo } from './fifo.ts';
import type { PendingSet } from './pendingSet.ts';
import { TimeHeap } from './timeHeap.ts';

/** Scratch of `remove`. */
const kept: [end: number, job: number][] = [];

/**
 * Limited processor-sharing stations: every queue of the model is one of these.
 *
 * A station has `cores` processors of `speed` work units per second and serves at most `limit` jobs at once, the rest wait in
 * order of arrival. With n jobs in service each progresses at speed × min(1, cores / n). All jobs in service progress
 * alike, so one number, the *attained work* per job, tells how far everyone is: a job that comes when it stands at v with demand d
 * ends when it reaches v + d, whatever happens in between (virtual time: Zhang 1990; Parekh & Gallager 1993). A job's end is
 * therefore set once, and only the earliest is ever scheduled: subject `firstSubject + station` of the pending set.
 *
 * limit = cores is first come first served (G/G/c); limit = Infinity is processor sharing.
 * `cores` may be fractional, and cores and speed may be 0 (nobody progresses, nor ends a demand of 0).
 */
export class Stations {
  /** Work attained by a job that has been in service since `attained` was 0 [work units]; one per station. */
  private readonly attained: Float64Array;
  /** Time at which `attained` and `busyArea` were brought up to date [s]; one per station. */
  private readonly since: Float64Array;
  /** d attained / dt [work units per s]; one per station. */
  private readonly rate: Float64Array;
  private readonly speedOf: Float64Array;
  private readonly coresOf: Float64Array;
  private readonly limitOf: Float64Array;
  /** Core seconds spent serving jobs; one per station. */
  private readonly busyArea: Float64Array;
  /** Jobs in service; one per station. */
  private readonly serving: Int32Array;
  private readonly ends: TimeHeap[] = [];
  private readonly lines: Fifo[] = [];
  /** Demand of each waiting job [work units]; one per job, grown by doubling. */
  private demandOf = new Float64Array(256);
  private readonly pending: PendingSet;
  private readonly firstSubject: number;

  /** `count` stations of 1 core, speed 1 and no limit, whose completions are subjects `firstSubject` … of `pending`. */
  constructor(pending: PendingSet, firstSubject: number, count: number) {
    this.pending = pending;
    this.firstSubject = firstSubject;
    this.attained = new Float64Array(count);
    this.since = new Float64Array(count);
    this.rate = new Float64Array(count);
    this.speedOf = new Float64Array(count).fill(1);
    this.coresOf = new Float64Array(count).fill(1);
    this.limitOf = new Float64Array(count).fill(Infinity);
    this.busyArea = new Float64Array(count);
    this.serving = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      this.ends.push(new TimeHeap());
      this.lines.push(new Fifo());
    }
  }

  /** Jobs at most in service at `station`; set before any job comes. Infinity is pure processor sharing. */
  setLimit(station: number, limit: number): void {
    this.limitOf[station] = limit;
  }

  /** Jobs in service. */
  inService(station: number): number {
    return this.serving[station];
  }

  /** Jobs waiting behind the limit. */
  waiting(station: number): number {
    return this.lines[station].length;
  }

  /** Cores busy with jobs now. */
  busy(station: number): number {
    const n = this.serving[station];
    const cores = this.coresOf[station];
    return n < cores ? n : cores;
  }

  /** Core seconds spent on jobs until `now`, which must not lie before the last change; changes nothing. */
  busyAreaAt(station: number, now: number): number {
    return this.busyArea[station] + this.busy(station) * (now - this.since[station]);
  }

  /** A job of `demand` work units comes: it is served at once, or waits if the limit is reached. */
  offer(station: number, job: number, demand: number, now: number): void {
    const n = this.serving[station];
    if (n >= this.limitOf[station]) {
      this.remember(job, demand);
      this.lines[station].push(job);
      return;
    }
    if (n === 0) this.restart(station, now);
    else this.advance(station, now);
    const ends = this.ends[station];
    const end = this.attained[station] + demand;
    const isFirst = end < ends.peekKey();
    ends.push(end, job);
    this.serving[station] = n + 1;
    const speed = this.speedOf[station];
    if (n + 1 <= this.coresOf[station] && speed > 0) {
      // Everyone still has a core of their own: only a new earliest end changes what is scheduled.
      this.rate[station] = speed;
      if (isFirst) this.pending.schedule(this.firstSubject + station, now + demand / speed);
      return;
    }
    this.reschedule(station, now);
  }

  /** The scheduled completion at `station` is due: removes that job, starts the next waiting one, and returns the job. */
  complete(station: number, now: number): number {
    this.advance(station, now);
    const ends = this.ends[station];
    // The event stands exactly where the earliest job ends: set its work, so that rounding in `now` does not accumulate.
    this.attained[station] = ends.peekKey();
    const job = ends.pop();
    const line = this.lines[station];
    if (line.length > 0) {
      const next = line.shift();
      ends.push(this.attained[station] + this.demandOf[next], next);
    } else {
      this.serving[station] = this.serving[station] - 1;
    }
    this.reschedule(station, now);
    return job;
  }

  /** The speed of a core changes [work units per s], from now on and for jobs in service too. */
  setSpeed(station: number, speed: number, now: number): void {
    this.advance(station, now);
    this.speedOf[station] = speed;
    this.reschedule(station, now);
  }

  /** The cores that jobs may use change; fractional and 0 are allowed. */
  setCores(station: number, cores: number, now: number): void {
    if (this.coresOf[station] === cores) return;
    this.advance(station, now);
    this.coresOf[station] = cores;
    this.reschedule(station, now);
  }

  /**
   * Removes the jobs that `which` picks, in service first, then waiting, in their order, handing each to `gone`;
   * waiting jobs move up into the places of those that were in service.
   */
  remove(station: number, now: number, which: (job: number) => boolean, gone: (job: number) => void): void {
    this.advance(station, now);
    const ends = this.ends[station];
    const line = this.lines[station];
    const removed: number[] = [];
    for (let left = ends.length; left > 0; left--) {
      const end = ends.peekKey();
      const job = ends.pop();
      if (which(job)) removed.push(job);
      else kept.push([end, job]);
    }
    for (const [end, job] of kept) ends.push(end, job);
    kept.length = 0;
    for (let left = line.length; left > 0; left--) {
      const job = line.shift();
      if (which(job)) removed.push(job);
      else line.push(job);
    }
    while (line.length > 0 && ends.length < this.limitOf[station]) {
      const next = line.shift();
      ends.push(this.attained[station] + this.demandOf[next], next);
    }
    this.serving[station] = ends.length;
    this.reschedule(station, now);
    for (const job of removed) gone(job);
  }

  /** Measuring begins anew at `now`; jobs stay. */
  resetArea(station: number, now: number): void {
    this.advance(station, now);
    this.busyArea[station] = 0;
  }

  /** Old rate × elapsed time is added before anything changes. */
  private advance(station: number, now: number): void {
    const elapsed = now - this.since[station];
    if (elapsed > 0) {
      this.attained[station] = this.attained[station] + this.rate[station] * elapsed;
      this.busyArea[station] = this.busyArea[station] + this.busy(station) * elapsed;
      this.since[station] = now;
    }
  }

  /** An idle station may count its work from 0 again, which keeps the sum exact over any simulated time. */
  private restart(station: number, now: number): void {
    this.attained[station] = 0;
    this.since[station] = now;
  }

  private reschedule(station: number, now: number): void {
    const subject = this.firstSubject + station;
    const n = this.serving[station];
    if (n === 0) {
      this.rate[station] = 0;
      this.pending.cancel(subject);
      return;
    }
    const cores = this.coresOf[station];
    const rate = n <= cores ? this.speedOf[station] : (this.speedOf[station] * cores) / n;
    this.rate[station] = rate;
    if (rate <= 0) {
      this.pending.cancel(subject);
      return;
    }
    const left = this.ends[station].peekKey() - this.attained[station];
    this.pending.schedule(subject, left > 0 ? now + left / rate : now);
  }

  private remember(job: number, demand: number): void {
    if (job >= this.demandOf.length) {
      const grown = new Float64Array(Math.max(job + 1, this.demandOf.length * 2));
      grown.set(this.demandOf);
      this.demandOf = grown;
    }
    this.demandOf[job] = demand;
  }
}
