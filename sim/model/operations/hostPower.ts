import { HostState } from '../../columns/hosts.ts';
import { obstacle } from '../../parts/placement/fits.ts';
import type { HostPowerSpec } from '../../scenario/schema/operation.ts';
import type { World } from '../world.ts';
import { isEnough } from './admission.ts';
import { admissionOf } from './admissionOfPool.ts';
import type { Agenda } from './agenda.ts';
import type { Evacuations } from './evacuations.ts';
import type { Machines } from './machines.ts';
import type { Outages } from './outages.ts';
import type { Restarts } from './restarts.ts';
import { guestsOn, hostsOfPool, isReserved, placeOf, poolOf } from './placing.ts';

/**
 * Host power management, after VMware DPM: while a pool's utilization stays under its floor, the emptiest host is evacuated and put
 * in standby; when it stays above its ceiling, or machines find no room, one is woken. Never fewer hosts stay on than the pool's minimum,
 * or than high availability needs.
 */
export class HostPower {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly outages: Outages;
  private readonly restarts: Restarts;
  private readonly evacuations: Evacuations;
  private readonly agenda: Agenda;
  /** Utilization of each pool at its last looks, the newest last. */
  private readonly looks = new Map<string, number[]>();
  private readonly busyBefore = new Map<string, number>();
  /** The host of each pool that is being emptied to be switched off. */
  private readonly emptying = new Map<string, number>();

  constructor(
    world: World,
    parts: { machines: Machines; outages: Outages; restarts: Restarts; evacuations: Evacuations; agenda: Agenda },
  ) {
    this.world = world;
    this.machines = parts.machines;
    this.outages = parts.outages;
    this.restarts = parts.restarts;
    this.evacuations = parts.evacuations;
    this.agenda = parts.agenda;
  }

  /** Puts the first look of every pool with a policy on the agenda. */
  begin(): void {
    for (const [pool, { power, hypervisor }] of Object.entries(this.world.design.pools)) {
      if (power.policy === 'consolidate' && hypervisor !== null) {
        this.agenda.at(power.everyS, { what: 'host power', pool });
      }
    }
  }

  /** Looks at a pool and decides. */
  look(pool: string, now: number): void {
    const spec = this.world.design.pools[pool].power;
    this.agenda.at(now + spec.everyS, { what: 'host power', pool });
    this.noteUtilization(pool, spec, now);
    if (this.followEvacuation(pool, now)) return;
    const all = this.looks.get(pool) ?? [];
    const over = (seconds: number): number | undefined => {
      const n = Math.max(1, Math.round(seconds / spec.everyS));
      return all.length < n ? undefined : all.slice(-n).reduce((sum, u) => sum + u, 0) / n;
    };
    const high = over(spec.upAfterS);
    const low = over(spec.downAfterS);
    if ((high !== undefined && high > spec.ceiling) || this.needsMore(pool)) {
      if (this.wake(pool, now)) this.looks.set(pool, []);
    } else if (low !== undefined && low < spec.floor && this.evacuateEmptiest(pool, spec, low, now)) {
      this.looks.set(pool, []);
    }
  }

  /** Wakes a host of a pool that is in standby. False when there is none, or one is booting already. */
  wake(pool: string, now: number): boolean {
    const { hosts } = this.world;
    const all = hostsOfPool(this.world, pool);
    if (all.some((host) => hosts.state[host] === HostState.booting)) return false;
    const asleep = all.find((host) => hosts.state[host] === HostState.standby && !this.evacuations.isLeaving(host));
    if (asleep === undefined) return false;
    this.outages.bootHost(asleep, now);
    return true;
  }

  /** A host has shut down. */
  stopped(host: number, change: number, now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    if (hosts.changes[host] !== change) return;
    this.machines.setHostState(host, HostState.standby, now);
    journal.add(now, 'host standby', hostSpecs[host].id);
  }

  /** Shuts an empty host down. */
  shutDown(host: number, now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    this.machines.setHostState(host, HostState.stopping, now);
    journal.add(now, 'host stops', hostSpecs[host].id);
    this.agenda.at(now + hostSpecs[host].model.shutdownS, { what: 'host stopped', host, change: hosts.changes[host] });
  }

