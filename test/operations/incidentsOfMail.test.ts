import { describe, expect, test } from 'vitest';
import { CLUSTER, incidentOf, operated } from '../support/operating.ts';
import type { Operated, PoolInput } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { simulate, streamOf } from '../support/simulate.ts';
import { expectMean, seeds } from '../support/statistics.ts';

type Incident = NonNullable<Operated['incidents']>[number];

/** An appliance, and the same as a virtual machine. */
const BOTH: [string, PoolInput][] = [
  ['an appliance', {}],
  ['a virtual machine', CLUSTER],
];

describe.each(BOTH)('mail that comes otherwise than usual, to %s', (_, pool) => {
  test('a spike multiplies the rate, with ramp and decay', () => {
    const run = watched(
      operated({
        durationS: 1000.5,
        pool,
        incidents: [{ kind: 'spike', atS: 100, stream: 'mail', factor: 4, rampS: 60, holdS: 200, decayS: 40 }],
      }),
    );
    // One per second, three more for 200 s, one and a half more in the mean for 100 s.
    expect(streamOf(run).offered).toBe(1000 + 600 + 150);
    expect(incidentOf(run.result)).toMatchObject({
      kind: 'spike',
      atS: 100,
      detectedS: null,
      restoredS: 300,
      deferred: 0,
    });
  });

  test('what a spike leaves in the backlog drains at the rate that is left over', () => {
    const run = watched(
      operated({
        durationS: 2000,
        pool,
        tiers: { tier: { stages: [{ id: 'work', cpuMs: 800 }] } },
        how: { tier: { slots: 1 } },
        incidents: [{ kind: 'spike', atS: 100, stream: 'mail', factor: 3, holdS: 100 }],
      }),
    );
    // 300 come in 100 s in which 125 are served; of the other 175, all but five are gone after 170 / (1/0.8 − 1) s.
    const { drainedS, longestDelayS } = incidentOf(run.result);
    expect(Math.abs((drainedS ?? 0) - (100 + 170 / 0.25))).toBeLessThan(10);
    expect(Math.abs(longestDelayS - 175 * 0.8)).toBeLessThan(2);
  });

  test('after an outage of the senders’ way their queues come on top, and nothing is missing', () => {
    const run = watched(
      operated({
        durationS: 1000.5,
        pool,
        sampleS: 100,
        incidents: [{ kind: 'surgeAfterOutage', atS: 200, stream: 'mail', outageS: 300, drainS: 100 }],
      }),
    );
    expect(streamOf(run).offered).toBe(1000);
    expect(incidentOf(run.result).restoredS).toBe(400);
    const frame = run.simulation.takeFrame();
    const width = run.simulation.columns.length + 1;
    const at = run.simulation.columns.findIndex(({ metric }) => metric === 'stream.offeredPerS');
    const perS = Array.from({ length: 10 }, (_, row) => frame?.data[row * width + 1 + at] ?? NaN);
    [1, 1, 0, 0, 0, 4, 1, 1, 1, 1].forEach((rate, row) => {
      expect(Math.abs((perS[row] ?? NaN) - rate), `sample ${row}`).toBeLessThanOrEqual(0.011);
    });
  });
});

test('a surge conserves the expected number of messages of a random stream', () => {
  const offered = (incidents: Operated['incidents']) =>
    seeds(30).map((seed) => {
      const scenario = operated({
        seed,
        durationS: 2000,
        streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 2 } } },
        incidents: incidents ?? [],
      });
      return streamOf(simulate(scenario)).offered;
    });
  expectMean(offered([{ kind: 'surgeAfterOutage', atS: 500, stream: 'mail', outageS: 600, drainS: 300 }]), 4000, {
    within: 0.02,
  });
});

