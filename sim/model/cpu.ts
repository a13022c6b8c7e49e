import { divide } from '../kernel/maxmin.ts';
import type { Metering } from './metering.ts';
import type { World } from './world.ts';

/** A host counts as short of cores only beyond rounding. */
const SLACK = 1e-9;

/**
 * Processors: jobs on instances, instances on hosts. An instance with n jobs at work wants min(ceiling, background + n) cores.
 * Where a host has that for everyone nothing needs computing; where it has not, it is divided by weighted max-min fairness, anew at every
 * change (shares are weights, reservations floors, limits ceilings).
 */
export class Cpu {
  private readonly world: World;
  private readonly metering: Metering;
  /** Scratch of `share`, one per instance of the fullest host. */
  private readonly want: Float64Array;
  private readonly weight: Float64Array;
  private readonly floor: Float64Array;
  private readonly ceiling: Float64Array;
  private readonly part: Float64Array;

  constructor(world: World, metering: Metering) {
    this.world = world;
    this.metering = metering;
    const n = world.instances.count;
    this.want = new Float64Array(n);
    this.weight = new Float64Array(n);
    this.floor = new Float64Array(n);
    this.ceiling = new Float64Array(n);
    this.part = new Float64Array(n);
  }

  /** A job begins to use an instance's CPU for `work` seconds of the reference core. */
  start(instance: number, job: number, work: number, now: number): void {
    this.world.cpus.offer(instance, job, work, now);
    this.changed(instance, now);
  }

  /** An instance's CPU finishes a job: returns it. */
  complete(instance: number, now: number): number {
    const job = this.world.cpus.complete(instance, now);
    this.changed(instance, now);
    return job;
  }

  /** Load on an instance that is not messages [cores]; the jobs get what is left of its ceiling. */
  setBackground(instance: number, cores: number, now: number): void {
    const { instances, hosts } = this.world;
    const most = instances.ceiling[instance];
    instances.background[instance] = cores < most ? cores : most;
    const host = instances.host[instance];
    if (host < 0) return;
    if (hosts.short[host] === 0) this.giveJobs(instance, most, now);
    this.changed(instance, now);
  }

  /** Stops an instance's CPU for a while, or lets it go on: its sessions stand still. */
  setPaused(instance: number, paused: boolean, now: number): void {
    const { instances, interruptions } = this.world;
    instances.paused[instance] = paused ? 1 : 0;
    if (paused) interruptions.begin('standstill', instance, now);
    else interruptions.end('standstill', instance, now);
    this.recount(instances.host[instance], now);
  }

  /** Sets the cores that migrations keep busy on a host. */
  addMigrating(host: number, cores: number, now: number): void {
    const { hosts } = this.world;
    this.metering.beforeStateChange(host, now);
    const left = hosts.migrating[host] + cores;
    hosts.migrating[host] = left > SLACK ? left : 0;
    this.recount(host, now);
  }

  /** What a host must reckon anew when an instance comes, goes or changes its size, or its own work changes. */
  recount(host: number, now: number): void {
    const { hosts, instances } = this.world;
    let ceilings = hosts.ownWork(host);
    for (const i of hosts.instances[host]) ceilings += instances.ceiling[i];
    // Shadows may want as much as the machines that they mirror.
    for (const i of hosts.shadows[host]) ceilings += instances.ceiling[i];
    hosts.overcommitted[host] = ceilings > hosts.cores[host] + SLACK ? 1 : 0;
    this.share(host, now);
  }

  /** An instance has left its host, with nothing running on it: its cores are free. */
  leave(instance: number, host: number, now: number): void {
    this.world.instances.short.set(instance, 0, now);
    this.setBusy(instance, host, 0, now);
    this.recount(host, now);
  }

  /** Moves the load that a shadow mirrors from one host to another; −1 stands for none. */
  moveShadow(instance: number, from: number, to: number, now: number): void {
    const busy = this.world.instances.busy.value[instance];
    if (from >= 0) this.mirror(from, -busy, now);
    this.world.instances.shadow[instance] = to;
    if (to >= 0) this.mirror(to, busy, now);
  }

  /** Books mirrored load. A host that it makes short of cores divides them at its own next change: mirrors must not chase each other. */
  private mirror(host: number, cores: number, now: number): void {
    const { hosts } = this.world;
    this.metering.beforeChange(host, now);
    const left = hosts.mirroring[host] + cores;
    hosts.mirroring[host] = left > SLACK ? left : 0;
  }

  private changed(instance: number, now: number): void {
    const { instances, hosts } = this.world;
    const host = instances.host[instance];
    const wants = this.wants(instance);
    if (hosts.overcommitted[host] === 1) {
      const total = hosts.busy[host] + wants - instances.busy.value[instance];
      if (hosts.short[host] === 1 || total > hosts.cores[host] - hosts.ownWork(host) + SLACK) {
        this.share(host, now);
        return;
      }
    }
    this.setBusy(instance, host, wants, now);
  }

  private wants(instance: number): number {
    const { instances, cpus } = this.world;
    if (instances.paused[instance] === 1) return 0;
    const wants = instances.background[instance] + cpus.inService(instance);
    const most = instances.ceiling[instance];
    return wants < most ? wants : most;
  }

  private setBusy(instance: number, host: number, cores: number, now: number): void {
    const { instances, hosts } = this.world;
    const before = instances.busy.value[instance];
    if (cores === before) return;
    this.metering.beforeChange(host, now);
    hosts.busy[host] += cores - before;
    instances.busy.set(instance, cores, now);
    const shadow = instances.shadow[instance];
    if (shadow >= 0) this.mirror(shadow, cores - before, now);
  }

  /** Gives the jobs of an instance what background load leaves of its cores. */
  private giveJobs(instance: number, cores: number, now: number): void {
    const { instances, cpus } = this.world;
    const left = instances.paused[instance] === 1 ? 0 : cores - instances.background[instance];
    cpus.setCores(instance, left > 0 ? left : 0, now);
  }

  /** Divides a host's cores among its instances. */
  private share(host: number, now: number): void {
    const { instances, hosts } = this.world;
    const guests = hosts.instances[host];
    const n = guests.length;
    let total = 0;
    for (let g = 0; g < n; g++) {
      const instance = guests[g];
      this.want[g] = this.wants(instance);
      this.weight[g] = instances.shares[instance];
      this.floor[g] = instances.reserved[instance];
      this.ceiling[g] = instances.ceiling[instance];
      total += this.want[g];
    }
    const room = hosts.cores[host] - hosts.ownWork(host);
    const capacity = room > 0 ? room : 0;
    const short = total > capacity + SLACK;
    hosts.short[host] = short ? 1 : 0;
    if (short) divide(capacity, n, this.want, this.weight, this.floor, this.ceiling, this.part);
    for (let g = 0; g < n; g++) {
      const instance = guests[g];
      const granted = short ? this.part[g] : this.want[g];
      instances.short.set(instance, short ? this.want[g] - granted : 0, now);
      this.giveJobs(instance, short ? granted : instances.ceiling[instance], now);
      this.setBusy(instance, host, granted, now);
    }
    // The sum anew: differences of fractions would add up their rounding.
    let busy = 0;
    for (let g = 0; g < n; g++) busy += instances.busy.value[guests[g]];
    if (busy !== hosts.busy[host]) {
      this.metering.beforeChange(host, now);
      hosts.busy[host] = busy;
    }
  }
}
