import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { Migration } from '../../columns/migrations.ts';
import type { MigrationSpec } from '../../scenario/schema/operation.ts';
import type { Cpu } from '../cpu.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Machines } from './machines.ts';
import { findHost, hindrance, poolOf } from './placing.ts';
import type { Search } from './placing.ts';
import { nextStep } from './preCopy.ts';

/** 1 Gbit/s in MB/s: 10⁹ bits over 8 bits and 10⁶ bytes. */
const MBPS_PER_GBPS = 125;
const MB_PER_GB = 1024;
/** Less than this is nothing [MB]. */
const TINY_MB = 1e-9;

/** A migration that waits until its hosts may run another one. */
interface Wish {
  readonly instance: number;
  readonly to: number | undefined;
  readonly search: Search;
  readonly reason: string;
  readonly askedAt: number;
}

/**
 * Live migration, stepped by events: each round's length follows from what the machine dirtied during the one before. Migrations share the
 * links of their hosts; the target's room is taken when a migration begins and given back however it ends.
 */
export class Migrations {
  private readonly world: World;
  private readonly cpu: Cpu;
  private readonly machines: Machines;
  private readonly agenda: Agenda;
  private readonly wishes: Wish[] = [];
  private readonly running = new Map<number, Migration>();
  private numbered = 0;
  /** Told when an instance has left a host, and when a wish came to nothing. */
  private readonly listeners: ((instance: number, moved: boolean, now: number) => void)[] = [];

  constructor(world: World, cpu: Cpu, machines: Machines, agenda: Agenda) {
    this.world = world;
    this.cpu = cpu;
    this.machines = machines;
    this.agenda = agenda;
  }

  /** Has `listener` told of every migration's end. */
  onEnd(listener: (instance: number, moved: boolean, now: number) => void): void {
    this.listeners.push(listener);
  }

  /** True while an instance moves or waits to. */
  isMoving(instance: number): boolean {
    return (
      this.wishes.some((wish) => wish.instance === instance) ||
      [...this.running.values()].some((migration) => migration.instance === instance)
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
    const migration = this.running.get(number);
    if (migration === undefined || migration.step !== step) return;
    this.advance(migration, now);
    switch (migration.phase) {
      case 'setup':
        this.afterSetup(migration, now);
        break;
      case 'round':
        this.afterRound(migration, now);
        break;
      case 'stop':
        migration.phase = 'resume';
        this.schedule(migration, now + this.specOf(migration.instance).resumeS);
        this.shareLinks(now);
        break;
      case 'resume':
        this.goOn(migration, now);
        break;
      case 'pull':
        this.end(migration, 'done', now);
        break;
      case 'boot':
        this.machines.serve(migration.instance, now);
        this.end(migration, 'done', now);
        break;
      case 'over':
        break;
    }
  }

  /**
   * A host died: migrations from and to it end. To be called before its machines are taken down.
   * Returns machines on other hosts that die with it: those whose memory was still on both.
   */
  hostDied(host: number, now: number): number[] {
    const casualties: number[] = [];
    for (const migration of Array.from(this.running.values())) {
      const { instance, from, to, phase } = migration;
      if (from !== host && to !== host) continue;
      // A machine that boots elsewhere needs its old host no more.
      if (phase === 'boot' && from === host) continue;
      if (phase === 'pull' && from === host) casualties.push(instance);
      this.end(migration, to === host ? 'target died' : 'source died', now);
    }
    this.startWishes(now);
    return casualties;
  }

  /** An instance crashed by itself: its migration ends. */
  instanceCrashed(instance: number, now: number): void {
    for (const migration of Array.from(this.running.values())) {
      if (migration.instance === instance) this.end(migration, 'machine crashed', now);
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
    for (const migration of this.running.values()) if (migration.from === host || migration.to === host) active++;
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
        this.begin(wish, from, target.host, now);
        continue;
      }
      // Not now: if nothing would change that but the end of other migrations, it waits; else it comes to nothing.
      const ever = this.targetOf(wish.instance, wish.to, wish.search);
      if ('why' in ever && this.running.size === 0) this.drop(wish, now, ever.why);
    }
  }

