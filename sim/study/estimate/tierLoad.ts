import { serverModel } from '../../parts/catalog/catalog.ts';
import type { Design } from '../../scenario/schema/design.ts';
import { mixed, plus, times, ZERO } from './moments.ts';
import type { Moments } from './moments.ts';
import { sharing, waitInMGc } from './waiting.ts';
import type { Sharing } from './waiting.ts';
import type { Visit } from './work.ts';

/** No sharing. */
const ALONE: Sharing = { slowdown: 1, unevenness: 0 };

/** What comes to a tier in a stretch of time: sessions per second of each kind. */
export type Offered = readonly (readonly [perS: number, visit: Visit])[];

/** A tier in a stretch of time. */
export interface TierLoad {
  readonly arrivals: number;
  readonly utilization: number;
  readonly busyCores: number;
  /** Sessions in the backlog, mean. */
  readonly waiting: number;
  /** Time in the backlog [s]. */
  readonly wait: Moments;
  /** Time in service: CPU, sharing it, waits and disk [s]. */
  readonly service: Moments;
  /** What sharing the processors does to CPU work. */
  readonly shared: Sharing;
  /** What the backlog holds at the end. */
  readonly backlog: number;
  /** Arrivals that find no room [1/s]. */
  readonly refused: number;
}

/** The machines of a tier as stations that arrivals are spread over. */
interface Stations {
  readonly count: number;
  /** Cores and slots of one station; cores less what background load takes. */
  readonly cores: number;
  readonly slots: number;
  readonly inOrder: boolean;
  /** Cores of all of them, and room in their backlogs. */
  readonly allCores: number;
  readonly room: number;
}

/** A tier in a stretch of time, with so many of its cores busy with background load; its backlog before it is given. */
export function tierLoad(
  design: Design,
  tier: string,
  offered: Offered,
  background: number,
  lengthS: number,
  backlog: number,
): TierLoad {
  const { count, cores, slots, inOrder, allCores, room } = stationsOf(design, tier, background);
  const arrivals = offered.reduce((sum, [perS]) => sum + perS, 0);
  const cpu = mixed(offered.map(([perS, visit]) => [perS, visit.cpu]));
  const hold = mixed(offered.map(([perS, visit]) => [perS, visit.hold]));
  // Servers are whole: where background load takes a part of one, all are that much slower.
  const servers = Math.max(1, Math.round(cores));
  const stretched = times(cpu, servers / cores);
  const perStation = arrivals / count;
  const own = inOrder ? ALONE : sharing(servers, perStation, stretched);
  const shared = { ...own, slowdown: (own.slowdown * servers) / cores };
  const service = plus(inService(cpu, shared), hold);
  const queue = inOrder
    ? waitInMGc(servers, perStation, stretched)
    : slots === Infinity
      ? ZERO
      : waitInMGc(slots, perStation, service);
  // What comes beyond what can be served piles up, as far as there is room; the rest is turned away.
  const byCpu = cpu.mean > 0 ? (cores * count) / cpu.mean : Infinity;
  const bySlots = slots === Infinity ? Infinity : (slots * count) / Math.max(1e-9, stretched.mean + hold.mean);
  const ability = Math.min(byCpu, bySlots);
  const after = ability === Infinity ? 0 : Math.min(room, Math.max(0, backlog + (arrivals - ability) * lengthS));
  const piled = ability === Infinity ? 0 : (backlog + after) / 2 / ability;
  const steady = arrivals > 0 && arrivals <= ability ? Math.min(queue.mean, room / arrivals) : 0;
  const served = Math.min(ability, arrivals + backlog / lengthS);
  const busyCores = Math.min(allCores, background + (served === Infinity ? 0 : served * cpu.mean));
  const crowd = (Math.min(arrivals, ability) * service.mean) / (slots * count);
  return {
    arrivals,
    utilization: busyCores / allCores,
    busyCores,
    waiting: arrivals * steady + (backlog + after) / 2,
    wait: { mean: steady + piled, variance: steady < queue.mean ? steady * steady : queue.variance },
    // Nobody shares with more than there are slots.
    service: crowd > 1 ? times(service, 1 / crowd) : service,
    shared,
    backlog: after,
    refused: Math.max(0, (backlog - after) / lengthS + arrivals - ability),
  };
}

/** CPU work as it takes where processors are shared. */
export function inService(cpu: Moments, { slowdown, unevenness }: Sharing): Moments {
  const { mean, variance } = times(cpu, slowdown);
  return { mean, variance: variance + unevenness * mean * mean };
}

function stationsOf(design: Design, tier: string, background: number): Stations {
  const how = design.tiers[tier];
  const model = serverModel(design.pools[how.pool].model);
  const each = Math.min(how.vcpus ?? model.cores, how.limitCores ?? Infinity, model.cores);
  // Who sends to the least busy works nearly as one queue; who takes turns has a queue for each machine.
  const joined = how.balancing === 'leastConnections' || how.balancing === 'powerOfTwo' ? how.instances : 1;
  const count = how.instances / joined;
  const allCores = each * how.instances;
  return {
    count,
    cores: Math.max(0.01, allCores - background) / count,
    slots: how.slots === null ? Infinity : how.slots * joined,
    inOrder: how.slots !== null && how.slots <= each,
    allCores,
    room: how.backlog === null ? Infinity : how.backlog * how.instances,
  };
}
