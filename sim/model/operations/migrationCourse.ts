import type { Migration } from '../../columns/migrations.ts';
import type { Cpu } from '../cpu.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import { bootTime } from './bootTime.ts';
import type { Machines } from './machines.ts';
import { MigrationLinks, sends, specOf } from './migrationLinks.ts';
import { nextStep } from './preCopy.ts';

const MB_PER_GB = 1024;

/** What a migration is to do. */
interface Order {
  readonly instance: number;
  readonly from: number;
  readonly to: number;
  /** Why it was asked for, in words, and when [s]. */
  readonly reason: string;
  readonly askedAt: number;
}

/**
 * The course of migrations under way, stepped by events: each round's length follows from what the machine dirtied during the one before.
 * The target's room is taken when a migration begins and given back however it ends.
 */
export class MigrationCourse {
  readonly running = new Map<number, Migration>();
  /** Told of every end. */
  ended: (instance: number, moved: boolean, now: number) => void = () => undefined;
  private readonly world: World;
  private readonly cpu: Cpu;
  private readonly machines: Machines;
  private readonly agenda: Agenda;
  private readonly links: MigrationLinks;
  private numbered = 0;

  constructor(world: World, cpu: Cpu, machines: Machines, agenda: Agenda) {
    this.world = world;
    this.cpu = cpu;
    this.machines = machines;
    this.agenda = agenda;
    this.links = new MigrationLinks(world, this.running, (migration, at) => this.schedule(migration, at));
  }

  /** A machine sets out: the target's room is taken. */
  begin({ instance, from, to, reason, askedAt }: Order, now: number): void {
    const { hosts, hostSpecs, migrations, journal } = this.world;
    const spec = specOf(this.world, instance);
    const migration: Migration = {
      number: this.numbered++,
      instance,
      from,
      to,
      reason,
      askedAt,
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
    hosts.incoming[to].push(instance);
    this.cpu.addMigrating(from, spec.cpuCores, now);
    this.cpu.addMigrating(to, spec.cpuCores, now);
    journal.add(
      now,
      'migration starts',
      this.machines.nameOf(instance),
      `${hostSpecs[from].id} → ${hostSpecs[to].id}, ${reason}`,
    );
    this.schedule(migration, now + spec.setupS);
  }

  /** A step of a migration is due. */
  step(number: number, step: number, now: number): void {
    const migration = this.running.get(number);
    if (migration === undefined || migration.step !== step) return;
    this.links.advance(migration, now);
    switch (migration.phase) {
      case 'setup':
        this.afterSetup(migration, now);
        break;
      case 'round':
        this.afterRound(migration, now);
        break;
      case 'stop':
        migration.phase = 'resume';
        this.schedule(migration, now + specOf(this.world, migration.instance).resumeS);
        this.links.share(now);
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

  private afterSetup(migration: Migration, now: number): void {
    const spec = specOf(this.world, migration.instance);
    if (spec.mode === 'preCopy') this.nextPreCopy(migration, now);
    else if (spec.mode === 'postCopy') this.stop(migration, 0, now);
    else this.shutDown(migration, now);
  }

  private nextPreCopy(migration: Migration, now: number): void {
    const { instances } = this.world;
    const { instance } = migration;
    const spec = specOf(this.world, instance);
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
      this.links.bandwidth(migration),
    );
    if (step.next === 'stop') {
      migration.because = step.because;
      this.stop(migration, step.sendMB, now);
      return;
    }
    migration.busyBefore = instances.busy.total(instance, now);
    this.links.send(migration, 'round', step.sendMB, now);
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
    this.links.send(migration, 'stop', sendMB, now);
  }

  /** The machine goes on at the target. */
  private goOn(migration: Migration, now: number): void {
    const { instances, hosts } = this.world;
    const { instance, to } = migration;
    const spec = specOf(this.world, instance);
    hosts.incoming[to] = hosts.incoming[to].filter((other) => other !== instance);
    this.machines.move(instance, to, now);
    this.unpause(migration, now);
    if (spec.mode === 'postCopy') {
      this.machines.slowDown(instance, spec.slowdown, now);
      this.links.send(migration, 'pull', instances.memoryGB[instance] * MB_PER_GB, now);
    } else {
      this.end(migration, 'done', now);
    }
  }

  /** Cold: the machine is shut down, its sessions break, and it boots at the target. */
  private shutDown(migration: Migration, now: number): void {
    const { instances, hosts } = this.world;
    const { instance, to } = migration;
    migration.pausedAt = now;
    migration.sessionsBroken = instances.inService.value[instance];
    this.machines.crash(instance, now);
    this.machines.notice(instance, now);
    hosts.incoming[to] = hosts.incoming[to].filter((other) => other !== instance);
    this.machines.move(instance, to, now);
    this.machines.boot(instance, now);
    migration.phase = 'boot';
    this.schedule(migration, now + bootTime(this.world, instance));
  }

  private unpause(migration: Migration, now: number): void {
    if (this.world.instances.paused[migration.instance] === 0) return;
    migration.downtimeS += now - migration.pausedAt;
    this.cpu.setPaused(migration.instance, false, now);
  }

  /** A migration ends, one way or another: what it took is given back. */
  end(migration: Migration, outcome: Migration['outcome'], now: number): void {
    const { hosts, hostSpecs, journal } = this.world;
    const { instance, from, to } = migration;
    const spec = specOf(this.world, instance);
    if (sends(migration)) this.links.advance(migration, now);
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
    this.links.share(now);
    this.ended(instance, moved, now);
  }

  private schedule(migration: Migration, at: number): void {
    migration.step++;
    this.agenda.at(at, { what: 'migration step', migration: migration.number, step: migration.step });
  }
}
