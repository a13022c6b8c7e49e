import { scenarioHash } from '../../../sim/share/address.ts';
import { compressor } from '../../../web/share/compressor.ts';

/** Scenarios of two designs, made for what a test needs: quick to run, or long enough to be interrupted. */

type Json = Record<string, unknown>;

const stage = { id: 'scan', cpuMs: { dist: 'exponential', mean: 60 } };

/** A gateway on two kinds of machines, an hour of mail with a spike: done in a moment. */
export const quick: Json = {
  format: 'mailwatt/1',
  name: 'A quick hour',
  about: 'Made for tests.\n\n## More\n\nSecond paragraph.',
  seed: 'quick',
  run: { startsAt: '2010-10-04T09:00:00', durationS: 3600, warmupS: 600, sampleS: 10 },
  streams: {
    ham: { name: 'Letters', direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 6 } },
    rare: { name: 'Rare', direction: 'inbound', class: 'bulk', arrivals: { process: 'poisson', perS: 0.02 } },
    spam: { name: 'Junk', direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perS: 6 } },
  },
  tiers: { gateway: { name: 'Gateway', stages: [stage] }, inner: { name: 'Inner', stages: [stage] } },
  routes: { inbound: ['gateway', 'inner'] },
  designs: {
    boxes: {
      name: 'Boxes',
      pools: { p: { model: 'reference', hosts: 2 } },
      tiers: { gateway: { pool: 'p', vcpus: 2, slots: 4, backlog: 50 }, inner: { pool: 'p', vcpus: 2 } },
    },
    cluster: {
      name: 'Cluster',
      pools: { p: { model: 'reference', hosts: 1, hypervisor: { cpuOverhead: 0.06 } } },
      tiers: { gateway: { pool: 'p', vcpus: 2 }, inner: { pool: 'p', vcpus: 2 } },
    },
  },
  incidents: [{ id: 'storm', kind: 'spike', name: 'Storm', atS: 1800, stream: 'spam', factor: 8, holdS: 600 }],
  objectives: [
    { id: 'fast', name: 'Letters within a minute', metric: '/streams/ham/deliveryS/p95', atMost: 60 },
    { id: 'impossible', name: 'Letters at once', metric: '/streams/ham/deliveryS/p95', atMost: 0.000001 },
  ],
};

/**
 * The same, of one design, for so long that it will not end while a test looks at it; the page asks before it runs that. A second design
 * would take the second processor of small machines from the page.
 */
export const endless: Json = {
  ...quick,
  designs: { boxes: (quick['designs'] as Json)['boxes'] },
  name: 'A long time',
  run: { durationS: 40_000_000, sampleS: 86_400 },
  incidents: [],
};

/** The address part that opens a scenario. */
export async function linkTo(json: Json): Promise<string> {
  return scenarioHash(json, compressor);
}
