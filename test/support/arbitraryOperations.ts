import fc from 'fast-check';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { referenceProblems } from '../../sim/scenario/references/index.ts';
import { draftOf } from '../../sim/scenario/draft.ts';
import { incident, TIERS } from './arbitraryIncidents.ts';
import { parse } from './simulate.ts';

type DesignInput = ScenarioInput['designs'][string];
type PoolInput = DesignInput['pools'][string];
type HowInput = DesignInput['tiers'][string];
type TierInput = ScenarioInput['tiers'][string];
type IncidentInput = NonNullable<ScenarioInput['incidents']>[number];

/** Length of the runs [s]: an hour in which everything is quick. */
export const RUN_S = 3600;

const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 3) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });

const migration: fc.Arbitrary<NonNullable<PoolInput['migration']>> = fc.record({
  mode: fc.constantFrom('preCopy' as const, 'preCopy' as const, 'postCopy' as const, 'cold' as const),
  linkGbps: fc.constantFrom(0.05, 0.2, 1),
  dirtyMBps: fc.constantFrom(0, 5, 40, 400),
  workingSetShare: fc.constantFrom(0, 0.1, 1),
  maxDowntimeMs: fc.constantFrom(30, 300, 3000),
  maxRounds: fc.constantFrom(1, 4, 30),
  maxTraffic: fc.constantFrom(1, 3),
  concurrent: fc.integer({ min: 1, max: 3 }),
  cpuCores: fc.constantFrom(0, 0.3, 1),
  setupS: fc.constantFrom(0, 1, 15),
  resumeS: fc.constantFrom(0, 0.2, 5),
  slowdown: fc.constantFrom(0, 0.2, 0.95),
});

const ha = (tiers: readonly string[]): fc.Arbitrary<NonNullable<PoolInput['ha']>> =>
  fc.record({
    detectS: fc.constantFrom(0, 5, 18, 60),
    restartsPerHost: fc.integer({ min: 1, max: 3 }),
    bootS: fc.constantFrom(0, 10, 60, 200),
    admission: fc.constantFrom('off' as const, 'slots' as const, 'percentage' as const, 'reservedHosts' as const),
    failuresToTolerate: fc.integer({ min: 0, max: 2 }),
    percentage: fc.constantFrom(0, 0.25, 0.6),
    reserveHosts: fc.constantFrom(0, 0, 0, 1),
    faultTolerant: fc.oneof(
      { weight: 2, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray([...tiers]) },
    ),
  });

const pool = (tiers: readonly string[]): fc.Arbitrary<PoolInput> =>
  fc
    .record({
      model: fc.constantFrom('hp-dl360g4p-2005', 'ibm-x3250m3-x3470', 'dell-r610-x5570'),
      hosts: fc.constantFrom(1, 2, 3, 3, 4, 5),
      mixing: fc.boolean(),
      memoryGB: fc.constantFrom(3, 8, 32),
      storage: fc.oneof(
        { weight: 7, arbitrary: fc.constant('shared' as const) },
        { weight: 1, arbitrary: fc.constant('local' as const) },
      ),
      hypervisor: fc.constantFrom(
        null,
        { vcpusPerCoreMax: 1 },
        { vcpusPerCoreMax: 2 },
        { vcpusPerCoreMax: 2, cpuOverhead: 0.06 },
        { vcpusPerCoreMax: 4, ioOverhead: 0.1 },
      ),
      placement: fc.constantFrom('firstFit' as const, 'bestFit' as const, 'spread' as const, 'powerAware' as const),
      racks: fc.integer({ min: 1, max: 3 }),
      failure: maybe(
        fc.record({
          law: fc.constantFrom('exponential' as const, 'weibull' as const),
          mtbfHours: fc.constantFrom(0.1, 0.5, 3),
          shape: fc.constantFrom(0.7, 2),
        }),
        1,
      ),
      repairS: fc.constantFrom<NonNullable<PoolInput['repairS']>>(
        1,
        30,
        400,
        { dist: 'exponential', mean: 300 },
        100_000,
      ),
      coldSpareS: maybe(fc.constantFrom(50, 500), 1),
      healthCheck: fc.constantFrom({ intervalS: 5, failures: 3 }, { intervalS: 1, failures: 1 }),
      migration: maybe(migration, 5),
      ha: maybe(ha(tiers)),
      power: fc.constantFrom<NonNullable<PoolInput['power']>>(
        {},
        { policy: 'consolidate', upAfterS: 60, downAfterS: 120, everyS: 20 },
        { policy: 'consolidate', floor: 0.3, upAfterS: 30, downAfterS: 300, everyS: 30, minHosts: 2 },
      ),
      rebalance: fc.constantFrom<NonNullable<PoolInput['rebalance']>>(
        {},
        { policy: 'imbalance', everyS: 60, threshold: 0.05, maxMoves: 3 },
      ),
    })
    // Appliances have neither; a hypervisor's fields on them are not an error, but say nothing.
    .map((made) => ({ ...made, disk: { opMs: 20 } }));

