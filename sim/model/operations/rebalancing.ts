import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { RebalanceSpec } from '../../scenario/schema/operation.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Migrations } from './migrations.ts';
import { hindrance, hostsOfPool, isReserved, poolOf } from './placing.ts';

/** 1 Gbit/s in MB/s. */
const MBPS_PER_GBPS = 125;
const MB_PER_GB = 1024;

/** A move between two hosts leaves at most this share of their difference: one that only changes which is busier comes back at the next look. */
const MOST_LEFT = 0.8;

/** A move that would even out a pool. */
interface Move {
  readonly instance: number;
  readonly from: number;
  readonly to: number;
  /** Standard deviation of host utilization after it. */
  readonly spread: number;
}

/**
 * Rebalancing by imbalance, after VMware DRS (Gulati et al., VMware Technical Journal 2012): imbalance is the standard deviation of host
 * utilization; while it exceeds the threshold the move that lowers it most is made, if the cores it evens out over the horizon are worth more
 * than the CPU that the migration takes.
 */
export class Rebalancing {
  private readonly world: World;
  private readonly migrations: Migrations;
  private readonly agenda: Agenda;
  private readonly busyBefore: Float64Array;

  constructor(world: World, migrations: Migrations, agenda: Agenda) {
    this.world = world;
    this.migrations = migrations;
    this.agenda = agenda;
    this.busyBefore = new Float64Array(world.instances.count);
  }

  /** Puts the first look of every pool with a policy on the agenda. */
  begin(): void {
    for (const [pool, { rebalance, migration }] of Object.entries(this.world.design.pools)) {
      if (rebalance.policy === 'imbalance' && migration !== null) {
        this.agenda.at(rebalance.everyS, { what: 'rebalance', pool });
      }
    }
  }

  /** Looks at a pool and moves what pays. */
  look(pool: string, now: number): void {
    const { design, hosts, instances, hostSpecs, journal } = this.world;
    const spec = design.pools[pool].rebalance;
    this.agenda.at(now + spec.everyS, { what: 'rebalance', pool });
    const on = hostsOfPool(this.world, pool).filter(
      (host) => hosts.state[host] === HostState.on && hosts.leaving[host] === 0 && !isReserved(this.world, host),
    );
    const loads = new Map<number, number>();
    const busy = new Map<number, number>();
    for (const host of on) {
      let sum = 0;
      for (const instance of hosts.instances[host]) {
        const cores = (instances.busy.total(instance, now) - this.busyBefore[instance]) / spec.everyS;
        busy.set(instance, cores);
        sum += cores;
      }
      loads.set(host, sum / hosts.cores[host]);
    }
    // Only this pool's: others have looks of their own, at the same moment.
    const members = Array.from(this.busyBefore.keys()).filter((i) => poolOf(this.world, i) === pool);
    for (const i of members) this.busyBefore[i] = instances.busy.total(i, now);
    // What is on its way counts where it still is: whoever looks then moves too much, and moves it back.
    if (members.some((i) => this.migrations.isMoving(i))) return;

    for (let moved = 0; moved < spec.maxMoves; moved++) {
      const spread = deviation([...loads.values()]);
      if (spread <= spec.threshold) return;
      const move = this.bestMove(on, loads, busy);
      if (move === undefined || !this.pays(pool, spec, move, spread, on)) return;
      const { instance, from, to } = move;
      const why = this.migrations.ask(instance, to, {}, 'rebalancing', now);
      if (why !== null) return;
      if (moved === 0) {
        journal.add(
          now,
          'rebalancing',
          pool,
          `spread of utilization ${spread.toFixed(2)}, ${hostSpecs[from].id} is busiest`,
        );
      }
      const cores = busy.get(instance) ?? 0;
      loads.set(from, (loads.get(from) ?? 0) - cores / hosts.cores[from]);
      loads.set(to, (loads.get(to) ?? 0) + cores / hosts.cores[to]);
    }
  }

  /** Among the machines of the busiest host, the move after which the spread is smallest. */
  private bestMove(
    on: readonly number[],
    loads: ReadonlyMap<number, number>,
    busy: ReadonlyMap<number, number>,
  ): Move | undefined {
    const { hosts, instances } = this.world;
    const from = [...on].sort((a, b) => (loads.get(b) ?? 0) - (loads.get(a) ?? 0) || a - b)[0];
    let best: Move | undefined;
    for (const instance of hosts.instances[from]) {
      if (instances.state[instance] !== InstanceState.serving || this.migrations.isMoving(instance)) continue;
      const cores = busy.get(instance) ?? 0;
      for (const to of on) {
        if (to === from || hindrance(this.world, to, instance) !== null) continue;
        const apart = (loads.get(from) ?? 0) - (loads.get(to) ?? 0);
        if (Math.abs(apart - cores / hosts.cores[from] - cores / hosts.cores[to]) > MOST_LEFT * apart) continue;
        const after = on.map((host) => {
          const load = loads.get(host) ?? 0;
          if (host === from) return load - cores / hosts.cores[from];
          return host === to ? load + cores / hosts.cores[to] : load;
        });
        const spread = deviation(after);
        if (best === undefined || spread < best.spread) best = { instance, from, to, spread };
      }
    }
    return best;
  }

  private pays(pool: string, spec: RebalanceSpec, move: Move, spread: number, on: readonly number[]): boolean {
    const { migration } = this.world.design.pools[pool];
    if (migration === null) return false;
    const cores = on.reduce((sum, host) => sum + this.world.hosts.cores[host], 0);
    const gain = (spread - move.spread) * cores * spec.horizonS;
    const seconds =
      (this.world.instances.memoryGB[move.instance] * MB_PER_GB) /
      (migration.linkGbps * MBPS_PER_GBPS * migration.linkEfficiency);
    return gain > 2 * migration.cpuCores * seconds;
  }
}

/** Standard deviation of a whole population. */
function deviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length);
}
