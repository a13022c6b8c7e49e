import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import type { DesignResult, IncidentResult, JournalResult, MigrationResult } from '../../sim/measure/result.ts';
import { parse } from './simulate.ts';

export type DesignInput = ScenarioInput['designs'][string];
export type PoolInput = DesignInput['pools'][string];
export type HowInput = Omit<DesignInput['tiers'][string], 'pool'> & { readonly pool?: string };
export type TierInput = Omit<ScenarioInput['tiers'][string], 'stages'> & {
  readonly stages?: ScenarioInput['tiers'][string]['stages'];
};
export type StreamInput = ScenarioInput['streams'][string];
export type IncidentInput = NonNullable<ScenarioInput['incidents']>[number];
type Unnamed<T> = T extends { id: string } ? Omit<T, 'id'> & { id?: string } : never;

/** A design to be operated: what is not said is small and simple. Times in seconds. */
export interface Operated {
  readonly durationS: number;
  readonly warmupS?: number;
  readonly sampleS?: number;
  readonly seed?: string;
  /** Sessions of one message come this far apart, the first after that time; 0 for no mail. Or streams of any kind. */
  readonly everyS?: number;
  readonly streams?: Record<string, StreamInput>;
  /** What senders do with mail that is turned away. */
  readonly retry?: StreamInput['retry'];
  /** In the order of the route; `tier`, with 100 ms of CPU, unless said. */
  readonly tiers?: Record<string, TierInput>;
  /** Thousands of mailboxes: what background load counts. */
  readonly mailboxes?: number;
  /** The pool `pool`, or pools by name. */
  readonly pool?: PoolInput;
  readonly pools?: Record<string, PoolInput>;
  readonly how?: Record<string, HowInput>;
  readonly design?: Partial<DesignInput>;
  readonly incidents?: readonly Unnamed<IncidentInput>[];
  readonly facility?: ScenarioInput['facility'];
}

/** A hypervisor and shared storage, on the reference model: 64 cores, 1024 GB, 100 to 200 W, 120 s to boot, 30 s to shut down. */
export const CLUSTER = { hypervisor: { vcpusPerCoreMax: 1 }, storage: 'shared' } as const satisfies PoolInput;

/** High availability with plain times: noticed after 18 s, booted after 60 s. */
export const HA = { detectS: 18, bootS: 60 } as const satisfies PoolInput['ha'];

/** The scenario. Mail is inbound ham in steady intervals. */
export function operated(o: Operated): Scenario {
  const tiers = o.tiers ?? { tier: {} };
  const ids = Object.keys(tiers);
  const gap = o.everyS ?? 1;
  const mail: StreamInput = {
    direction: 'inbound',
    class: 'ham',
    arrivals: gap > 0 ? { process: 'renewal', interarrival: gap } : { process: 'poisson', perS: 0 },
    retry: o.retry ?? { policy: 'never' },
  };
  return parse({
    seed: o.seed ?? 'operated',
    run: { durationS: o.durationS, warmupS: o.warmupS ?? 0, sampleS: o.sampleS ?? o.durationS },
    mailboxes: o.mailboxes ?? 1000,
    streams: o.streams ?? { mail },
    tiers: Object.fromEntries(ids.map((id) => [id, { stages: [{ id: 'work', cpuMs: 100 }], ...tiers[id] }])),
    routes: { inbound: ids },
    designs: {
      one: {
        pools: o.pools ?? { pool: o.pool ?? {} },
        tiers: Object.fromEntries(
          ids.map((id) => [id, { pool: Object.keys(o.pools ?? { pool: 0 })[0] ?? '', ...o.how?.[id] }]),
        ),
        ...o.design,
      },
    },
    incidents: (o.incidents ?? []).map((incident, i): IncidentInput => ({ id: `incident ${i}`, ...incident })),
    facility: o.facility ?? {},
  });
}

/** The only migration of a result, or the n-th. */
export function migrationOf({ migrations }: DesignResult, n = 0): MigrationResult {
  const migration = migrations[n];
  if (migration === undefined) throw new RangeError(`no migration ${n} of ${migrations.length}`);
  return migration;
}

/** The only incident of a result, or the n-th. */
export function incidentOf({ incidents }: DesignResult, n = 0): IncidentResult {
  const incident = incidents[n];
  if (incident === undefined) throw new RangeError(`no incident ${n} of ${incidents.length}`);
  return incident;
}

/** The journal's entries of one word: when, and what it happened to. */
export function happened({ journal }: DesignResult, what: JournalResult['what']): [atS: number, to: string][] {
  return journal.filter((entry) => entry.what === what).map(({ atS, to }) => [atS, to]);
}
