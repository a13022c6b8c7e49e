import type { Migration } from '../../columns/migrations.ts';
import type { MigrationSpec } from '../../scenario/schema/operation.ts';
import type { World } from '../world.ts';
import { poolOf } from './placing.ts';

/** 1 Gbit/s in MB/s: 10⁹ bits over 8 bits and 10⁶ bytes. */
const MBPS_PER_GBPS = 125;
/** Less than this is nothing [MB]. */
const TINY_MB = 1e-9;

/** The links of the migration network: each host has one, and the migrations from it and to it share it. */
export class MigrationLinks {
  private readonly world: World;
  private readonly running: ReadonlyMap<number, Migration>;
  private readonly schedule: (migration: Migration, at: number) => void;

  /** `schedule` is told when a migration will have sent what it has to, each time that this changes. */
  constructor(
    world: World,
    running: ReadonlyMap<number, Migration>,
    schedule: (migration: Migration, at: number) => void,
  ) {
    this.world = world;
    this.running = running;
    this.schedule = schedule;
  }

  /** Begins to send so much; links are shared anew. */
  send(migration: Migration, phase: 'round' | 'stop' | 'pull', sendMB: number, now: number): void {
    migration.phase = phase;
    migration.leftMB = sendMB;
    migration.since = now;
    this.share(now);
  }

  /** Brings what is left to send up to now; what a phase has sent is added when it is over. */
  advance(migration: Migration, now: number): void {
    const sent = Math.min(migration.leftMB, migration.rateMBps * (now - migration.since));
    migration.sentMB += sent;
    migration.leftMB -= sent;
    if (migration.leftMB < TINY_MB) migration.leftMB = 0;
    migration.since = now;
  }

  /** Divides the links among those who send, and says when each will be through. */
  share(now: number): void {
    for (const migration of this.running.values()) {
      if (!sends(migration)) continue;
      this.advance(migration, now);
      migration.rateMBps = this.bandwidth(migration);
      this.schedule(migration, now + migration.leftMB / migration.rateMBps);
    }
  }

  /** Each migration gets its share of the more crowded of its two links [MB/s]. */
  bandwidth(migration: Migration): number {
    const { linkGbps, linkEfficiency } = specOf(this.world, migration.instance);
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
}

/** True while a migration uses its links. */
export function sends({ phase }: Migration): boolean {
  return phase === 'round' || phase === 'stop' || phase === 'pull';
}

/** How machines of an instance's pool migrate. */
export function specOf(world: World, instance: number): MigrationSpec {
  const spec = world.design.pools[poolOf(world, instance)].migration;
  if (spec === null) throw new Error(`no migration in the pool of instance ${instance}`);
  return spec;
}