  /** Machines wait for room, or fewer hosts are on than the pool's minimum or than admission control wants. */
  private needsMore(pool: string): boolean {
    const waits = this.restarts.waitingNow().some((instance) => poolOf(this.world, instance) === pool);
    return waits || !this.suffice(pool, this.on(pool));
  }

  /** True when some hosts are enough for the pool's minimum and for its admission control. */
  private suffice(pool: string, on: readonly number[]): boolean {
    const { ha, power } = this.world.design.pools[pool];
    if (on.length < power.minHosts) return false;
    const verdict = admissionOf(this.world, pool, on);
    return verdict === null || ha === null || isEnough(verdict, ha.failuresToTolerate);
  }

  private noteUtilization(pool: string, spec: HostPowerSpec, now: number): void {
    const { instances } = this.world;
    let busy = 0;
    for (let i = 0; i < instances.count; i++) {
      if (poolOf(this.world, i) === pool) busy += instances.busy.total(i, now);
    }
    const cores = this.on(pool).reduce((sum, host) => sum + this.world.hosts.cores[host], 0);
    const grown = busy - (this.busyBefore.get(pool) ?? 0);
    this.busyBefore.set(pool, busy);
    const looks = this.looks.get(pool) ?? [];
    looks.push(cores > 0 ? grown / (cores * spec.everyS) : 1);
    const keep = Math.ceil(Math.max(spec.downAfterS, spec.upAfterS) / spec.everyS) + 1;
    this.looks.set(pool, looks.slice(-keep));
  }

  /** Switches a host off once it is empty, or gives up when a machine would not move. True while one is being emptied. */
  private followEvacuation(pool: string, now: number): boolean {
    const host = this.emptying.get(pool);
    if (host === undefined) return false;
    const { hosts } = this.world;
    const others = this.on(pool).filter((other) => !this.evacuations.isLeaving(other));
    const isWanted = hosts.state[host] !== HostState.on || this.needsMore(pool) || !this.suffice(pool, others);
    const isEmpty = this.evacuations.isEmpty(host);
    if (!isWanted && !isEmpty && this.evacuations.isOnTheMove(host)) return true;
    this.emptying.delete(pool);
    if (!isWanted && isEmpty) this.shutDown(host, now);
    this.evacuations.finish(host, now);
    return !isWanted;
  }

  private on(pool: string): number[] {
    return hostsOfPool(this.world, pool).filter((host) => this.world.hosts.state[host] === HostState.on);
  }

  /** Begins to empty the host with the least on it, if the others can take that and stay below the ceiling. */
  private evacuateEmptiest(pool: string, spec: HostPowerSpec, utilization: number, now: number): boolean {
    const { hosts, instances } = this.world;
    const on = this.on(pool).filter((host) => !this.evacuations.isLeaving(host));
    if (on.length <= spec.minHosts || on.some((host) => hosts.incoming[host].length > 0)) return false;
    const load = (host: number): number => hosts.instances[host].reduce((sum, i) => sum + instances.vcpus[i], 0);
    const emptiest = on.filter((host) => !isReserved(this.world, host)).sort((a, b) => load(a) - load(b) || b - a)[0];
    if (emptiest === undefined || !this.evacuations.canLeave(emptiest)) return false;
    if (!this.othersSuffice(pool, emptiest, on, spec, utilization)) return false;
    this.evacuations.begin(emptiest, 'to switch its host off', now);
    this.emptying.set(pool, emptiest);
    return true;
  }

  private othersSuffice(
    pool: string,
    host: number,
    on: readonly number[],
    spec: HostPowerSpec,
    utilization: number,
  ): boolean {
    const { hosts } = this.world;
    const others = on.filter((other) => other !== host);
    const cores = (list: readonly number[]): number => list.reduce((sum, h) => sum + hosts.cores[h], 0);
    if ((utilization * cores(on)) / cores(others) >= spec.ceiling) return false;
    const places = others.filter((other) => !isReserved(this.world, other)).map((other) => placeOf(this.world, other));
    for (const guest of guestsOn(this.world, host)) {
      const place = places.find((candidate) => obstacle(candidate, guest) === null);
      if (place === undefined) return false;
      place.guests.push(guest);
    }
    return this.suffice(pool, others);
  }
}
