import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { Cpu } from '../cpu.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Machines } from './machines.ts';
import { MigrationCourse } from './migrationCourse.ts';
import { findHost, hindrance, poolOf } from './placing.ts';
import type { Search } from './placing.ts';

/** A migration that waits until its hosts may run another one. */
interface Wish {
  readonly instance: number;
  readonly to: number | undefined;
  readonly search: Search;
  readonly reason: string;
  readonly askedAt: number;
}

/** Live migration as others see it: who may move and where to, who waits for their turn, and what ends when a host dies. */
export class Migrations {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly course: MigrationCourse;
  private readonly wishes: Wish[] = [];
  /** Told when a migration has ended, and when a wish came to nothing. */
  private readonly listeners: ((instance: number, moved: boolean, now: number) => void)[] = [];

  constructor(world: World, cpu: Cpu, machines: Machines, agenda: Agenda) {
    this.world = world;
    this.machines = machines;
    this.course = new MigrationCourse(world, cpu, machines, agenda);
    this.course.ended = (instance, moved, now) => {
      this.tell(instance, moved, now);
      this.startWishes(now);
    };
  }

  /** Has `listener` told of every migration's end. */
  onEnd(listener: (instance: number, moved: boolean, now: number) => void): void {
    this.listeners.push(listener);
  }

  /** True while an instance moves or waits to. */
  isMoving(instance: number): boolean {
    return (
      this.wishes.some((wish) => wish.instance === instance) ||
      [...this.course.running.values()].some((migration) => migration.instance === instance)
    );
  }

  /** True while a host takes part in a migration, from it or to it. */
  isUsing(host: number): boolean {
    return this.activeOn(host) > 0;
  }

  /** Why instances of a pool cannot move while they run, or null. */
  unable(instance: number): string | null {
    const { design, instances, hosts } = this.world;
    const pool = design.pools[poolOf(this.world, instance)];
    if (pool.hypervisor === null) return 'it is an appliance';
    if (pool.migration === null) return 'its pool has no migration';
    if (pool.storage === 'local') return 'its disk is local to its host';
    if (instances.state[instance] !== InstanceState.serving) return 'it does not serve';
    if (hosts.state[instances.host[instance]] !== HostState.on) return 'its host is not on';
    if (instances.shadow[instance] >= 0) return 'it has a shadow';
    return null;
  }

  /** Asks for an instance to be moved, to a host or to the best that fits. Returns why it cannot be, or null. */
  ask(instance: number, to: number | undefined, search: Search, reason: string, now: number): string | null {
    const why = this.unable(instance) ?? (this.isMoving(instance) ? 'it is moving already' : null);
    if (why !== null) return why;
    const target = this.targetOf(instance, to, search);
    if ('why' in target) return target.why;
    this.wishes.push({ instance, to, search, reason, askedAt: now });
    this.startWishes(now);
    return null;
  }

  /** A step of a migration is due. */
  step(number: number, step: number, now: number): void {
    this.course.step(number, step, now);
  }

  /**
   * A host died: migrations from and to it end. To be called before its machines are taken down.
   * Returns machines on other hosts that die with it: those whose memory was still on both.
   */
  hostDied(host: number, now: number): number[] {
    const casualties: number[] = [];
    for (const migration of Array.from(this.course.running.values())) {
      const { instance, from, to, phase } = migration;
      if (from !== host && to !== host) continue;
      // A machine that boots elsewhere needs its old host no more.
      if (phase === 'boot' && from === host) continue;
      if (phase === 'pull' && from === host) casualties.push(instance);
      this.course.end(migration, to === host ? 'target died' : 'source died', now);
    }
    this.startWishes(now);
    return casualties;
  }

  /** An instance crashed by itself: its migration ends. */
  instanceCrashed(instance: number, now: number): void {
    for (const migration of Array.from(this.course.running.values())) {
      if (migration.instance === instance) this.course.end(migration, 'machine crashed', now);
    }
    const waiting = this.wishes.filter((wish) => wish.instance === instance);
    for (const wish of waiting) this.drop(wish, now);
  }

  private targetOf(instance: number, to: number | undefined, search: Search): { host: number } | { why: string } {
    const { instances } = this.world;
    const from = instances.host[instance];
    if (to === undefined)
      return findHost(this.world, instance, {
        ...search,
        except: (host) => host === from || search.except?.(host) === true,
      });
    if (to === from) return { why: 'it is there already' };
    const why = hindrance(this.world, to, instance, search);
    return why === null ? { host: to } : { why };
  }

  private activeOn(host: number): number {
    let active = 0;
    for (const migration of this.course.running.values())
      if (migration.from === host || migration.to === host) active++;
    return active;
  }

  /** Begins what may begin: hosts run so many migrations at once. */
  private startWishes(now: number): void {
    const { instances, hostSpecs } = this.world;
    for (const wish of this.wishes.slice()) {
      if (!this.wishes.includes(wish)) continue;
      const from = instances.host[wish.instance];
      const why = this.unable(wish.instance);
      const limit = hostSpecs[from]?.spec.migration?.concurrent ?? 0;
      if (why !== null || from < 0) {
        this.drop(wish, now, why ?? 'it is on no host');
        continue;
      }
      if (this.activeOn(from) >= limit) continue;
      const busy = (host: number): boolean => this.activeOn(host) >= limit;
      const search = { ...wish.search, except: (host: number) => busy(host) || wish.search.except?.(host) === true };
      const target = this.targetOf(wish.instance, wish.to, search);
      if ('host' in target) {
        this.wishes.splice(this.wishes.indexOf(wish), 1);
        const { instance, reason, askedAt } = wish;
        this.course.begin({ instance, from, to: target.host, reason, askedAt }, now);
        continue;
      }
      // Not now: if nothing would change that but the end of other migrations, it waits; else it comes to nothing.
      const ever = this.targetOf(wish.instance, wish.to, wish.search);
      if ('why' in ever && this.course.running.size === 0) this.drop(wish, now, ever.why);
    }
  }

  private drop(wish: Wish, now: number, why = 'it does not serve'): void {
    const at = this.wishes.indexOf(wish);
    if (at >= 0) this.wishes.splice(at, 1);
    this.world.journal.add(now, 'migration fails', this.machines.nameOf(wish.instance), why);
    this.tell(wish.instance, false, now);
  }

  private tell(instance: number, moved: boolean, now: number): void {
    for (const listener of this.listeners) listener(instance, moved, now);
  }
}