const scaling = fc.record({
  policy: fc.constantFrom('target' as const, 'thresholds' as const),
  min: fc.integer({ min: 1, max: 2 }),
  max: fc.integer({ min: 2, max: 6 }),
  targetUtilization: fc.constantFrom(0.2, 0.6),
  everyS: fc.constantFrom(20, 60),
  cooldownS: fc.constantFrom(0, 60),
  cooldownDownS: fc.constantFrom(0, 120),
  provisionS: fc.constantFrom(0, 30),
});

const how = (pools: readonly string[]): fc.Arbitrary<HowInput> =>
  fc
    .record({
      pool: fc.constantFrom(...pools),
      instances: fc.integer({ min: 1, max: 4 }),
      vcpus: fc.constantFrom(1, 1, 2),
      memoryGB: fc.constantFrom(0.25, 0.5, 1, 2),
      slots: fc.constantFrom(null, 2, 20),
      backlog: fc.constantFrom(null, 0, 5),
      balancing: fc.constantFrom('roundRobin' as const, 'leastConnections' as const, 'random' as const),
      shares: fc.constantFrom(1, 4),
      reservedCores: fc.constantFrom(0, 0.5),
      limitCores: fc.constantFrom(null, null, 0.8),
      antiAffinity: fc.constantFrom('off' as const, 'preferred' as const, 'preferred' as const, 'required' as const),
      priority: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
      bootS: maybe(fc.constantFrom(0, 5, 120), 1),
      scaling: maybe(scaling, 1),
      pin: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    .map(({ pin, ...rest }) => (pin ? { ...rest, instances: 1, scaling: null, pinned: [0] } : rest));

const tier: fc.Arbitrary<TierInput> = fc.record({
  zone: fc.constantFrom('a', 'a', 'b'),
  patienceS: fc.constantFrom(null, 20),
  spool: fc.record({
    storage: fc.constantFrom('disk' as const, 'memory' as const),
    capacityMessages: fc.constantFrom(null, 3, 50),
    retryFirstS: fc.constantFrom(5, 60),
    retryMaxS: fc.constant(200),
    giveUpS: fc.constantFrom(300, 5000),
  }),
  background: fc.constantFrom(null, { coresPerThousandMailboxes: 0.3 }, { coresPerThousandMailboxes: 2 }),
  stages: fc.constantFrom<TierInput['stages']>(
    [{ id: 'work', cpuMs: { dist: 'exponential', mean: 400 } }],
    [
      { id: 'look', per: 'session', waitMs: { dist: 'exponential', mean: 2000 } },
      { id: 'work', cpuMs: 100, verdicts: { ham: { defer: 0.1, reject: 0.02 } } },
    ],
    [{ id: 'work', cpuMs: 800, diskOps: 3 }],
    [{ id: 'look', waitMs: 500, diskOps: 1, verdicts: { spam: { drop: 0.5, quarantine: 0.2 } } }],
    [],
  ),
});

/** Any design operated in any way, with anything happening to it. What does not refer to what there is, is left out. */
export const operated: fc.Arbitrary<Scenario> = fc
  .record({ tierCount: fc.integer({ min: 1, max: 3 }), poolIds: fc.constantFrom(['p'], ['p', 'q']) })
  .chain(({ tierCount, poolIds }) => {
    const ids = TIERS.slice(0, tierCount);
    return fc.record({
      seed: fc.nat().map(String),
      tiers: fc.tuple(...ids.map(() => tier)).map((made) => Object.fromEntries(ids.map((id, i) => [id, made[i]]))),
      hows: fc
        .tuple(...ids.map(() => how(poolIds)))
        .map((made) => Object.fromEntries(ids.map((id, i) => [id, made[i]]))),
      pools: fc
        .tuple(...poolIds.map(() => pool(ids)))
        .map((made) => Object.fromEntries(poolIds.map((id, i) => [id, made[i]]))),
      incidents: fc.array(incident, { maxLength: 9 }),
      rate: fc.constantFrom(0.2, 0.5, 1),
      warmupS: fc.constantFrom(0, 0, 610),
      saas: fc.constantFrom(null, null, null, { removes: { spam: 0.5 }, falsePositive: 0.1, latencyS: 3 }),
      messagesPerSession: fc.constantFrom<number | { dist: 'geometric'; mean: number }>(1, 1, {
        dist: 'geometric',
        mean: 2,
      }),
      integrity: fc.constantFrom(0, 0.05),
    });
  })
  .map((made) => {
    const { ids, pools, hows } = tidied(made.hows as Record<string, HowInput>, made.pools as Record<string, PoolInput>);
    const build = (incidents: readonly IncidentInput[]): Scenario =>
      parse({
        seed: made.seed,
        run: { durationS: RUN_S, warmupS: made.warmupS, sampleS: 300 },
        mailboxes: 1000,
        streams: {
          ham: {
            direction: 'inbound',
            class: 'ham',
            arrivals: { process: 'poisson', perS: made.rate },
            messagesPerSession: made.messagesPerSession,
            retry: { policy: 'mta', firstS: 20, maxS: 200, giveUpS: 1500 },
          },
          spam: { direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perS: made.rate } },
        },
        tiers: made.tiers as Record<string, TierInput>,
        routes: { inbound: ids },
        designs: {
          one: {
            pools,
            tiers: hows,
            saas: made.saas,
            security: { integrityMonitoring: { cpuOverhead: made.integrity } },
          },
        },
        incidents: [...incidents],
      });
    // An incident that names what there is not would be refused by whoever reads the scenario.
    const known = made.incidents
      .map((one, i): IncidentInput => ({ ...one, id: `i${i}` }))
      .filter((one) => referenceProblems(draftOf(build([one]))).length === 0);
    return build(known);
  });

/** Takes back what reading a scenario would refuse: appliances on one host or too many, more machines that must be apart than hosts. */
function tidied(
  hows: Record<string, HowInput>,
  pools: Record<string, PoolInput>,
): { ids: string[]; pools: Record<string, PoolInput>; hows: Record<string, HowInput> } {
  const ids = Object.keys(hows);
  const tidyPools = Object.fromEntries(
    Object.entries(pools).map(([id, pool]): [string, PoolInput] => {
      const here = ids.filter((tier) => hows[tier]?.pool === id);
      const machines = here.reduce((sum, tier) => sum + (hows[tier]?.instances ?? 0), 0);
      const hosts = pool.hypervisor === null ? Math.max(pool.hosts ?? 1, machines) : pool.hosts;
      const { ha } = pool;
      const faultTolerant = ha?.faultTolerant?.filter((tier) => here.includes(tier)) ?? [];
      return [id, { ...pool, hosts, ...(ha ? { ha: { ...ha, faultTolerant } } : {}) }];
    }),
  );
  const tidyHows = Object.fromEntries(
    Object.entries(hows).map(([id, how]): [string, HowInput] => {
      const hosts = tidyPools[how.pool]?.hosts ?? 1;
      const apart = how.antiAffinity === 'required' && (how.instances ?? 1) > hosts;
      const alone = tidyPools[how.pool]?.hypervisor !== null;
      return [id, { ...how, ...(apart ? { antiAffinity: 'preferred' } : {}), ...(alone ? {} : { pinned: null }) }];
    }),
  );
  return { ids, pools: tidyPools, hows: tidyHows };
}
