import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenario } from '../../sim/scenario/load.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { root } from '../support/source.ts';
import { parse } from '../support/simulate.ts';

/** A scenario whose results are kept. */
export interface GoldenCase {
  readonly name: string;
  readonly scenario: Scenario;
}

/** A scenario of the collection, for its first seconds. */
function shipped(file: string, durationS: number): Scenario {
  const json: unknown = JSON.parse(readFileSync(join(root, 'scenarios', file), 'utf8'));
  const loaded = loadScenario(json, { settings: [{ pointer: '/run/durationS', value: durationS }] });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return loaded.scenario;
}

const exponential = (mean: number) => ({ dist: 'exponential', mean }) as const;

/** First come first served, sharing and limited sharing side by side: one tier each, on one host. */
const queues = parse({
  seed: 'queues',
  run: { durationS: 600, warmupS: 20, sampleS: 60 },
  streams: {
    fcfs: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 14 } },
    sharing: { direction: 'outbound', class: 'ham', arrivals: { process: 'renewal', interarrival: exponential(0.07) } },
    limited: {
      direction: 'internal',
      class: 'bulk',
      arrivals: { process: 'mmpp', perS: 12, burstFactor: 5, burstMeanS: 10, quietMeanS: 40 },
    },
  },
  routes: { inbound: ['fcfs'], outbound: ['sharing'], internal: ['limited'] },
  tiers: {
    fcfs: { stages: [{ id: 'work', cpuMs: exponential(50) }] },
    sharing: { stages: [{ id: 'work', cpuMs: { dist: 'hyperexponential', mean: 50, cv: 2 } }] },
    limited: { patienceS: 1.5, stages: [{ id: 'work', cpuMs: { dist: 'erlang', mean: 100, k: 3 } }] },
  },
  designs: {
    one: {
      pools: { p: { hypervisor: {}, disk: { opMs: 1 } } },
      tiers: {
        fcfs: { pool: 'p', vcpus: 1, slots: 1 },
        sharing: { pool: 'p', vcpus: 1 },
        limited: { pool: 'p', vcpus: 2, slots: 3, backlog: 10 },
      },
    },
  },
});

/** Mail of every direction through three tiers, with everything that may happen to it, on appliances and on crowded hosts. */
const threeTiers = parse({
  seed: 'three tiers',
  run: { startsAt: '2010-10-04T08:50:00', durationS: 1500.5, warmupS: 300, sampleS: 100 },
  mailboxes: 2000,
  streams: {
    ham: {
      direction: 'inbound',
      class: 'ham',
      arrivals: { process: 'poisson', perMailboxPerDay: 40 },
      profile: 'office',
      messagesPerSession: { dist: 'geometric', mean: 1.3 },
      recipients: { dist: 'geometric', mean: 1.6 },
      sizeKB: { dist: 'lognormal', median: 8, sigma: 1.4, max: 10_000 },
      retry: { policy: 'mta', firstS: 30, giveUpS: 600 },
    },
    spam: {
      direction: 'inbound',
      class: 'spam',
      arrivals: { process: 'mmpp', perS: 6, burstFactor: 8, burstMeanS: 30, quietMeanS: 120 },
      sizeKB: { dist: 'lognormal', median: 4, sigma: 1 },
      retry: { policy: 'mta', share: 0.2, firstS: 20, giveUpS: 300 },
    },
    out: { direction: 'outbound', class: 'ham', arrivals: { process: 'poisson', perS: 1 } },
    inside: { direction: 'internal', class: 'ham', arrivals: { process: 'poisson', perS: 2 }, recipients: 3 },
  },
  tiers: {
    gateway: {
      zone: 'dmz',
      patienceS: 1.5,
      spool: { capacityMessages: 40, retryFirstS: 10 },
      stages: [
        {
          id: 'greet',
          per: 'session',
          directions: ['inbound'],
          cpuMs: 2,
          waitMs: { dist: 'lognormal', median: 80, sigma: 1 },
          verdicts: { spam: { reject: 0.5, defer: 0.1 }, ham: { defer: 0.05 } },
        },
        {
          id: 'content',
          directions: ['inbound'],
          cpuMs: { dist: 'lognormal', mean: 90, cv: 1 },
          cpuMsPerKB: 1,
          cpuMaxKB: 256,
          verdicts: { spam: { quarantine: 0.7, drop: 0.1 } },
        },
        { id: 'spool', diskOps: 3 },
      ],
    },
    backbone: { stages: [{ id: 'route', cpuMs: 15, cpuMsPerRecipient: 2, diskOps: 2 }] },
    groupware: {
      background: { coresPerThousandMailboxes: 0.1, profile: 'office' },
      stages: [{ id: 'store', cpuMs: exponential(60), cpuMsPerRecipient: 10, diskOps: 4 }],
    },
  },
  designs: {
    physical: {
      pools: { p: { model: 'ibm-x3250m3-x3470', hosts: 5, zones: null } },
      tiers: {
        gateway: { pool: 'p', instances: 2, slots: 4, backlog: 5, balancing: 'leastConnections' },
        backbone: { pool: 'p', instances: 1, slots: 20 },
        groupware: { pool: 'p', instances: 2, slots: 10, balancing: 'random' },
      },
    },
    virtual: {
      pools: {
        v: {
          model: 'hp-dl360g4p-2005',
          hosts: 4,
          memoryGB: 16,
          mixing: true,
          storage: 'shared',
          hypervisor: { cpuOverhead: 0.06, ioOverhead: 0.1, vcpusPerCoreMax: 3 },
          extras: { disksW: 12, secondPsuShare: 0.05 },
        },
      },
      tiers: {
        gateway: { pool: 'v', instances: 2, vcpus: 2, slots: 4, backlog: 5, balancing: 'powerOfTwo', shares: 2 },
        backbone: { pool: 'v', instances: 1, vcpus: 1, reservedCores: 0.5 },
        groupware: { pool: 'v', instances: 3, vcpus: 2, slots: 10 },
      },
      equipment: [{ id: 'san', watts: 250, rackUnits: 3 }],
      security: { integrityMonitoring: { cpuOverhead: 0.02 } },
    },
  },
  incidents: [{ id: 'storm', kind: 'spike', atS: 600, stream: 'spam', factor: 3, rampS: 60, holdS: 200, decayS: 120 }],
  facility: { pue: 1.9, pricePerKWh: 0.1, carbonGPerKWh: 560, rentPerRackUnitMonth: 20 },
});

