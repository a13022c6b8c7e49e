import { describe, expect, test } from 'vitest';
import { serverModel } from '../../sim/parts/catalog/catalog.ts';
import { changed, linesOf, MINIMAL } from './support/minimal.ts';

/** Puts values into the smallest scenario and expects exactly these lines. */
const says = (values: Record<string, unknown>, ...lines: string[]) => {
  expect(linesOf(changed(values))).toEqual(lines);
};

const POOL = '/designs/one/pools/all';
const TIER = '/designs/one/tiers/server';
const HYPERVISOR = { [`${POOL}/hypervisor`]: {} };

describe('the run', () => {
  test('starts at a date that exists', () => {
    says({ '/run/startsAt': '2010-02-30T00:00:00' }, 'run.startsAt: no such date and time: "2010-02-30T00:00:00"');
    says({ '/run/startsAt': '2012-02-29T23:59' });
  });

  test('is longer than its warm-up', () => {
    says({ '/run': { durationS: 100, warmupS: 100 } }, 'run.warmupS: must be below durationS, 100 s: 100');
  });

  test('has a bounded number of samples', () => {
    says(
      { '/run': { durationS: 86400, sampleS: 0.4 } },
      'run.sampleS: must be at least 0.5 s for at most 200,000 samples of the run: 0.4',
    );
  });
});

describe('streams, tiers and routes', () => {
  test('are there', () => {
    says({ '/streams': {} }, 'streams: must have at least one stream');
    says({ '/designs': {} }, 'designs: must have at least one design');
  });

  test('a stream has exactly one rate', () => {
    const at = '/streams/mail/arrivals';
    says({ [at]: { process: 'poisson' } }, 'streams.mail.arrivals: missing a rate: perS or perMailboxPerDay');
    says(
      { [at]: { process: 'poisson', perS: 1, perMailboxPerDay: 2 } },
      'streams.mail.arrivals: must have one rate only: perS and perMailboxPerDay are given',
    );
    says({ [at]: { process: 'renewal', interarrival: 0 } }, 'streams.mail.arrivals.interarrival: must be above 0 s: 0');
  });

  test('a direction with streams has a route', () => {
    says(
      { '/routes': { outbound: ['server'] } },
      'streams.mail.direction: no route for inbound mail; routes has "outbound"',
    );
  });

  test('a route passes known tiers, none twice in a row', () => {
    says(
      { '/routes': { inbound: ['server', 'archive', 'server', 'server'] } },
      'routes.inbound[1]: no tier "archive"; this scenario has "server"',
      'routes.inbound[3]: must not follow itself: "server"',
    );
  });

  test('stages of a tier have names of their own', () => {
    says(
      { '/tiers/server/stages': [{ id: 'a' }, { id: 'b' }, { id: 'a' }] },
      'tiers.server.stages[2].id: must be unique, an earlier one has it already: "a"',
    );
  });

  test('a session stage costs nothing by size', () => {
    says(
      { '/tiers/server/stages/0': { id: 'a', per: 'session', cpuMsPerKB: 1 } },
      'tiers.server.stages[0]: a session has no size or recipients: its stages cost no CPU per KB or recipient',
    );
  });

  test('distributions can be drawn from', () => {
    says(
      { '/streams/mail/sizeKB': { dist: 'uniform', min: 5, max: 1 } },
      expect.stringMatching(/^streams\.mail\.sizeKB: .*max/) as string,
    );
    says(
      { '/tiers/server/stages/0/waitMs': { dist: 'empirical', values: [1, 2], weights: [1] } },
      expect.stringMatching(/^tiers\.server\.stages\[0\]\.waitMs: .*weights/) as string,
    );
  });

  test('retries wait no shorter than at first', () => {
    says(
      { '/streams/mail/retry': { policy: 'mta', firstS: 600, maxS: 300 } },
      'streams.mail.retry.maxS: must be at least firstS, 600 s: 300',
    );
    says(
      { '/tiers/server/spool': { retryMaxS: 10 } },
      'tiers.server.spool.retryMaxS: must be at least retryFirstS, 300 s: 10',
    );
  });
});

