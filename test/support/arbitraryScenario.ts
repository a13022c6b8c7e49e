import fc from 'fast-check';

import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { parse } from './simulate.ts';

type DesignInput = ScenarioInput['designs'][string];
type PoolInput = DesignInput['pools'][string];
type HowInput = DesignInput['tiers'][string];
type TierInput = ScenarioInput['tiers'][string];
type StageInput = TierInput['stages'][number];
type StreamInput = ScenarioInput['streams'][string];
type DistributionInput = NonNullable<StageInput['cpuMs']>;
type IncidentInput = NonNullable<ScenarioInput['incidents']>[number];

const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;
const CLASSES = ['ham', 'spam', 'virus', 'bulk', 'bounce'] as const;

/** What a scenario is to be like, beside arbitrary. */
export interface Kind {
  /** Nothing is ever refused: no limits on slots, backlog, spools and patience. */
  readonly roomy?: boolean;
  /** All mail stops coming some time before the end, so that most runs end empty. */
  readonly drains?: boolean;
  readonly warmup?: boolean;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });

/** Round numbers make things happen at the same instant. */
const duration = (meanMs: number): fc.Arbitrary<DistributionInput> =>
  fc.constantFrom<DistributionInput[]>(
    0,
    meanMs,
    250,
    { dist: 'exponential', mean: meanMs },
    { dist: 'lognormal', mean: meanMs, cv: 2 },
    { dist: 'uniform', min: 0, max: 2 * meanMs },
    { dist: 'empirical', values: [0, 2 * meanMs], weights: [1, 1] },
  );

const verdict = fc.record({
  reject: fc.constantFrom(0, 0.1, 0.3),
  defer: fc.constantFrom(0, 0, 0.3),
  quarantine: fc.constantFrom(0, 0.1),
  drop: fc.constantFrom(0, 0.1, 0.3),
});

/** Half of the time one of the parts that a scenario may leave out. */
const perhaps = <T>(...values: T[]): fc.Arbitrary<T | undefined> =>
  fc.constantFrom<(T | undefined)[]>(undefined, undefined, ...values);

/** What a stage may be after acceptance, when nobody waits: it only waits and judges. */
const afterAcceptance = ({
  id,
  enabled,
  directions,
  classes,
  hops,
  share,
  waitMs,
  verdicts,
}: StageInput): StageInput => ({
  id,
  enabled,
  directions,
  classes,
  hops,
  share,
  waitMs,
  after: 'acceptance',
  verdicts: Object.fromEntries(Object.entries(verdicts ?? {}).map(([one, how]) => [one, { ...how, defer: 0 }])),
});

const stage = (id: string, kind: Kind): fc.Arbitrary<StageInput> =>
  fc
    .tuple(beforeAcceptance(id, kind), fc.constantFrom(false, false, false, true))
    .map(([made, after]) => (after ? afterAcceptance(made) : made));

const beforeAcceptance = (id: string, { roomy = false }: Kind): fc.Arbitrary<StageInput> =>
  fc.record({
    id: fc.constant(id),
    enabled: fc.constantFrom(true, true, true, false),
    per: fc.constantFrom('session' as const, 'message' as const, 'message' as const),
    directions: fc.subarray([...DIRECTIONS], { minLength: 1 }),
    classes: fc.constantFrom<(typeof CLASSES)[number][][]>([...CLASSES], [...CLASSES], ['ham'], ['spam', 'bulk']),
    hops: fc.subarray(['first' as const, 'middle' as const, 'last' as const], { minLength: 1 }),
    share: fc.constantFrom(1, 1, 0.5),
    cpuMs: duration(40),
    cpuMsPerKB: fc.constantFrom(0, 0, 2),
    cpuMsPerRecipient: fc.constantFrom(0, 0, 5),
    waitMs: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: duration(100) }),
    stressWaitMs: perhaps(0, 50),
    // Whether a retry comes early or late depends on the design: not where all are to be alike.
    greylist: roomy
      ? fc.constant(undefined)
      : fc.constantFrom<StageInput['greylist'][]>(
          undefined,
          undefined,
          undefined,
          { delayS: 1 },
          { delayS: 3, expireS: 4, known: { ham: 0.5 } },
        ),
    diskOps: fc.constantFrom(0, 0, 0, 3),
    verdicts: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ ham: verdict, spam: verdict }) },
    ),
  });

