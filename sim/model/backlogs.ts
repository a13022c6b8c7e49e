import type { Journeys } from './journeys/journeys.ts';
import type { World } from './world.ts';

/** Connections that wait for a slot at their instance, in order; the longest waiting one leaves when its patience is over. */
export class Backlogs {
  private readonly world: World;
  private readonly journeys: Journeys;

  constructor(world: World, journeys: Journeys) {
    this.world = world;
    this.journeys = journeys;
  }

  /** A job begins to wait. */
  join(instance: number, job: number, now: number): void {
    const { instances, tiers, jobs, pending, subjects } = this.world;
    const tier = instances.tier[instance];
    const backlog = instances.backlog[instance];
    if (backlog.length === 0) pending.schedule(subjects.first.patience + instance, now + tiers.patienceS[tier]);
    backlog.push(job);
    if (jobs.traced[job] === 1) this.journeys.waits(job, 'backlog', now);
    instances.inBacklog.add(instance, 1, now);
    const waiting = ++tiers.backlog[tier];
    if (waiting > tiers.peakBacklog[tier]) tiers.peakBacklog[tier] = waiting;
    if (waiting > tiers.samplePeakBacklog[tier]) tiers.samplePeakBacklog[tier] = waiting;
  }

  /** The job that has waited longest leaves; there must be one. The patience of the next one counts from now on. */
  shift(instance: number, now: number): number {
    const { instances, tiers } = this.world;
    const job = instances.backlog[instance].shift();
    instances.inBacklog.add(instance, -1, now);
    tiers.backlog[instances.tier[instance]]--;
    this.awaitPatience(instance, now);
    return job;
  }

  /** Schedules when the longest waiting job leaves: at once, where patience has become shorter than it has waited. */
  awaitPatience(instance: number, now: number): void {
    const { instances, tiers, jobs, pending, subjects } = this.world;
    const backlog = instances.backlog[instance];
    const patienceS = tiers.patienceS[instances.tier[instance]];
    const leavesAt = backlog.length > 0 ? jobs.arrivedAt[backlog.peek()] + patienceS : Infinity;
    pending.schedule(subjects.first.patience + instance, leavesAt > now ? leavesAt : now);
  }
}
