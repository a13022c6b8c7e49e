/** A small scenario in which everything happens that operating machines knows: deaths, moves, maintenance, scaling, sleep. */

type Json = Record<string, unknown>;

const scan = { id: 'scan', cpuMs: { dist: 'exponential', mean: 1200 } };
const store = { id: 'store', cpuMs: { dist: 'exponential', mean: 240 }, diskOps: 8 };

const cluster = {
  model: 'hp-dl360g7-x5675',
  storage: 'shared',
  hypervisor: { cpuOverhead: 0.06, vcpusPerCoreMax: 2 },
  mixing: true,
  migration: { linkGbps: 1, linkEfficiency: 0.9, dirtyMBps: 20 },
  ha: { detectS: 18, bootS: 45, admission: 'percentage', percentage: 0.25 },
};

/** Four hours, sampled each half minute, on appliances and on a cluster. */
export const eventful: Json = {
  format: 'mailwatt/1',
  name: 'An eventful morning',
  about: 'Made for tests of the playback.',
  seed: 'eventful',
  run: { startsAt: '2010-10-04T08:00:00', durationS: 4 * 3600, warmupS: 600, sampleS: 30 },
  streams: {
    ham: { name: 'Letters', direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 3 } },
    spam: { name: 'Junk', direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perS: 4.5 } },
  },
  tiers: {
    gateway: { name: 'Gateway', zone: 'dmz', stages: [scan] },
    groupware: { name: 'Groupware', zone: 'internal', stages: [store] },
  },
  routes: { inbound: ['gateway', 'groupware'] },
  designs: {
    boxes: {
      name: 'Appliances',
      pools: {
        front: { name: 'Gateway boxes', model: 'dell-1950iii-e5440', hosts: 3, racks: 2, repairS: 5400 },
        back: { name: 'Mailbox servers', model: 'dell-1950iii-e5440', hosts: 2, repairS: 5400 },
      },
      tiers: {
        gateway: { pool: 'front', instances: 3, slots: 20, backlog: 60 },
        groupware: { pool: 'back', instances: 2, slots: 60 },
      },
    },
    virtual: {
      name: 'Cluster',
      pools: { v: { ...cluster, hosts: 4, racks: 2, power: { policy: 'consolidate', downAfterS: 900, minHosts: 2 } } },
      tiers: {
        gateway: {
          pool: 'v',
          vcpus: 4,
          instances: 3,
          memoryGB: 4,
          slots: 20,
          backlog: 60,
          scaling: { min: 3, max: 5, targetUtilization: 0.6 },
        },
        groupware: { pool: 'v', vcpus: 2, instances: 2, memoryGB: 6, slots: 60 },
      },
    },
  },
  incidents: [
    { id: 'move', name: 'A planned move', kind: 'migrate', atS: 1200, tier: 'gateway', instance: 0 },
    { id: 'death', name: 'A host dies', kind: 'hostFailure', atS: 4500, pool: '*', host: 1 },
    {
      id: 'storm',
      name: 'Spam storm',
      kind: 'spike',
      atS: 7200,
      stream: 'spam',
      factor: 3,
      rampS: 120,
      holdS: 1200,
      decayS: 120,
    },
    { id: 'work', name: 'Maintenance', kind: 'maintenance', atS: 10800, pool: 'v', host: 0, hosts: 1, workS: 600 },
  ],
};