const backPressure: fc.Arbitrary<NonNullable<TierInput['spool']>['backPressure']> = fc.constantFrom(
  undefined,
  { mediumAt: 1, highAt: 2, highDownTo: 1, mediumDownTo: 0, tarpitS: 0, high: 'refuse' as const },
  { mediumAt: 2, highAt: 4, highDownTo: 2, mediumDownTo: 1, tarpitS: 0.25, high: 'defer' as const },
);

const remote = (roomy: boolean): fc.Arbitrary<TierInput['remote']> =>
  fc.constantFrom<TierInput['remote'][]>(
    undefined,
    { latencyS: { dist: 'exponential', mean: 1 }, defer: 0.3, refuse: 0.1 },
    roomy ? { latencyS: 0 } : { latencyS: 0.25, concurrency: 1 },
  );

const tier = (kind: Kind): fc.Arbitrary<TierInput> => {
  const roomy = kind.roomy === true;
  return fc.record({
    zone: fc.constantFrom('inner', 'outer'),
    spool: fc.record({
      capacityMessages: roomy ? fc.constant(null) : fc.constantFrom(null, 1, 3),
      retryFirstS: fc.constantFrom(0.5, 1, 3),
      retryFactor: fc.constantFrom(1, 2),
      retryMaxS: fc.constant(4),
      backPressure: roomy ? fc.constant(undefined) : backPressure,
      giveUpS: roomy ? fc.constant(1e6) : fc.constantFrom(2, 10, 1000),
    }),
    stress: perhaps({ fromShare: 0.5, lastsS: 3 }),
    remote: remote(roomy),
    patienceS: roomy ? fc.constant(null) : fc.constantFrom(null, 0.25, 0.7, 2),
    background: maybe(
      fc.record({
        coresPerThousandMailboxes: fc.constantFrom(0.1, 0.7, 1.3),
        profile: fc.constantFrom('flat' as const, 'office' as const, {
          hours: Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 1 : 0)),
        }),
      }),
    ),
    stages: fc
      .integer({ min: 0, max: 4 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => stage(`s${i}`, kind)))),
  });
};

const arrivals: fc.Arbitrary<StreamInput['arrivals']> = fc.oneof(
  fc.record({ process: fc.constant('poisson' as const), perS: fc.constantFrom(0.5, 3, 12) }),
  fc.record({
    process: fc.constant('renewal' as const),
    interarrival: fc.constantFrom<DistributionInput[]>(0.25, 1, { dist: 'erlang', mean: 0.3, k: 2 }),
  }),
  fc.record({
    process: fc.constant('mmpp' as const),
    perS: fc.constantFrom(1, 6),
    burstFactor: fc.constant(8),
    burstMeanS: fc.constant(2),
    quietMeanS: fc.constant(6),
  }),
  fc
    .array(fc.record({ at: fc.constantFrom(0, 0.25, 1, 3, 3.5, 8, 14), sizeKB: fc.constantFrom(1, 40) }), {
      minLength: 1,
    })
    .map((rows) => rows.toSorted((a, b) => a.at - b.at))
    .map((rows) => ({
      process: 'trace' as const,
      atS: rows.map(({ at }) => at),
      sizeKB: rows.map(({ sizeKB }) => sizeKB),
    })),
);

const stream = ({ roomy = false }: Kind): fc.Arbitrary<StreamInput> =>
  fc
    .record({
      direction: fc.constantFrom(...DIRECTIONS),
      class: fc.constantFrom(...CLASSES.slice(0, 4)),
      arrivals,
      messagesPerSession: fc.constantFrom<DistributionInput[]>(1, 1, 3, { dist: 'geometric', mean: 2 }),
      sizeKB: fc.constantFrom<DistributionInput[]>(10, { dist: 'lognormal', median: 4, sigma: 1, max: 100 }),
      recipients: fc.constantFrom<DistributionInput[]>(1, { dist: 'geometric', mean: 1.5 }),
      retry: roomy
        ? fc.constant({ policy: 'mta' as const, firstS: 1, factor: 2, maxS: 4, giveUpS: 1000, jitter: 0.2 })
        : fc.oneof(
            fc.constant({ policy: 'never' as const }),
            fc.record({
              policy: fc.constant('mta' as const),
              share: fc.constantFrom(1, 0.5, 0),
              firstS: fc.constantFrom(0.5, 2),
              factor: fc.constantFrom(1, 2),
              maxS: fc.constant(5),
              giveUpS: fc.constantFrom(0, 3, 1000),
              jitter: fc.constantFrom(0, 0.2, 1),
            }),
            fc.constant<StreamInput['retry']>({
              policy: 'mix' as const,
              of: [
                { weight: 1, retry: { policy: 'schedule' as const, waitsS: [0.5, 3], jitter: 0 } },
                { weight: 1, retry: { policy: 'never' as const } },
              ],
            }),
          ),
    })
    // A row of a trace is a session of one message.
    .map((made) => (made.arrivals.process === 'trace' ? { ...made, messagesPerSession: 1 } : made));