describe('a design', () => {
  test('runs every tier that a route passes, and no unknown one', () => {
    says(
      { '/designs/one/tiers': { servr: { pool: 'all' } } },
      'designs.one.tiers.servr: no tier "servr"; this scenario has "server"',
      'designs.one.tiers.server: missing; inbound mail passes this tier, so every design runs it',
    );
  });

  test('puts tiers in pools that it has', () => {
    says({ [`${TIER}/pool`]: 'dmz' }, 'designs.one.tiers.server.pool: no pool "dmz"; this design has "all"');
  });

  test('takes its servers from the catalog', () => {
    says(
      { [`${POOL}/model`]: 'dell-r710-x5607' },
      'designs.one.pools.all.model: unknown server model "dell-r710-x5607"; did you mean "dell-r710-x5670"?',
    );
    expect(linesOf(changed({ [`${POOL}/model`]: 'cray' }))[0]).toContain('known: "reference"');
  });

  test('states the memory of a model whose memory is not known', () => {
    says(
      { [`${POOL}/model`]: '2x-epyc-9654' },
      'designs.one.pools.all.memoryGB: missing; the memory of this model is not known: "2x-epyc-9654"',
    );
  });

  test('has a host for each appliance', () => {
    says(
      { [`${TIER}/instances`]: 3 },
      'designs.one.pools.all.hosts: must be at least 3, one for each appliance (server 3): 1',
    );
    says({ [`${TIER}/instances`]: 3, ...HYPERVISOR });
  });

  test('gives an instance no more than a host has', () => {
    const { cores, ramGB } = serverModel('reference');
    says(
      { [`${TIER}/vcpus`]: cores + 1 },
      `designs.one.tiers.server.vcpus: must be at most ${cores}, the cores of a host of this pool: 65`,
    );
    says(
      { [`${TIER}/memoryGB`]: 2000, ...HYPERVISOR },
      `designs.one.tiers.server.memoryGB: must be at most ${ramGB} GB, the memory of a host: 2000`,
    );
    says({ [`${TIER}/memoryGB`]: 2000, [`${POOL}/memoryGB`]: 2048, ...HYPERVISOR });
  });

  test('guarantees no more cores than it allows', () => {
    says(
      { [`${TIER}/vcpus`]: 2, [`${TIER}/reservedCores`]: 3 },
      'designs.one.tiers.server.reservedCores: must be at most 2, its processors: 3',
    );
    says(
      { [`${TIER}/reservedCores`]: 3, [`${TIER}/limitCores`]: 2 },
      'designs.one.tiers.server.limitCores: must be at least 3, its reservation: 2',
    );
  });

  test('keeps a tier to the zones of its pool', () => {
    says(
      { [`${POOL}/zones`]: ['dmz', 'lab'] },
      'designs.one.tiers.server.pool: pool "all" serves the zones "dmz", "lab", this tier is in zone "internal"',
    );
    says({ [`${POOL}/zones`]: ['dmz'], '/tiers/server/zone': 'dmz' });
  });

  test('pins instances to hosts that exist, one each where it must', () => {
    says(
      { [`${TIER}/pinned`]: [1] },
      'designs.one.tiers.server.pinned[0]: must be at most 0, the last host of the pool: 1',
    );
    says(
      { [`${TIER}/pinned`]: [] },
      'designs.one.tiers.server.pinned: must name a host for each of 1 instances, not 0',
    );
    says(
      { [`${TIER}/pinned`]: [0, 0], [`${TIER}/instances`]: 2, [`${POOL}/hosts`]: 2 },
      'designs.one.tiers.server.pinned[1]: host 0 has an instance of this tier already',
    );
    says(
      {
        '/tiers/other': { stages: [] },
        '/designs/one/tiers/other': { pool: 'all', pinned: [0] },
        [`${POOL}/hosts`]: 2,
        [`${TIER}/pinned`]: [0],
      },
      'designs.one.tiers.server.pinned[0]: host 0 has an appliance of "other" already',
    );
  });

  test('has enough hosts for instances that must be apart', () => {
    says(
      { [`${TIER}/antiAffinity`]: 'required', [`${TIER}/instances`]: 2, ...HYPERVISOR },
      'designs.one.tiers.server.antiAffinity: never two instances on one host, but 2 instances and 1 hosts: "required"',
    );
  });

  test('names its equipment and its fault-tolerant tiers', () => {
    says(
      {
        '/designs/one/equipment': [
          { id: 'san', watts: 1 },
          { id: 'san', watts: 1 },
        ],
      },
      'designs.one.equipment[1].id: must be unique, an earlier one has it already: "san"',
    );
    says(
      { ...HYPERVISOR, [`${POOL}/ha`]: { faultTolerant: ['serve'] } },
      'designs.one.pools.all.ha.faultTolerant[0]: no tier "serve"; this pool has "server"',
    );
  });
});

describe('incidents and objectives', () => {
  const spike = { kind: 'spike', id: 'storm', atS: 10, stream: 'mail', factor: 2 };

  test('name streams that exist, each by a name of its own', () => {
    says(
      { '/incidents': [spike, { ...spike, stream: 'spam' }] },
      'incidents[1].id: must be unique, an earlier one has it already: "storm"',
      'incidents[1].stream: no stream "spam"; this scenario has "mail"',
    );
  });

  test.each([
    ['/streams/mail/deliveryS/p95', undefined],
    ['/streams/mail/lost', undefined],
    ['/tiers/server/utilization', undefined],
    ['/tiers/server/cpuSByStage/serve', undefined],
    ['/energy/meanW', undefined],
    ['/hosts/0/peakW', undefined],
    ['/events', undefined],
    ['/streams/ham/lost', 'unknown stream "ham"; known: "mail" in /streams/ham/lost'],
    [
      '/streams/mail/delivryS/p95',
      'unknown metric "delivryS"; did you mean "deliveryS"? in /streams/mail/delivryS/p95',
    ],
    ['/streams/mail/deliveryS/p59', 'unknown metric "p59"; did you mean "p50"? in /streams/mail/deliveryS/p59'],
    [
      '/streams/mail/deliveryS',
      'must go on to one of "count", "mean", "p50", "p90", "p95", "p99", "p999", "max": /streams/mail/deliveryS',
    ],
    ['/streams/mail/lost/p95', 'leads past a number: /streams/mail/lost/p95'],
    ['/stream/mail/lost', 'unknown part of the result "stream"; did you mean "streams"? in /stream/mail/lost'],
    ['/energy/watts', 'unknown metric "watts"'],
    ['/a~2', 'invalid JSON pointer'],
  ])('an objective may point at %s: %s', (metric, problem) => {
    const lines = linesOf(changed({ '/objectives': [{ id: 'a', metric, atMost: 1 }] }));
    if (problem === undefined) expect(lines).toEqual([]);
    else expect(lines.join('\n')).toContain(`objectives[0].metric: ${problem}`);
  });
});

test('a scenario that is whole says nothing', () => {
  expect(linesOf(MINIMAL)).toEqual([]);
});
