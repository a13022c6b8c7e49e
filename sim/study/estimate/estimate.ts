import type { Design } from '../../scenario/schema/design.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { backgroundOf, flowsOf, rateAt } from './flows.ts';
import type { Flow } from './flows.ts';
import { latencyOf } from './latency.ts';
import type { LatencyEstimate } from './latency.ts';
import { plus } from './moments.ts';
import type { Moments } from './moments.ts';
import { wattsOf } from './power.ts';
import { inService, tierLoad } from './tierLoad.ts';
import type { TierLoad } from './tierLoad.ts';

/**
 * What a run would show, by queueing theory and within milliseconds: for while a knob moves. For each stretch of time the offered load of
 * every tier (streams × work of their stages × verdicts before them), its utilization, its waiting by approximations for M/G/c, and the
 * power of the hosts at that utilization. A backlog that grows is followed as a fluid.
 *
 * It leaves out retries, bursts within the profile, and guests that contend for a host; where machines die, move, multiply or sleep there is
 * no estimate, and where more than a few sessions are turned away none of how long mail takes.
 */

/** The numbers of a design that can be estimated, at the pointers where its result has them. */
export interface DesignEstimate {
  readonly tiers: Readonly<Record<string, TierEstimate>>;
  readonly streams: Readonly<Record<string, { readonly deliveryS?: LatencyEstimate }>>;
  readonly energy: { readonly meanW: number; readonly itKWh: number };
}

/** A tier, time averages. */
export interface TierEstimate {
  readonly utilization: number;
  readonly busyCores: number;
  readonly inService: number;
  readonly inBacklog: number;
  /** Absent where nothing comes. */
  readonly sojournS?: LatencyEstimate;
}

/** An estimate of each design that can be estimated. */
export interface Estimate {
  readonly designs: Readonly<Record<string, DesignEstimate>>;
}

/** Stretches of time into which a run is cut: none shorter than a minute, and so many at most. */
const LEAST_S = 60;
const MOST = 48;
/** Share of a tier's sessions that may be turned away before retries, which it leaves out, rule how long mail takes. */
const FEW = 0.002;

/** Incidents that only change how much mail comes. */
const OF_RATES = ['spike', 'surgeAfterOutage'];

/** Estimates the designs of a scenario whose machines stay as they are. */
export function estimate(scenario: Scenario): Estimate {
  return {
    designs: Object.fromEntries(
      Object.entries(scenario.designs)
        .filter(([, design]) => isSteady(scenario, design))
        .map(([id, design]) => [id, estimateDesign(scenario, design)]),
    ),
  };
}

/** Whether a design's machines stay as they are through the run: else there is no estimate. */
function isSteady({ incidents }: Scenario, design: Design): boolean {
  const scales = Object.values(design.tiers).some(({ scaling }) => scaling !== null);
  const moves = Object.values(design.pools).some(
    ({ power, failure, rebalance }) => power.policy !== 'alwaysOn' || failure !== null || rebalance.policy !== 'off',
  );
  return !scales && !moves && incidents.every(({ kind }) => OF_RATES.includes(kind));
}

function estimateDesign(scenario: Scenario, design: Design): DesignEstimate {
  const { durationS, warmupS } = scenario.run;
  const flows = flowsOf(scenario, design);
  // Tiers that no mail passes may still carry background load.
  const books = new Books(Object.keys(design.tiers), flows);
  const stretches = Math.max(1, Math.min(MOST, Math.ceil(durationS / LEAST_S)));
  const lengthS = durationS / stretches;
  const backlogs = new Map<string, number>();
  const background = new Map(Object.keys(design.tiers).map((tier) => [tier, backgroundOf(scenario, design, tier)]));
  for (let i = 0; i < stretches; i++) {
    const moment = (i + 0.5) * lengthS;
    const rates = flows.map((flow) => rateAt(flow, moment));
    const loads = new Map<string, TierLoad>();
    for (const tier of Object.keys(design.tiers)) {
      const offered = flows.flatMap(({ visits }, f) =>
        visits.filter((visit) => visit.tier === tier).map((visit) => [rates[f] * visit.perSession, visit] as const),
      );
      const load = tierLoad(
        design,
        tier,
        offered,
        background.get(tier)?.(moment) ?? 0,
        lengthS,
        backlogs.get(tier) ?? 0,
      );
      backlogs.set(tier, load.backlog);
      loads.set(tier, load);
    }
    const measuredS = Math.min(lengthS, Math.max(0, (i + 1) * lengthS - warmupS));
    if (measuredS > 0) books.add(measuredS, design, rates, loads);
  }
  return books.close();
}

interface Sums {
  utilization: number;
  busyCores: number;
  inService: number;
  inBacklog: number;
  readonly sojourns: (readonly [weight: number, of: Moments])[];
}

/** Adds the stretches of time up. */
class Books {
  private readonly flows: readonly Flow[];
  private readonly tiers: ReadonlyMap<string, Sums>;
  private readonly deliveries: readonly (readonly [weight: number, of: Moments])[][];
  private seconds = 0;
  private joules = 0;
  private arrived = 0;
  private refused = 0;

  constructor(tiers: readonly string[], flows: readonly Flow[]) {
    this.flows = flows;
    this.deliveries = flows.map(() => []);
    this.tiers = new Map(
      tiers.map((id) => [id, { utilization: 0, busyCores: 0, inService: 0, inBacklog: 0, sojourns: [] }]),
    );
  }

  add(s: number, design: Design, rates: readonly number[], loads: ReadonlyMap<string, TierLoad>): void {
    this.seconds += s;
    this.joules += s * wattsOf(design, new Map([...loads].map(([tier, { busyCores }]) => [tier, busyCores])));
    for (const [id, sums] of this.tiers) {
      const load = loads.get(id);
      if (load === undefined) continue;
      this.arrived += s * load.arrivals;
      this.refused += s * load.refused;
      sums.utilization += s * load.utilization;
      sums.busyCores += s * load.busyCores;
      sums.inBacklog += s * load.waiting;
      sums.inService += s * load.arrivals * load.service.mean;
      sums.sojourns.push([s * load.arrivals, plus(load.wait, load.service)]);
    }
    this.flows.forEach(({ visits, upstreamS }, f) => {
      const way = visits.flatMap(({ tier, passingCpu, passingHold, keptS }) => {
        const load = loads.get(tier);
        return load === undefined ? [] : [load.wait, passingHold, inService(passingCpu, load.shared), keptS];
      });
      this.deliveries[f].push([s * rates[f], plus(upstreamS, ...way)]);
    });
  }

  close(): DesignEstimate {
    const { seconds } = this;
    const tiers = [...this.tiers].map(([id, { utilization, busyCores, inService, inBacklog, sojourns }]) => {
      const sojournS = latencyOf(sojourns);
      const means = {
        utilization: utilization / seconds,
        busyCores: busyCores / seconds,
        inService: inService / seconds,
        inBacklog: inBacklog / seconds,
      };
      return [id, sojournS === undefined ? means : { ...means, sojournS }] as const;
    });
    const streams = this.flows.map(({ id }, f) => {
      const deliveryS = this.refused > FEW * this.arrived ? undefined : latencyOf(this.deliveries[f]);
      return [id, deliveryS === undefined ? {} : { deliveryS }] as const;
    });
    return {
      tiers: Object.fromEntries(tiers),
      streams: Object.fromEntries(streams),
      energy: { meanW: this.joules / seconds, itKWh: this.joules / 3.6e6 },
    };
  }
}