const pool = (kind: Kind): fc.Arbitrary<PoolInput> =>
  fc.record({
    model: fc.constantFrom('hp-dl360g4p-2005', 'ibm-x3250m3-x3470', 'reference'),
    hosts: kind.roomy === true ? fc.constant(6) : fc.integer({ min: 1, max: 3 }),
    mixing: fc.constantFrom(true, kind.roomy === true),
    memoryGB: fc.constantFrom(64),
    storage: fc.constantFrom('local' as const, 'shared' as const),
    disk: fc.record({ opMs: fc.constantFrom(0.5, 20), spindles: fc.constantFrom(1, 2) }),
    hypervisor: fc.constantFrom(
      null,
      { vcpusPerCoreMax: 16 },
      { vcpusPerCoreMax: 16, cpuOverhead: 0.06, ioOverhead: 0.1 },
      { vcpusPerCoreMax: 16, cpuOverhead: 0.3 },
    ),
    placement: fc.constantFrom('firstFit' as const, 'bestFit' as const, 'spread' as const, 'powerAware' as const),
    extras: fc.constantFrom({}, { disksW: 20, secondPsuShare: 0.05 }),
  });

const how = (pools: readonly string[], { roomy = false }: Kind): fc.Arbitrary<HowInput> =>
  fc.record({
    pool: fc.constantFrom(...pools),
    instances: roomy ? fc.constantFrom(1, 2) : fc.integer({ min: 1, max: 3 }),
    vcpus: fc.constantFrom(1, 2, 4),
    memoryGB: fc.constant(1),
    slots: roomy ? fc.constant(null) : fc.constantFrom(null, 1, 2, 5),
    backlog: roomy ? fc.constant(null) : fc.constantFrom(null, 0, 1, 4),
    balancing: fc.constantFrom(
      'roundRobin' as const,
      'random' as const,
      'leastConnections' as const,
      'powerOfTwo' as const,
    ),
    shares: fc.constantFrom(1, 1, 3),
    reservedCores: fc.constantFrom(0, 0, 0.5),
    limitCores: fc.constantFrom(null, null, 0.7, 1.5),
  });

const FILTERS: NonNullable<DesignInput['saas']>[] = [
  { removes: { spam: 0.7, virus: 1 }, falsePositive: 0.1, latencyS: { dist: 'exponential', mean: 1 } },
  { removes: { spam: 0.3 }, latencyS: 0, retry: { policy: 'mta', firstS: 1, factor: 2, maxS: 3, giveUpS: 8 } },
];

const design = (tiers: readonly string[], kind: Kind): fc.Arbitrary<DesignInput> =>
  fc.record({
    // Where nothing may be refused, every tier has a pool of its own: appliances for all of its instances.
    pools: fc.record(Object.fromEntries((kind.roomy === true ? tiers : ['p', 'q']).map((id) => [id, pool(kind)]))),
    tiers: fc.record(Object.fromEntries(tiers.map((id) => [id, how(kind.roomy === true ? [id] : ['p', 'q'], kind)]))),
    equipment: fc.constantFrom<DesignInput['equipment'][]>([], [{ id: 'san', watts: 123.25 }]),
    // A service upstream brings mail to one design later than to another: not where all are to be alike.
    saas: kind.roomy === true ? fc.constant(null) : fc.constantFrom(null, null, ...FILTERS),
    security: fc.constantFrom<DesignInput['security'][]>(
      {},
      { integrityMonitoring: { enabled: true, cpuOverhead: 0.1 } },
    ),
  });

