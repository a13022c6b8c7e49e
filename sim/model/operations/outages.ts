import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import { compileDistribution } from '../../kernel/distributions.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import { exp, lnGamma } from '../../kernel/elementary.ts';
import { NamedStream } from '../../kernel/streams.ts';
import type { Pool } from '../../scenario/schema/design.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Machines } from './machines.ts';
import type { Migrations } from './migrations.ts';
import type { Restarts } from './restarts.ts';
import type { Shadows } from './shadows.ts';

/** Time to notice and restart a machine that crashed where there is no high availability [s]. */
const RESTART_S = 60;

/** Hosts that die, are repaired and come back; machines that crash by themselves. */
export class Outages {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly restarts: Restarts;
  private readonly migrations: Migrations;
  private readonly shadows: Shadows;
  private readonly agenda: Agenda;
  /** The time to each host's next failure, and its repairs, by the pool's laws; the same luck for every design that has the host. */
  private readonly failures: readonly (Sampler | null)[];
  private readonly failureLuck: readonly NamedStream[];
  private readonly repairs: readonly Sampler[];
  private readonly repairLuck: readonly NamedStream[];
  /** When each host dies next by its law [s]; Infinity while that is not drawn. */
  private readonly failsAt: Float64Array;

  constructor(
    world: World,
    parts: { machines: Machines; restarts: Restarts; migrations: Migrations; shadows: Shadows; agenda: Agenda },
  ) {
    this.world = world;
    this.machines = parts.machines;
    this.restarts = parts.restarts;
    this.migrations = parts.migrations;
    this.shadows = parts.shadows;
    this.agenda = parts.agenda;
    this.failsAt = new Float64Array(world.hosts.count).fill(Infinity);
    this.failures = world.hostSpecs.map(({ spec }) => failureLaw(spec));
    this.repairs = world.hostSpecs.map(({ spec }) => compileDistribution(spec.repairS));
    this.failureLuck = world.hostSpecs.map(({ id }) => new NamedStream(world.seed, `${id}/failures`));
    this.repairLuck = world.hostSpecs.map(({ id }) => new NamedStream(world.seed, `${id}/repairs`));
  }

  /** Draws every host's first failure. */
  begin(): void {
    for (let host = 0; host < this.world.hosts.count; host++) this.awaitFailure(host, 0);
  }

  /** A failure by the pool's law is due, if the host has not died otherwise since it was drawn. A host that is off waits for the next one. */
  failureDue(host: number, now: number): void {
    if (this.failsAt[host] !== now) return;
    if (this.world.hosts.state[host] === HostState.on) this.hostDies(host, now);
    else this.awaitFailure(host, now);
  }

  /** A host dies with everything on it. Nothing happens to one that is dead already. */
  hostDies(host: number, now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    if (hosts.state[host] === HostState.dead) return;
    const { spec, id } = hostSpecs[host];
    journal.add(now, 'host died', id);
    // First of all, so that nobody finds room on it while its machines are being dealt with.
    this.machines.setHostState(host, HostState.dead, now);
    this.failsAt[host] = Infinity;
    for (const instance of this.migrations.hostDied(host, now)) {
      const { ha } = hostSpecs[this.world.instances.host[instance]].spec;
      this.machines.crash(instance, now);
      this.goneUntil(instance, now + (ha?.detectS ?? RESTART_S), now);
    }
    this.shadows.takeOver(host, now);
    for (const instance of hosts.instances[host]) {
      this.machines.crash(instance, now);
      this.balancerWillNotice(instance, now);
    }
    const repairS = this.repairs[host].sample(this.repairLuck[host]);
    this.agenda.at(now + Math.min(repairS, spec.coldSpareS ?? Infinity), { what: 'host repaired', host });
    if (spec.hypervisor !== null && spec.ha !== null) {
      this.agenda.at(now + spec.ha.detectS, { what: 'cluster notices', host, change: hosts.changes[host] });
    }
  }

  /** A host is repaired, or its spare is in place: it boots. */
  repaired(host: number, now: number): void {
    this.world.journal.add(now, 'host repaired', this.world.hostSpecs[host].id);
    this.bootHost(host, now);
  }

  /** A host begins to boot. */
  bootHost(host: number, now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    this.machines.setHostState(host, HostState.booting, now);
    journal.add(now, 'host boots', hostSpecs[host].id);
    this.agenda.at(now + hostSpecs[host].model.bootS, { what: 'host booted', host, change: hosts.changes[host] });
  }

  /** A host is on again: the machines that are still on it start, others find room. */
  hostBooted(host: number, change: number, now: number): void {
    const { hosts, hostSpecs, instances, journal } = this.world;
    if (hosts.changes[host] !== change) return;
    this.machines.setHostState(host, HostState.on, now);
    journal.add(now, 'host on', hostSpecs[host].id);
    for (const instance of hosts.instances[host]) {
      if (instances.state[instance] === InstanceState.down) this.restarts.startHere(instance, now);
    }
    this.restarts.tryAll(now);
    this.shadows.restore(now);
    // Standby does not wind its clock: only a host that died draws anew.
    if (this.failsAt[host] === Infinity) this.awaitFailure(host, now);
  }

  /** One machine crashes, its host stays: after `restartS` it is booted where it is. */
  instanceCrashes(instance: number, restartS: number, now: number): void {
    const { instances } = this.world;
    if (instances.up[instance] === 0) return;
    this.migrations.instanceCrashed(instance, now);
    this.machines.crash(instance, now);
    this.goneUntil(instance, now + restartS, now);
  }

  /** A machine is stopped with its host, as planned: the balancer is told. */
  stopMachine(instance: number, now: number): void {
    this.migrations.instanceCrashed(instance, now);
    this.machines.crash(instance, now);
    this.machines.notice(instance, now);
  }

  /** A crashed machine is booted where it is at a given time; the balancer has to find out. */
  private goneUntil(instance: number, restartAt: number, now: number): void {
    this.balancerWillNotice(instance, now);
    this.agenda.at(restartAt, { what: 'boot instance', instance, downAt: now });
  }

  private balancerWillNotice(instance: number, now: number): void {
    const { healthCheck } = this.world.hostSpecs[this.world.instances.host[instance]].spec;
    const at = now + healthCheck.intervalS * healthCheck.failures;
    this.agenda.at(at, { what: 'balancer notices', instance, downAt: now });
  }

  private awaitFailure(host: number, now: number): void {
    const law = this.failures[host];
    if (law === null) return;
    const at = now + law.sample(this.failureLuck[host]);
    this.failsAt[host] = at;
    this.agenda.at(at, { what: 'host fails', host });
  }
}

/** The law of the time between failures of a host [s]; null where hosts die only by incidents. */
function failureLaw({ failure }: Pool): Sampler | null {
  if (failure === null) return null;
  const mean = failure.mtbfHours * 3600;
  if (failure.law === 'exponential') return compileDistribution({ dist: 'exponential', mean });
  return compileDistribution({
    dist: 'weibull',
    scale: mean / exp(lnGamma(1 + 1 / failure.shape)),
    shape: failure.shape,
  });
}
