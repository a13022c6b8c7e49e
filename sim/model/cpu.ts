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

  /** The cores that load which is not messages keeps busy on an instance; the jobs get what is left of its ceiling. */
  setBackground(instance: number, cores: number, now: number): void {
    const { instances, cpus, hosts } = this.world;
    const most = instances.ceiling[instance];
    const background = cores < most ? cores : most;
    instances.background[instance] = background;
    const host = instances.host[instance];
    if (host < 0) return;
    if (hosts.short[host] === 0) cpus.setCores(instance, most - background, now);
    this.changed(instance, now);
  }

  /** What a host must reckon anew when an instance comes or goes, or its own overhead changes. */
  recount(host: number, now: number): void {
    const { hosts, instances } = this.world;
    const ceilings = hosts.instances[host].reduce((sum, i) => sum + instances.ceiling[i], 0);
    hosts.overcommitted[host] = ceilings > hosts.cores[host] - hosts.overhead[host] + SLACK ? 1 : 0;
    this.share(host, now);
  }

  private changed(instance: number, now: number): void {
    const { instances, hosts } = this.world;
    const host = instances.host[instance];
    const wants = this.wants(instance);
    if (hosts.overcommitted[host] === 1) {
      const total = hosts.busy[host] + wants - instances.busy.value[instance];
      if (hosts.short[host] === 1 || total > hosts.cores[host] - hosts.overhead[host] + SLACK) {
        this.share(host, now);
        return;
      }
    }
    this.setBusy(instance, host, wants, now);
  }

  private wants(instance: number): number {
    const { instances, cpus } = this.world;
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
  }

  /** Divides a host's cores among its instances. */
  private share(host: number, now: number): void {
    const { instances, hosts, cpus } = this.world;
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
    const capacity = hosts.cores[host] - hosts.overhead[host];
    const short = total > capacity + SLACK;
    hosts.short[host] = short ? 1 : 0;
    if (short) divide(capacity, n, this.want, this.weight, this.floor, this.ceiling, this.part);
    this.metering.beforeChange(host, now);
    let busy = 0;
    for (let g = 0; g < n; g++) {
      const instance = guests[g];
      const granted = short ? this.part[g] : this.want[g];
      instances.busy.set(instance, granted, now);
      instances.short.set(instance, short ? this.want[g] - granted : 0, now);
      const most = short ? granted : instances.ceiling[instance];
      const left = most - instances.background[instance];
      cpus.setCores(instance, left > 0 ? left : 0, now);
      busy += granted;
    }
    hosts.busy[host] = busy;
  }
}