/** Routes through some of the tiers; internal mail comes back to where it came from if there is another tier between. */
const routes = (tiers: readonly string[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...tiers], { minLength: 1 }),
      fc.shuffledSubarray([...tiers], { minLength: 1 }),
      fc.shuffledSubarray([...tiers], { minLength: 1 }),
    )
    .map(([inbound, outbound, there]) => ({
      inbound,
      outbound,
      internal: there.length > 1 ? [...there, ...there.slice(0, 1)] : there,
    }));

const spike = (streams: readonly string[]): fc.Arbitrary<IncidentInput> =>
  fc.record({
    id: fc.constant('spike'),
    kind: fc.constant('spike' as const),
    stream: fc.constantFrom(...streams),
    atS: fc.constantFrom(2, 7.5),
    factor: fc.constantFrom(0, 0.5, 4),
    rampS: fc.constantFrom(0, 3),
    holdS: fc.constantFrom(0, 5),
    decayS: fc.constantFrom(0, 2),
  });

const outage: fc.Arbitrary<IncidentInput> = fc.record({
  id: fc.constant('outage'),
  kind: fc.constant('saasOutage' as const),
  atS: fc.constantFrom(2, 7.5),
  holdS: fc.constantFrom(1, 6),
  effect: fc.constantFrom('unfiltered' as const, 'waits' as const),
  drainS: fc.constantFrom(0.5, 4),
});

const surge = (streams: readonly string[]): fc.Arbitrary<IncidentInput> =>
  fc.record({
    id: fc.constant('surge'),
    kind: fc.constant('surgeAfterOutage' as const),
    stream: fc.constantFrom(...streams),
    atS: fc.constantFrom(1, 4),
    outageS: fc.constantFrom(2, 5),
    drainS: fc.constantFrom(1, 3),
  });

/** Length of the runs [s]. */
export const RUN_S = 30;
/** When mail stops coming in runs that drain [s]. */
export const STOP_S = 15;

/**
 * Small scenarios of every kind: some tens of seconds, two designs, a few hundred messages. Mail may cross a tier twice, bring several
 * messages in a session, be refused for want of slots, backlog, spool or patience, come again, and be processed by overcommitted hosts.
 */
export function arbitraryScenario(kind: Kind = {}): fc.Arbitrary<Scenario> {
  const ids = (n: number, prefix: string): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
  return fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .map(([tiers, streams]) => ({ tiers: ids(tiers, 't'), streams: ids(streams, 'm') }))
    .chain(({ tiers, streams }) =>
      fc.record({
        seed: fc.integer({ min: 0, max: 1e6 }).map(String),
        // The hour turns 12 s after the start: profiles change.
        run: fc.record({
          startsAt: fc.constant('2010-10-04T08:59:48'),
          durationS: fc.constantFrom(RUN_S, RUN_S + 0.25),
          warmupS: kind.warmup === true ? fc.constantFrom(0.25, 1 / 3, 4, 5) : fc.constant(0),
          sampleS: fc.constantFrom(0.7, 5, 100),
        }),
        streams: fc.record(Object.fromEntries(streams.map((id) => [id, stream(kind)]))),
        tiers: fc.record(Object.fromEntries(tiers.map((id) => [id, tier(kind)]))),
        routes: routes(tiers),
        designs: fc.record({ one: design(tiers, kind), two: design(tiers, kind) }),
        incidents: fc.array(fc.oneof(spike(streams), surge(streams)), { maxLength: 1 }),
        outages: fc.array(outage, { maxLength: 1 }),
      }),
    )
    .map(({ outages, ...made }) => {
      const filtered = Object.values(made.designs).some(({ saas }) => saas !== null);
      const traced = (incident: IncidentInput): boolean =>
        'stream' in incident && made.streams[incident.stream]?.arrivals.process === 'trace';
      const incidents = made.incidents.filter((one) => one.kind !== 'surgeAfterOutage' || !traced(one));
      const input = { ...made, incidents: [...incidents, ...(filtered ? outages : [])] };
      const stops = Object.keys(input.streams).map((stream): IncidentInput => {
        return { id: `stop ${stream}`, kind: 'spike', stream, atS: STOP_S, factor: 0, holdS: 1e6 };
      });
      return parse(kind.drains === true ? { ...input, incidents: [...input.incidents, ...stops] } : input);
    });
}
