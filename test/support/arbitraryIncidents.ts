import fc from 'fast-check';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';

type IncidentInput = NonNullable<ScenarioInput['incidents']>[number];

/** The tiers that incidents may name; a scenario has the first of them. */
export const TIERS = ['edge', 'core', 'store'] as const;
/** Times of incidents in runs of an hour: few, so that some strike at the same instant. */
const TIMES = fc.constantFrom(0, 200, 400, 600, 601.5, 900, 1200, 1200.25, 1500, 1800, 2200, 2600, 3000, 3600);

const number = fc.integer({ min: 0, max: 4 });
const anyPool = fc.constantFrom('p', 'q', '*');
const anyTier = fc.constantFrom(...TIERS);
const factor = fc.constantFrom(0.1, 3, 7, 49);
const holdS = fc.constantFrom(0, 100, 900, 5000);
const stages = fc.constantFrom<string[]>(['look'], ['work'], ['look', 'work']);

/** An incident of each kind, at any time. */
const INCIDENTS: { readonly [K in IncidentInput['kind']]: fc.Arbitrary<Extract<IncidentInput, { kind: K }>> } = {
  spike: fc.record({
    kind: fc.constant('spike' as const),
    id: fc.constant(''),
    atS: TIMES,
    stream: fc.constantFrom('ham', 'spam'),
    factor: fc.constantFrom(0, 4),
    rampS: fc.constantFrom(0, 100),
    holdS,
    decayS: fc.constantFrom(0, 100),
  }),
  surgeAfterOutage: fc.record({
    kind: fc.constant('surgeAfterOutage' as const),
    id: fc.constant(''),
    atS: TIMES,
    stream: fc.constantFrom('ham', 'spam'),
    outageS: fc.constantFrom(100, 900),
    drainS: fc.constantFrom(50, 500),
  }),
  hostFailure: fc.record({
    kind: fc.constant('hostFailure' as const),
    id: fc.constant(''),
    atS: TIMES,
    pool: anyPool,
    host: number,
  }),
  rackFailure: fc.record({
    kind: fc.constant('rackFailure' as const),
    id: fc.constant(''),
    atS: TIMES,
    pool: anyPool,
    rack: fc.integer({ min: 0, max: 2 }),
  }),
  instanceFailure: fc.record({
    kind: fc.constant('instanceFailure' as const),
    id: fc.constant(''),
    atS: TIMES,
    tier: anyTier,
    instance: number,
    restartS: fc.constantFrom(0, 10, 300),
  }),
  migrate: fc.record(
    {
      kind: fc.constant('migrate' as const),
      id: fc.constant(''),
      atS: TIMES,
      tier: anyTier,
      instance: fc.constantFrom(0, 0, 1, 2, 4),
      to: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: ['kind', 'id', 'atS', 'tier', 'instance'] },
  ),
  maintenance: fc.record({
    kind: fc.constant('maintenance' as const),
    id: fc.constant(''),
    atS: TIMES,
    pool: anyPool,
    host: fc.integer({ min: 0, max: 2 }),
    hosts: fc.integer({ min: 1, max: 3 }),
    workS: fc.constantFrom(0, 60, 300),
  }),
  dnsSlow: fc.record({ kind: fc.constant('dnsSlow' as const), id: fc.constant(''), atS: TIMES, stages, factor, holdS }),
  signatureUpdate: fc.record({
    kind: fc.constant('signatureUpdate' as const),
    id: fc.constant(''),
    atS: TIMES,
    stages,
    factor,
    holdS,
  }),
  storageSlow: fc.record({
    kind: fc.constant('storageSlow' as const),
    id: fc.constant(''),
    atS: TIMES,
    pool: anyPool,
    factor,
    holdS,
  }),
  saasOutage: fc.record({
    kind: fc.constant('saasOutage' as const),
    id: fc.constant(''),
    atS: TIMES,
    holdS,
    effect: fc.constantFrom('unfiltered' as const, 'waits' as const),
    drainS: fc.constantFrom(50, 400),
  }),
  parameter: fc.record({
    kind: fc.constant('parameter' as const),
    id: fc.constant(''),
    atS: TIMES,
    pointer: fc.constantFrom(
      '/tiers/edge/stages/0/cpuMs',
      '/tiers/edge/patienceS',
      '/tiers/core/background/coresPerThousandMailboxes',
      '/designs/one/tiers/edge/slots',
      '/designs/one/tiers/core/limitCores',
      '/designs/one/tiers/edge/backlog',
      '/streams/ham/retry/firstS',
      '/streams/spam/arrivals/perS',
    ),
    value: fc.constantFrom(1, 2, 50),
  }),
};
const { hostFailure, migrate, maintenance } = INCIDENTS;
/** Any incident; its id is still to be given. */
export const incident: fc.Arbitrary<IncidentInput> = fc.oneof(
  ...Object.values(INCIDENTS),
  hostFailure,
  hostFailure,
  maintenance,
  maintenance,
  maintenance,
  migrate,
  migrate,
  migrate,
  migrate,
);
