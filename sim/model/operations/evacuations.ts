import { InstanceState } from '../../columns/instances.ts';
import type { World } from '../world.ts';
import type { Migrations } from './migrations.ts';
import type { Shadows } from './shadows.ts';

/** Emptying hosts by migration: a host that is being emptied takes nothing new. */
export class Evacuations {
  private readonly world: World;
  private readonly migrations: Migrations;
  private readonly shadows: Shadows;
  /** Told when a host takes machines again. */
  freed: (now: number) => void = () => undefined;

  constructor(world: World, migrations: Migrations, shadows: Shadows) {
    this.world = world;
    this.migrations = migrations;
    this.shadows = shadows;
  }

  /** True for a host that is being emptied or worked on. */
  isLeaving(host: number): boolean {
    return this.world.hosts.leaving[host] > 0;
  }

  /** True when every machine on a host could set out now, if there is room elsewhere. */
  canLeave(host: number): boolean {
    const { hosts, instances } = this.world;
    return hosts.instances[host].every((instance) => {
      const isMirrored = instances.shadow[instance] >= 0;
      return !this.migrations.isMoving(instance) && (isMirrored || this.migrations.unable(instance) === null);
    });
  }

  /**
   * Begins to empty a host: shadows are made elsewhere, machines go on where their shadows are, or set out.
   * Whatever has to stay neither moves nor waits to.
   */
  begin(host: number, reason: string, now: number): void {
    const { hosts, instances } = this.world;
    hosts.leaving[host]++;
    for (const instance of hosts.shadows[host].slice()) this.shadows.detach(instance, now);
    for (const instance of hosts.instances[host].slice()) {
      if (instances.state[instance] === InstanceState.off || this.migrations.isMoving(instance)) continue;
      if (instances.shadow[instance] >= 0) this.shadows.switchOver(instance, now);
      else this.migrations.ask(instance, undefined, {}, reason, now);
    }
    this.shadows.restore(now);
  }

  /** Asks anew for machines that neither move nor wait to: room may have come. Returns those that have to stay. */
  askAgain(host: number, reason: string, now: number): number[] {
    return this.world.hosts.instances[host].filter(
      (instance) =>
        !this.migrations.isMoving(instance) && this.migrations.ask(instance, undefined, {}, reason, now) !== null,
    );
  }

  /** True once nothing is on a host, mirrored on it, or still sent from it or to it. */
  isEmpty(host: number): boolean {
    const { hosts } = this.world;
    return hosts.instances[host].length + hosts.shadows[host].length === 0 && !this.migrations.isUsing(host);
  }

  /** True while something is on its way to or from a host, or waits to leave it. */
  isOnTheMove(host: number): boolean {
    const { instances } = this.world.hosts;
    return this.migrations.isUsing(host) || instances[host].some((instance) => this.migrations.isMoving(instance));
  }

  /** The host takes machines again. */
  finish(host: number, now: number): void {
    this.world.hosts.leaving[host]--;
    this.freed(now);
  }
}