  private drop(wish: Wish, now: number, why = 'it does not serve'): void {
    const at = this.wishes.indexOf(wish);
    if (at >= 0) this.wishes.splice(at, 1);
    this.world.journal.add(now, 'migration fails', this.machines.nameOf(wish.instance), why);
    for (const listener of this.listeners) listener(wish.instance, false, now);
  }

  private begin(wish: Wish, from: number, to: number, now: number): void {
    const { hosts, hostSpecs, migrations, journal } = this.world;
    const spec = this.specOf(wish.instance);
    const migration: Migration = {
      number: this.numbered++,
      instance: wish.instance,
      from,
      to,
      reason: wish.reason,
      askedAt: wish.askedAt,
      startedAt: now,
      endedAt: now,
      phase: 'setup',
      step: 0,
      leftMB: 0,
      rateMBps: 0,
      since: now,
      rounds: 0,
      sentMB: 0,
      busyBefore: 0,
      pausedAt: now,
      downtimeS: 0,
      sessionsPaused: 0,
      sessionsBroken: 0,
      outcome: 'running',
      because: '',
    };
    this.running.set(migration.number, migration);
    migrations.push(migration);
    hosts.incoming[to].push(wish.instance);
    this.cpu.addMigrating(from, spec.cpuCores, now);
    this.cpu.addMigrating(to, spec.cpuCores, now);
    journal.add(
      now,
      'migration starts',
      this.machines.nameOf(wish.instance),
      `${hostSpecs[from].id} → ${hostSpecs[to].id}, ${wish.reason}`,
    );
    this.schedule(migration, now + spec.setupS);
  }

  private afterSetup(migration: Migration, now: number): void {
    const spec = this.specOf(migration.instance);
    if (spec.mode === 'preCopy') this.nextPreCopy(migration, now);
    else if (spec.mode === 'postCopy') this.stop(migration, 0, now);
    else this.shutDown(migration, now);
  }

  private nextPreCopy(migration: Migration, now: number): void {
    const { instances } = this.world;
    const { instance } = migration;
    const spec = this.specOf(instance);
    const memoryMB = instances.memoryGB[instance] * MB_PER_GB;
    const busyCoreS = instances.busy.total(instance, now) - migration.busyBefore;
    const step = nextStep(
      {
        memoryMB,
        workingSetMB: spec.workingSetShare * memoryMB,
        maxDowntimeS: spec.maxDowntimeMs / 1000,
        maxRounds: spec.maxRounds,
        maxTraffic: spec.maxTraffic,
      },
      {
        rounds: migration.rounds,
        sentMB: migration.sentMB,
        dirtiedMB: (spec.dirtyMBps * busyCoreS) / instances.vcpus[instance],
      },
      this.bandwidth(migration),
    );
    if (step.next === 'stop') {
      migration.because = step.because;
      this.stop(migration, step.sendMB, now);
      return;
    }
    migration.busyBefore = instances.busy.total(instance, now);
    this.send(migration, 'round', step.sendMB, now);
  }

  private afterRound(migration: Migration, now: number): void {
    migration.rounds++;
    this.nextPreCopy(migration, now);
  }

  /** The machine stands still while the rest is sent. */
  private stop(migration: Migration, sendMB: number, now: number): void {
    const { instances, journal } = this.world;
    const { instance } = migration;
    migration.pausedAt = now;
    migration.sessionsPaused = instances.inService.value[instance];
    this.cpu.setPaused(instance, true, now);
    journal.add(now, 'migration pauses', this.machines.nameOf(instance), migration.because);
    this.send(migration, 'stop', sendMB, now);
  }

  /** The machine goes on at the target. */
  private goOn(migration: Migration, now: number): void {
    const { instances, hosts } = this.world;
    const { instance, to } = migration;
    const spec = this.specOf(instance);
    hosts.incoming[to] = hosts.incoming[to].filter((other) => other !== instance);
    this.machines.move(instance, to, now);
    this.unpause(migration, now);
    if (spec.mode === 'postCopy') {
      this.machines.slowDown(instance, spec.slowdown, now);
      this.send(migration, 'pull', instances.memoryGB[instance] * MB_PER_GB, now);
    } else {
      this.end(migration, 'done', now);
    }
  }