describe.each(BOTH)('what slows %s down', (_, pool) => {
  const slowed = (incidents: Operated['incidents']) =>
    watched(
      operated({
        durationS: 1005,
        everyS: 10,
        pool: { ...pool, disk: { opMs: 100, spindles: 4 } },
        tiers: {
          tier: {
            stages: [
              { id: 'look up', waitMs: 700 },
              { id: 'scan', cpuMs: 300 },
              { id: 'store', diskOps: 2 },
            ],
          },
        },
        incidents: incidents ?? [],
      }),
    );
  const USUAL = 0.7 + 0.3 + 0.2;
  /** The mean delivery time when the sessions of 200 … 290 take so much, and of another time span. */
  const meanOf = (slow: number, n = 10) => (USUAL * (100 - n) + slow * n) / 100;
  const holds = { atS: 195, holdS: 100 };

  test.each<[string, Operated['incidents'], number]>([
    ['slow name servers', [{ kind: 'dnsSlow', stages: ['look up'], factor: 3.7, ...holds }], 0.7 * 3.7 + 0.5],
    ['a signature update', [{ kind: 'signatureUpdate', stages: ['scan'], factor: 49, ...holds }], 0.9 + 0.3 * 49],
    ['slow storage', [{ kind: 'storageSlow', pool: 'pool', factor: 7, ...holds }], 1 + 0.2 * 7],
    ['slow storage anywhere', [{ kind: 'storageSlow', pool: '*', factor: 7, ...holds }], 1 + 0.2 * 7],
    ['what is twice as fast', [{ kind: 'storageSlow', pool: '*', factor: 0.5, ...holds }], 1 + 0.1],
  ])('%s costs what it says while it lasts, and nothing afterwards', (_, incidents, slow) => {
    const run = slowed(incidents);
    expect(streamOf(run).deliveryS.mean).toBeCloseTo(meanOf(slow), 9);
    expect(incidentOf(run.result)).toMatchObject({ restoredS: 100, deferred: 0, lost: 0 });
    const { stages, disks } = run.engine.world;
    expect([...stages.waitFactor, ...stages.cpuFactor]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(disks['speedOf'][0]).toBe(1);
  });

  test('two at once multiply, in whatever order they end', () => {
    const kinds: [slower: (how: { factor: number; atS: number; holdS: number }) => Incident, seconds: number][] = [
      [(how) => ({ kind: 'dnsSlow', stages: ['look up'], ...how }), 0.7],
      [(how) => ({ kind: 'signatureUpdate', stages: ['scan'], ...how }), 0.3],
      [(how) => ({ kind: 'storageSlow', pool: '*', ...how }), 0.2],
    ];
    for (const [slower, seconds] of kinds) {
      for (const [second, holdS] of [
        [245, 23],
        [245, 500],
      ] as const) {
        const run = slowed([slower({ factor: 3.3, ...holds }), slower({ factor: 5, atS: second, holdS })]);
        const at = (t: number) => {
          const factor = (t > 195 && t < 295 ? 3.3 : 1) * (t > second && t < second + holdS ? 5 : 1);
          return USUAL + seconds * (factor - 1);
        };
        const times = Array.from({ length: 100 }, (_, i) => at(10 * (i + 1)));
        expect(streamOf(run).deliveryS.mean).toBeCloseTo(times.reduce((a, b) => a + b, 0) / 100, 9);
        const { stages, disks } = run.engine.world;
        expect([...stages.waitFactor, ...stages.cpuFactor, disks['speedOf'][0]]).toEqual([1, 1, 1, 1, 1, 1, 1]);
      }
    }
  });
});

describe('an outage of the filter service', () => {
  const filtered = (effect: 'waits' | 'unfiltered') =>
    watched(
      operated({
        durationS: 1000.5,
        streams: {
          ham: { direction: 'inbound', class: 'ham', arrivals: { process: 'renewal', interarrival: 1 } },
          spam: { direction: 'inbound', class: 'spam', arrivals: { process: 'renewal', interarrival: 2 } },
        },
        tiers: { tier: { stages: [] } },
        design: { saas: { removes: { spam: 1 }, latencyS: 3 } },
        incidents: [{ kind: 'saasOutage', atS: 199.5, holdS: 100, effect, drainS: 50 }],
      }),
    );

  test('lets mail through unfiltered, and at once', () => {
    const run = filtered('unfiltered');
    expect(streamOf(run, 'spam')).toMatchObject({ offered: 500, filtered: 450, delivered: 50 });
    expect(streamOf(run, 'ham').deliveryS.mean).toBeCloseTo((3 * (1000 - 3 - 100)) / 997, 6);
    expect(incidentOf(run.result)).toMatchObject({ restoredS: 100 });
  });

  test('or holds it, and it comes over the drain in its order', () => {
    const run = filtered('waits');
    expect(streamOf(run, 'spam')).toMatchObject({ offered: 500, filtered: 500, delivered: 0 });
    // Sent at 200: leaves at 299.5 + 0.5/100 × 50, and takes its 3 s.
    const delays = Array.from({ length: 1000 }, (_, i) => i + 1).flatMap((t) => {
      const leaves = t > 199.5 && t < 299.5 ? 299.5 + ((t - 199.5) / 100) * 50 : t;
      return leaves + 3 <= 1000.5 ? [leaves + 3 - t] : [];
    });
    expect(streamOf(run, 'ham').delivered).toBe(delays.length);
    expect(streamOf(run, 'ham').deliveryS.mean).toBeCloseTo(delays.reduce((a, b) => a + b, 0) / delays.length, 6);
    expect(incidentOf(run.result).longestDelayS).toBeCloseTo(Math.max(...delays), 9);
    expect(incidentOf(run.result).restoredS).toBe(150);
  });

  test('leaves mail alone that does not come from outside', () => {
    const inbound = operated({
      durationS: 100.5,
      streams: { out: { direction: 'outbound', class: 'spam', arrivals: { process: 'renewal', interarrival: 1 } } },
      tiers: { tier: { stages: [] } },
      design: { saas: { removes: { spam: 1 }, latencyS: 3 } },
      incidents: [{ kind: 'saasOutage', atS: 20, holdS: 50, effect: 'waits', drainS: 5 }],
    });
    const run = watched({ ...inbound, routes: { outbound: ['tier'] } });
    expect(streamOf(run)).toMatchObject({ delivered: 100, filtered: 0 });
    expect(streamOf(run).deliveryS.max).toBe(0);
  });
});
