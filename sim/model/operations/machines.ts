import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { Journal } from '../../columns/journal.ts';
import type { Background } from '../background.ts';
import type { Cpu } from '../cpu.ts';
import type { Metering } from '../metering.ts';
import type { Pipeline } from '../pipeline.ts';
import type { World } from '../world.ts';
import type { Availability } from './availability.ts';

/**
 * The only writer of what hosts and instances are doing. Everything in the control plane that turns a machine on or off, or moves it,
 * comes through here, so that stations, power, background load and availability always agree with it.
 */
export class Machines {
  private readonly world: World;
  private readonly cpu: Cpu;
  private readonly metering: Metering;
  private readonly pipeline: Pipeline;
  private readonly background: Background;
  private readonly availability: Availability;
  private readonly journal: Journal;
  /** When each instance last went down [s]; NaN for never. */
  private readonly downAt: Float64Array;

  constructor(
    world: World,
    parts: {
      cpu: Cpu;
      metering: Metering;
      pipeline: Pipeline;
      background: Background;
      availability: Availability;
      journal: Journal;
    },
  ) {
    this.world = world;
    this.cpu = parts.cpu;
    this.metering = parts.metering;
    this.pipeline = parts.pipeline;
    this.background = parts.background;
    this.availability = parts.availability;
    this.journal = parts.journal;
    this.downAt = new Float64Array(world.instances.count).fill(NaN);
  }

  /** Changes what a host does; its draw follows from it. */
  setHostState(host: number, state: number, now: number): void {
    const { hosts } = this.world;
    if (hosts.state[host] === state) return;
    this.metering.beforeStateChange(host, now);
    hosts.state[host] = state;
    hosts.changes[host]++;
    hosts.overhead[host] = state === HostState.on ? this.watchCores(host) : 0;
    this.cpu.recount(host, now);
  }

  /** Puts an instance on a host, where it gets the host's speed, disk and a share of its cores. */
  put(instance: number, host: number, now: number): void {
    const { hosts, instances, hostSpecs, diskOfHost } = this.world;
    const { spec } = hostSpecs[host];
    instances.host[instance] = host;
    hosts.instances[host].push(instance);
    this.noteZones(host);
    instances.disk[instance] = diskOfHost[host];
    instances.diskS[instance] = (spec.disk.opMs / 1000) * (1 + (spec.hypervisor?.ioOverhead ?? 0));
    this.setSpeed(instance, this.fullSpeed(host), now);
    this.cpu.recount(host, now);
  }

  /** Takes an instance off its host. Its jobs stay at its station, which gets no cores until it is put somewhere. */
  takeOff(instance: number, now: number): void {
    const { hosts, instances } = this.world;
    const host = instances.host[instance];
    if (host < 0) return;
    hosts.instances[host] = hosts.instances[host].filter((other) => other !== instance);
    instances.host[instance] = -1;
    this.cpu.leave(instance, host, now);
  }

  /** Moves an instance from one host to another with all that it is doing. */
  move(instance: number, to: number, now: number): void {
    this.takeOff(instance, now);
    this.put(instance, to, now);
  }

  /** An instance loses a share of its host's speed; 0 gives it back. */
  slowDown(instance: number, share: number, now: number): void {
    const { instances } = this.world;
    this.setSpeed(instance, this.fullSpeed(instances.host[instance]) * (1 - share), now);
    this.background.spread(instances.tier[instance], now);
  }

  /** An instance is wanted from now on, but runs nowhere yet. */
  expect(instance: number, now: number): void {
    this.become(instance, InstanceState.down, now);
  }

  /** An instance begins to boot on the host that it is on. */
  boot(instance: number, now: number): void {
    this.become(instance, InstanceState.booting, now);
    this.journal.add(now, 'instance boots', this.nameOf(instance), this.hostNameOf(instance));
  }

  /** An instance begins to serve; mail stranded in its spool moves on. */
  serve(instance: number, now: number): void {
    this.become(instance, InstanceState.serving, now);
    this.world.interruptions.end('outage', instance, now);
    this.world.instances.known[instance] = 1;
    this.journal.add(now, 'instance serves', this.nameOf(instance), this.hostNameOf(instance));
    this.background.spread(this.world.instances.tier[instance], now);
    this.pipeline.holderBack(instance, now);
  }