  /** Cold: the machine is shut down, its sessions break, and it boots at the target. */
  private shutDown(migration: Migration, now: number): void {
    const { instances, hosts, tierDesigns } = this.world;
    const { instance, to } = migration;
    migration.pausedAt = now;
    migration.sessionsBroken = instances.inService.value[instance];
    this.machines.crash(instance, now);
    this.machines.notice(instance, now);
    hosts.incoming[to] = hosts.incoming[to].filter((other) => other !== instance);
    this.machines.move(instance, to, now);
    this.machines.boot(instance, now);
    migration.phase = 'boot';
    const { spec } = this.world.hostSpecs[to];
    const bootS = tierDesigns[instances.tier[instance]]?.bootS ?? spec.ha?.bootS ?? DEFAULT_BOOT_S;
    this.schedule(migration, now + bootS);
  }

  private unpause(migration: Migration, now: number): void {
    if (this.world.instances.paused[migration.instance] === 0) return;
    migration.downtimeS += now - migration.pausedAt;
    this.cpu.setPaused(migration.instance, false, now);
  }

  private end(migration: Migration, outcome: Migration['outcome'], now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    const { instance, from, to } = migration;
    const spec = this.specOf(instance);
    if (sends(migration)) this.advance(migration, now);
    if (migration.phase === 'boot') migration.downtimeS = now - migration.pausedAt;
    if (migration.phase === 'pull') this.machines.slowDown(instance, 0, now);
    hosts.incoming[to] = hosts.incoming[to].filter((other) => other !== instance);
    this.running.delete(migration.number);
    this.unpause(migration, now);
    migration.phase = 'over';
    migration.outcome = outcome;
    migration.endedAt = now;
    this.cpu.addMigrating(from, -spec.cpuCores, now);
    this.cpu.addMigrating(to, -spec.cpuCores, now);
    const moved = outcome === 'done';
    journal.add(
      now,
      moved ? 'migration ends' : 'migration fails',
      this.machines.nameOf(instance),
      moved ? `on ${hostSpecs[to].id}` : outcome,
    );
    this.shareLinks(now);
    for (const listener of this.listeners) listener(instance, moved, now);
    this.startWishes(now);
  }

  /** Begins to send so much; links are shared anew. */
  private send(migration: Migration, phase: 'round' | 'stop' | 'pull', sendMB: number, now: number): void {
    migration.phase = phase;
    migration.leftMB = sendMB;
    migration.since = now;
    this.shareLinks(now);
  }

  /** Brings what is left to send up to now; what a phase has sent is added when it is over. */
  private advance(migration: Migration, now: number): void {
    const sent = Math.min(migration.leftMB, migration.rateMBps * (now - migration.since));
    migration.sentMB += sent;
    migration.leftMB -= sent;
    if (migration.leftMB < TINY_MB) migration.leftMB = 0;
    migration.since = now;
  }

  /** Divides the links among those who send, and says when each will be through. */
  private shareLinks(now: number): void {
    for (const migration of this.running.values()) {
      if (!sends(migration)) continue;
      this.advance(migration, now);
      migration.rateMBps = this.bandwidth(migration);
      this.schedule(migration, now + migration.leftMB / migration.rateMBps);
    }
  }

  /** Each migration gets its share of the more crowded of its two links [MB/s]. */
  private bandwidth(migration: Migration): number {
    const { linkGbps, linkEfficiency } = this.specOf(migration.instance);
    let crowd = 1;
    for (const host of [migration.from, migration.to]) {
      let senders = 0;
      for (const other of this.running.values()) {
        if ((sends(other) || other === migration) && (other.from === host || other.to === host)) senders++;
      }
      if (senders > crowd) crowd = senders;
    }
    return (linkGbps * MBPS_PER_GBPS * linkEfficiency) / crowd;
  }

  private schedule(migration: Migration, at: number): void {
    migration.step++;
    this.agenda.at(at, { what: 'migration step', migration: migration.number, step: migration.step });
  }

  private specOf(instance: number): MigrationSpec {
    const spec = this.world.design.pools[poolOf(this.world, instance)].migration;
    if (spec === null) throw new Error(`no migration in the pool of instance ${instance}`);
    return spec;
  }
}

/** Time from power-on to service where neither tier nor pool states one [s]. */
export const DEFAULT_BOOT_S = 60;

function sends({ phase }: Migration): boolean {
  return phase === 'round' || phase === 'stop' || phase === 'pull';
}
