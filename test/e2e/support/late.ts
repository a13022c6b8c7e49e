/** Two hours in which the only gateway dies, as an appliance that is repaired and as a machine that is restarted; and a machine moves. */
export const late: Record<string, unknown> = {
  format: 'mailwatt/1',
  name: 'A gateway dies',
  about: 'Made for tests of journeys.',
  seed: 'late',
  run: { startsAt: '2010-10-04T08:00:00', durationS: 7200, sampleS: 60 },
  streams: {
    ham: {
      name: 'Letters',
      direction: 'inbound',
      class: 'ham',
      arrivals: { process: 'poisson', perS: 1 },
      retry: { policy: 'mta', firstS: 300, factor: 2, maxS: 1200, jitter: 0.1 },
    },
    spam: { name: 'Junk', direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perS: 1 } },
  },
  tiers: {
    gateway: {
      name: 'Gateway',
      zone: 'dmz',
      stages: [
        { id: 'greet', waitMs: { dist: 'exponential', mean: 200 } },
        { id: 'scan', cpuMs: { dist: 'exponential', mean: 400 }, diskOps: 1 },
      ],
    },
    groupware: {
      name: 'Groupware',
      zone: 'internal',
      stages: [{ id: 'store', cpuMs: { dist: 'exponential', mean: 60 }, diskOps: 2 }],
    },
  },
  routes: { inbound: ['gateway', 'groupware'] },
  designs: {
    boxes: {
      name: 'Boxes',
      pools: { front: { model: 'reference', repairS: 1800 }, back: { model: 'reference' } },
      tiers: { gateway: { pool: 'front', vcpus: 2, slots: 40 }, groupware: { pool: 'back', vcpus: 2 } },
    },
    cluster: {
      name: 'Cluster',
      pools: {
        p: {
          model: 'reference',
          hosts: 3,
          storage: 'shared',
          hypervisor: { cpuOverhead: 0.06 },
          mixing: true,
          migration: { linkGbps: 1, dirtyMBps: 40 },
          ha: { detectS: 18, bootS: 45 },
        },
      },
      tiers: {
        gateway: { pool: 'p', vcpus: 2, slots: 40, memoryGB: 4 },
        groupware: { pool: 'p', vcpus: 2, memoryGB: 8 },
      },
    },
  },
  incidents: [
    { id: 'death', name: 'The box dies', kind: 'hostFailure', atS: 2400, design: 'boxes', pool: 'front', host: 0 },
    { id: 'host', name: 'A host dies', kind: 'hostFailure', atS: 2400, design: 'cluster', pool: 'p', host: 0 },
    { id: 'move', name: 'A planned move', kind: 'migrate', atS: 5400, tier: 'groupware', instance: 0 },
  ],
};