  /** An instance stops at once: sessions break, mail in its memory is lost, mail on its disk waits. */
  crash(instance: number, now: number): void {
    const { instances } = this.world;
    if (instances.state[instance] === InstanceState.down || instances.state[instance] === InstanceState.off) return;
    this.downAt[instance] = now;
    this.world.interruptions.begin('outage', instance, now);
    this.become(instance, InstanceState.down, now);
    this.cpu.setBackground(instance, 0, now);
    this.pipeline.breakSessions(instance, now);
    // The jobs that kept cores busy are gone.
    this.cpu.recount(instances.host[instance], now);
    this.pipeline.holderDown(instance, now);
    this.background.spread(instances.tier[instance], now);
    this.journal.add(now, 'instance down', this.nameOf(instance), this.hostNameOf(instance));
  }

  /** An instance gets no new sessions. */
  drain(instance: number, now: number): void {
    this.become(instance, InstanceState.draining, now);
    this.world.instances.known[instance] = 0;
    this.journal.add(now, 'instance drains', this.nameOf(instance), this.hostNameOf(instance));
  }

  /** A drained or crashed instance is not wanted any more: it leaves its host, its spool goes to its siblings. */
  switchOff(instance: number, now: number): void {
    const { instances } = this.world;
    const name = this.hostNameOf(instance);
    this.become(instance, InstanceState.off, now);
    this.world.interruptions.end('outage', instance, now);
    instances.known[instance] = 0;
    this.cpu.setBackground(instance, 0, now);
    this.pipeline.breakSessions(instance, now);
    this.takeOff(instance, now);
    this.background.spread(instances.tier[instance], now);
    this.pipeline.handOver(instance, now);
    this.journal.add(now, 'instance off', this.nameOf(instance), name);
  }

  /** True while an instance is still out since `downAt` [s]: it has not been back in between. */
  isOutSince(instance: number, downAt: number): boolean {
    return this.downAt[instance] === downAt && this.world.instances.up[instance] === 0;
  }

  /** The balancer takes note of whether an instance works. */
  notice(instance: number, now: number): void {
    const { instances } = this.world;
    const works = instances.state[instance] === InstanceState.serving ? 1 : 0;
    if (instances.known[instance] === works) return;
    instances.known[instance] = works;
    this.journal.add(now, 'noticed', this.nameOf(instance), works === 1 ? 'works again' : 'does not answer');
  }

  /** Name of an instance. */
  nameOf(instance: number): string {
    return this.world.instances.ids[instance];
  }

  /** Name of the host that an instance is on, empty if it is on none. */
  hostNameOf(instance: number): string {
    const host = this.world.instances.host[instance];
    return host < 0 ? '' : this.world.hostSpecs[host].id;
  }

  /** Notes which zones are together on a host. */
  noteZones(host: number): void {
    const { hosts, guests, mixedZones } = this.world;
    const zones = new Set([...hosts.instances[host], ...hosts.shadows[host]].map((i) => guests[i].zone));
    if (zones.size < 2) return;
    const before = mixedZones.get(host) ?? new Set<string>();
    for (const zone of zones) before.add(zone);
    mixedZones.set(host, before);
  }

  /** Speed of an instance's core on a host [reference-core seconds per second]. */
  private fullSpeed(host: number): number {
    const { spec, model } = this.world.hostSpecs[host];
    return model.relativeCoreSpeed / (1 + (spec.hypervisor?.cpuOverhead ?? 0));
  }

  private setSpeed(instance: number, speed: number, now: number): void {
    this.world.instances.speed[instance] = speed;
    this.world.cpus.setSpeed(instance, speed, now);
  }

  private become(instance: number, state: number, now: number): void {
    const { instances } = this.world;
    instances.state[instance] = state;
    const works = state === InstanceState.serving || state === InstanceState.draining ? 1 : 0;
    instances.up[instance] = works;
    instances.provided.set(instance, works === 1 ? instances.vcpus[instance] : 0, now);
    this.availability.update(instances.tier[instance], now);
  }

  private watchCores(host: number): number {
    const { hostSpecs, design } = this.world;
    const { integrityMonitoring } = design.security;
    const watched = hostSpecs[host].spec.hypervisor !== null && integrityMonitoring.enabled;
    return watched ? integrityMonitoring.cpuOverhead * hostSpecs[host].model.cores : 0;
  }
}
