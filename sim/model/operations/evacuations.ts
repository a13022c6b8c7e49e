import { InstanceState } from '../../columns/instances.ts';
import type { World } from '../world.ts';
import type { Migrations } from './migrations.ts';
import type { Shadows } from './shadows.ts';

/** Emptying hosts by migration: hosts being emptied take nothing new. */
export class Evacuations {
  private readonly world: World;
  private readonly migrations: Migrations;
  private readonly shadows: Shadows;
  private readonly leaving = new Set<number>();

  constructor(world: World, migrations: Migrations, shadows: Shadows) {
    this.world = world;
    this.migrations = migrations;
    this.shadows = shadows;
  }

  /** True for a host that is being emptied or worked on. */
  isLeaving = (host: number): boolean => this.leaving.has(host);

  /** Begins to empty a host. Returns the machines that cannot move, with the reason. */
  begin(host: number, reason: string, now: number): { instance: number; why: string }[] {
    const { hosts, instances } = this.world;
    this.leaving.add(host);
    for (const instance of [...hosts.shadows[host]]) this.shadows.detach(instance, now);
    const stuck: { instance: number; why: string }[] = [];
    for (const instance of [...hosts.instances[host]]) {
      if (instances.state[instance] === InstanceState.off) continue;
      this.shadows.detach(instance, now);
      const why = this.migrations.ask(instance, undefined, { except: this.isLeaving }, reason, now);
      if (why !== null) stuck.push({ instance, why });
    }
    return stuck;
  }

  /** True once nothing is on a host, on its way to it, or mirrored on it. */
  isEmpty(host: number): boolean {
    const { hosts } = this.world;
    return hosts.instances[host].length + hosts.incoming[host].length + hosts.shadows[host].length === 0;
  }

  /** True when something is left on a host that neither moves nor waits to. */
  isStuck(host: number): boolean {
    return this.world.hosts.instances[host].some((instance) => !this.migrations.isMoving(instance));
  }

  /** The host takes machines again. */
  finish(host: number, now: number): void {
    this.leaving.delete(host);
    this.shadows.restore(now);
  }
}
