import type { DesignResult, Latency, StreamResult, TierResult } from '../../sim/measure/result.ts';
import type { Scenario } from './scenarioTypes.ts';

const UNKNOWN: Latency = { count: 0, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null };

/** A result in which nothing is known yet: every number is shown as missing. It keeps the cards' places until the first numbers come. */
export function blankResult(scenario: Scenario): DesignResult {
  const stream: StreamResult = {
    offered: NaN,
    delivered: NaN,
    rejected: NaN,
    quarantined: NaN,
    dropped: NaN,
    gaveUp: NaN,
    lost: NaN,
    inFlight: NaN,
    attempts: NaN,
    refused: NaN,
    abandoned: NaN,
    deferred: NaN,
    broken: NaN,
    turnedAwayShare: NaN,
    filtered: NaN,
    sessionS: UNKNOWN,
    bannerS: UNKNOWN,
    deliveryS: UNKNOWN,
  };
  const tier: TierResult = {
    utilization: NaN,
    busyCores: NaN,
    cores: NaN,
    inSystem: NaN,
    inService: NaN,
    inBacklog: NaN,
    inSpool: NaN,
    peakSpool: NaN,
    peakBacklog: NaN,
    arrivals: NaN,
    refused: NaN,
    abandoned: NaN,
    throughputPerS: NaN,
    sojournS: UNKNOWN,
    readyS: NaN,
    downS: NaN,
    degradedS: NaN,
    availability: NaN,
    cpuSByStage: {},
    instances: [],
  };
  const forAll = <T extends object>(of: object, value: T): Record<string, T> =>
    Object.fromEntries(Object.keys(of).map((key) => [key, { ...value }]));
  return {
    events: 0,
    streams: forAll(scenario.streams, stream),
    tiers: forAll(scenario.tiers, tier),
    hosts: [],
    energy: {
      itKWh: NaN,
      facilityKWh: NaN,
      meanW: NaN,
      peakW: NaN,
      cost: NaN,
      costBy: { energy: NaN, servers: NaN, licences: NaN, rackSpace: NaN, saas: NaN },
      ledgerKWh: {
        idle: NaN,
        dynamic: NaN,
        migration: NaN,
        boot: NaN,
        standby: NaN,
        reserve: NaN,
        equipment: NaN,
        cooling: NaN,
      },
      carbonKg: NaN,
      whPerThousandHam: null,
    },
    footprint: { hosts: NaN, rackUnits: NaN },
    availability: {},
    migrations: [],
    incidents: [],
    admission: [],
    journal: [],
    objectives: [],
    findings: [],
    intervals: {},
  };
}
