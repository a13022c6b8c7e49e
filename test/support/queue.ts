import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { parse } from './simulate.ts';

type StreamInput = ScenarioInput['streams'][string];
type StageInput = ScenarioInput['tiers'][string]['stages'][number];

/** A queue as textbooks state it. Times in seconds unless the name says otherwise; every service is at the reference core. */
export interface Queue {
  /** Poisson arrivals per second, or any other arrivals. */
  readonly arrivals: number | StreamInput['arrivals'];
  /** CPU demand [ms]. */
  readonly cpuMs?: StageInput['cpuMs'];
  /** The stage's other fields: waits, disk operations. */
  readonly stage?: Partial<StageInput>;
  readonly cores?: number;
  readonly slots?: number | null;
  readonly backlog?: number | null;
  readonly patienceS?: number;
  readonly durationS: number;
  readonly warmupS?: number;
  readonly pool?: ScenarioInput['designs'][string]['pools'][string];
}

/** One stream into one tier of one stage on one instance. */
export function queue(q: Queue): Scenario {
  return parse({
    run: { durationS: q.durationS, warmupS: q.warmupS ?? 0, sampleS: q.durationS },
    streams: {
      mail: {
        direction: 'inbound',
        class: 'ham',
        arrivals: typeof q.arrivals === 'number' ? { process: 'poisson', perS: q.arrivals } : q.arrivals,
      },
    },
    tiers: { queue: { patienceS: q.patienceS ?? null, stages: [{ id: 'work', cpuMs: q.cpuMs ?? 0, ...q.stage }] } },
    designs: {
      one: {
        pools: { only: q.pool ?? {} },
        tiers: {
          queue: { pool: 'only', vcpus: q.cores ?? 1, slots: q.slots ?? null, backlog: q.backlog ?? null },
        },
      },
    },
  });
}