/** The same mail while machines move, die, multiply and sleep: the control plane's own story, event by event. */
const operated = parse({
  ...threeTiers,
  seed: 'operated',
  run: { ...threeTiers.run, durationS: 5400 },
  designs: {
    cluster: {
      pools: {
        v: {
          model: 'hp-dl360g5-e5450',
          hosts: 5,
          memoryGB: 24,
          mixing: true,
          storage: 'shared',
          racks: 2,
          hypervisor: { cpuOverhead: 0.06, vcpusPerCoreMax: 2 },
          failure: { mtbfHours: 6 },
          repairS: { dist: 'lognormal', median: 900, sigma: 0.5 },
          migration: { dirtyMBps: 60, cpuCores: 0.5 },
          ha: { admission: 'slots', faultTolerant: ['backbone'] },
          power: { policy: 'consolidate', upAfterS: 120, downAfterS: 300, minHosts: 2 },
          rebalance: { policy: 'imbalance', threshold: 0.05 },
        },
      },
      tiers: {
        gateway: { pool: 'v', instances: 2, vcpus: 2, slots: 6, backlog: 5, scaling: { min: 2, max: 4 } },
        backbone: { pool: 'v', vcpus: 1, priority: 'high' },
        groupware: { pool: 'v', instances: 3, vcpus: 2, slots: 10 },
      },
    },
  },
  incidents: [
    ...threeTiers.incidents,
    { id: 'move', kind: 'migrate', atS: 400, tier: 'groupware', instance: 0 },
    { id: 'death', kind: 'hostFailure', atS: 1500, pool: 'v', host: 0 },
    { id: 'crash', kind: 'instanceFailure', atS: 2500, tier: 'gateway' },
    { id: 'work', kind: 'maintenance', atS: 3000, pool: 'v', host: 1, workS: 300 },
    { id: 'slow', kind: 'storageSlow', atS: 4200, pool: '*', factor: 5, holdS: 300 },
  ],
});

/** Every case: its results stand in `<name>.json` beside this file, written by `update.ts`. */
export const CASES: readonly GoldenCase[] = [
  { name: 'queues', scenario: queues },
  { name: 'threeTiers', scenario: threeTiers },
  { name: 'operated', scenario: operated },
  { name: 'spamHeavyMonday', scenario: shipped('spam-heavy-monday.json', 600) },
];
