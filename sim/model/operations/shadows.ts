import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { Cpu } from '../cpu.ts';
import type { World } from '../world.ts';
import type { Machines } from './machines.ts';
import { findHost, hostsOfPool, poolOf } from './placing.ts';

/**
 * Fault tolerance: a machine's shadow on another host does the same work in step. When the machine's host dies the shadow goes on at once,
 * sessions and all, and a new shadow is made where there is room. It costs its memory and its cores a second time.
 */
export class Shadows {
  private readonly world: World;
  private readonly cpu: Cpu;
  private readonly machines: Machines;
  /** True while a machine migrates or waits to: it gets its shadow when it is there. */
  isMoving: (instance: number) => boolean = () => false;

  constructor(world: World, cpu: Cpu, machines: Machines) {
    this.world = world;
    this.cpu = cpu;
    this.machines = machines;
  }

  /** Makes the shadows that fault-tolerant tiers are to have and have not, where there is room. */
  restore(now: number): void {
    const { instances, hosts } = this.world;
    for (let instance = 0; instance < instances.count; instance++) {
      if (instances.shadow[instance] >= 0 || instances.state[instance] !== InstanceState.serving) continue;
      const own = instances.host[instance];
      if (!this.isWanted(instance) || hosts.state[own] !== HostState.on || this.isMoving(instance)) continue;
      // Hosts kept empty for restarts take shadows only in place of a host that died.
      const useReserved = hostsOfPool(this.world, poolOf(this.world, instance)).some(
        (host) => hosts.state[host] === HostState.dead,
      );
      const found = findHost(this.world, instance, { useReserved, except: (host) => host === own });
      if ('host' in found) this.attach(instance, found.host, now);
    }
  }

  /** Fault-tolerant tiers have shadows, unless a machine's disk is local to its host. */
  private isWanted(instance: number): boolean {
    const { design, tiers, instances } = this.world;
    const { ha, hypervisor, storage } = design.pools[poolOf(this.world, instance)];
    if (ha === null || hypervisor === null || storage === 'local') return false;
    return ha.faultTolerant.includes(tiers.ids[instances.tier[instance]]);
  }

  /** A host is dying: machines on it that have a shadow go on where it is; shadows on it are gone. */
  takeOver(host: number, now: number): void {
    const { hosts } = this.world;
    for (const instance of hosts.shadows[host].slice()) this.detach(instance, now);
    for (const instance of hosts.instances[host].slice()) this.switchOver(instance, now);
  }

  /** A machine goes on where its shadow is, if it has one. */
  switchOver(instance: number, now: number): void {
    const { instances, hostSpecs, journal } = this.world;
    const to = instances.shadow[instance];
    if (to < 0) return;
    this.detach(instance, now);
    this.machines.move(instance, to, now);
    journal.add(now, 'failed over', instances.ids[instance], hostSpecs[to].id);
  }

  /** A machine stops for good: its shadow goes with it. */
  detach(instance: number, now: number): void {
    const { hosts, instances } = this.world;
    const host = instances.shadow[instance];
    if (host < 0) return;
    hosts.shadows[host] = hosts.shadows[host].filter((other) => other !== instance);
    this.cpu.moveShadow(instance, host, -1, now);
    this.cpu.recount(host, now);
  }

  private attach(instance: number, host: number, now: number): void {
    this.world.hosts.shadows[host].push(instance);
    this.cpu.moveShadow(instance, -1, host, now);
    this.cpu.recount(host, now);
    this.machines.noteZones(host);
  }
}
