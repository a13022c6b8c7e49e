import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Evacuations } from './evacuations.ts';
import type { HostPower } from './hostPower.ts';
import type { Machines } from './machines.ts';
import type { Outages } from './outages.ts';

/** How often a host that is worked on is looked at, and how long machines that cannot move may work off what they have [s]. */
const LOOK_S = 5;
const DRAIN_S = 120;

/** Why machines move, for the journal. */
const REASON = 'maintenance';

/** Work on some hosts, one after the other. */
interface Job {
  readonly hosts: readonly number[];
  readonly workS: number;
  readonly whenDone: (now: number) => void;
  at: number;
  phase: 'begin' | 'emptying' | 'stopping' | 'working' | 'booting';
  since: number;
}

/**
 * Planned maintenance: each host in turn is emptied by live migration, shut down, worked on, and put back. Machines that cannot move are
 * drained and stopped with their host, and start again with it.
 */
export class Maintenance {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly outages: Outages;
  private readonly hostPower: HostPower;
  private readonly evacuations: Evacuations;
  private readonly agenda: Agenda;
  private readonly jobs: Job[] = [];

  constructor(
    world: World,
    parts: { machines: Machines; outages: Outages; hostPower: HostPower; evacuations: Evacuations; agenda: Agenda },
  ) {
    this.world = world;
    this.machines = parts.machines;
    this.outages = parts.outages;
    this.hostPower = parts.hostPower;
    this.evacuations = parts.evacuations;
    this.agenda = parts.agenda;
  }

  /** Begins work on some hosts; `whenDone` is told when all are back. */
  begin(hosts: readonly number[], workS: number, now: number, whenDone: (now: number) => void): void {
    this.jobs.push({ hosts, workS, whenDone, at: 0, phase: 'begin', since: now });
    this.step(this.jobs.length - 1, now);
  }

  /** Goes on with a maintenance. */
  step(number: number, now: number): void {
    const job = this.jobs[number];
    const host = job.hosts[job.at];
    if (host === undefined) {
      job.whenDone(now);
      return;
    }
    const again = (inS: number): void => this.agenda.at(now + inS, { what: 'maintain', maintenance: number });
    const { hosts } = this.world;
    switch (job.phase) {
      case 'begin':
        if (hosts.state[host] !== HostState.on) {
          // A host that is dead or asleep needs no emptying; its turn is over.
          job.at++;
          this.step(number, now);
          return;
        }
        this.evacuations.begin(host, REASON, now);
        enter(job, 'emptying', now);
        this.drainRest(host, now);
        again(LOOK_S);
        return;
      case 'emptying':
        if (hosts.state[host] === HostState.on) {
          if (!this.readyToStop(job, host, now)) return again(LOOK_S);
          for (const instance of hosts.instances[host]) this.outages.stopMachine(instance, now);
          this.hostPower.shutDown(host, now);
        }
        enter(job, 'stopping', now);
        again(LOOK_S);
        return;
      case 'stopping':
        if (hosts.state[host] === HostState.stopping) return again(LOOK_S);
        enter(job, 'working', now);
        again(job.workS);
        return;
      case 'working':
        if (hosts.state[host] === HostState.standby) this.outages.bootHost(host, now);
        enter(job, 'booting', now);
        again(LOOK_S);
        return;
      case 'booting':
        if (hosts.state[host] === HostState.booting || this.someoneStarts(host)) return again(LOOK_S);
        this.evacuations.finish(host, now);
        job.at++;
        enter(job, 'begin', now);
        this.step(number, now);
        return;
    }
  }

  /** Machines that cannot move get nothing new. */
  private drainRest(host: number, now: number): void {
    const { instances } = this.world;
    for (const instance of this.evacuations.askAgain(host, REASON, now)) {
      if (instances.state[instance] === InstanceState.serving) this.machines.drain(instance, now);
    }
  }

  /** Nothing moves any more, and what is left has worked off what it had, or has had its time for that. */
  private readyToStop(job: Job, host: number, now: number): boolean {
    const { hosts, instances } = this.world;
    if (this.evacuations.isEmpty(host)) return true;
    this.drainRest(host, now);
    if (this.evacuations.isOnTheMove(host)) {
      job.since = now;
      return false;
    }
    const idle = hosts.instances[host].every(
      (i) => instances.inService.value[i] === 0 && instances.backlog[i].length === 0,
    );
    return idle || now - job.since >= DRAIN_S;
  }

  private someoneStarts(host: number): boolean {
    const { hosts, instances } = this.world;
    return hosts.instances[host].some((i) => instances.state[i] === InstanceState.booting);
  }
}

function enter(job: Job, phase: Job['phase'], now: number): void {
  job.phase = phase;
  job.since = now;
}
