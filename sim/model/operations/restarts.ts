import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import { bootTime } from './bootTime.ts';
import type { Machines } from './machines.ts';
import { findHost, poolOf } from './placing.ts';

const PRIORITY = { high: 0, medium: 1, low: 2 } as const;

/**
 * Bringing machines back: where they are (a repaired host, a crashed machine), or, in a pool with high availability, on other hosts,
 * by priority, a few at a time per host, wherever memory, zones and anti-affinity permit. What does not fit waits for room.
 */
export class Restarts {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly agenda: Agenda;
  /** Machines waiting for a host, in the order of their restart. */
  private readonly waiting: number[] = [];
  /** Those among them that have not run before: hosts kept empty for restarts are not for them. */
  private readonly fresh = new Set<number>();
  /** Machines whose lack of room the journal knows of. */
  private readonly told = new Set<number>();
  /** When each instance began to boot [s]: a boot that was broken off is not finished. */
  private readonly bootAt: Float64Array;
  /** Asked to wake a host when machines wait for room. */
  wake: (pool: string, now: number) => void = () => undefined;

  constructor(world: World, machines: Machines, agenda: Agenda) {
    this.world = world;
    this.machines = machines;
    this.agenda = agenda;
    this.bootAt = new Float64Array(world.instances.count).fill(-1);
  }

  /** The cluster has noticed that a host is dead: its machines are to be restarted elsewhere, unless their disks died with it. */
  clusterNotices(host: number, now: number): void {
    const { hosts, hostSpecs, instances } = this.world;
    for (const instance of hosts.instances[host].slice()) {
      if (instances.state[instance] !== InstanceState.down) continue;
      this.machines.notice(instance, now);
      if (hostSpecs[host].spec.storage === 'local') continue;
      this.machines.takeOff(instance, now);
      this.enqueue(instance);
    }
    this.tryAll(now);
  }

  /** A new machine is to be started wherever there is room. */
  startAnywhere(instance: number, now: number): void {
    this.fresh.add(instance);
    this.enqueue(instance);
    this.tryAll(now);
  }

  /** A machine that is down boots on the host that it is on; where that is not on, it boots with it. */
  startDown(instance: number, now: number): void {
    const { hosts, instances } = this.world;
    const host = instances.host[instance];
    if (instances.state[instance] !== InstanceState.down || host < 0 || hosts.state[host] !== HostState.on) return;
    this.startHere(instance, now);
  }

  /** A machine boots on the host that it is on. */
  startHere(instance: number, now: number): void {
    this.machines.boot(instance, now);
    this.bootAt[instance] = now;
    this.agenda.at(now + bootTime(this.world, instance), { what: 'instance booted', instance, bootAt: now });
  }

  /** The boot of a machine is over, if it was not broken off: room for the next one's. */
  booted(instance: number, bootAt: number, now: number): void {
    const { instances } = this.world;
    if (instances.state[instance] !== InstanceState.booting || this.bootAt[instance] !== bootAt) return;
    this.bootAt[instance] = -1;
    this.machines.serve(instance, now);
    this.tryAll(now);
  }

  /** Tries every waiting machine: to be called whenever room may have come. */
  tryAll(now: number): void {
    const { journal, instances } = this.world;
    for (const instance of this.waiting.slice()) {
      const pool = poolOf(this.world, instance);
      const full = (host: number): boolean => this.bootingOn(host) >= this.bootsAtOnce(pool);
      const useReserved = !this.fresh.has(instance);
      const found = findHost(this.world, instance, { useReserved, except: full });
      if ('host' in found) {
        this.waiting.splice(this.waiting.indexOf(instance), 1);
        this.fresh.delete(instance);
        this.told.delete(instance);
        this.machines.put(instance, found.host, now);
        this.startHere(instance, now);
        continue;
      }
      const ever = findHost(this.world, instance, { useReserved });
      if ('why' in ever && !this.told.has(instance)) {
        this.told.add(instance);
        journal.add(now, 'restart waits', instances.ids[instance], ever.why);
        this.wake(pool, now);
      }
    }
  }

  /** Machines that wait for room. */
  waitingNow(): readonly number[] {
    return this.waiting;
  }

  private enqueue(instance: number): void {
    if (this.waiting.includes(instance)) return;
    this.waiting.push(instance);
    const { tierDesigns, instances } = this.world;
    const rank = (i: number): number => PRIORITY[tierDesigns[instances.tier[i]]?.priority ?? 'medium'];
    this.waiting.sort((a, b) => rank(a) - rank(b) || a - b);
  }

  private bootsAtOnce(pool: string): number {
    return this.world.design.pools[pool].ha?.restartsPerHost ?? Infinity;
  }

  private bootingOn(host: number): number {
    const { hosts, instances } = this.world;
    return hosts.instances[host].filter((i) => instances.state[i] === InstanceState.booting).length;
  }
}
