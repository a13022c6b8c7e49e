import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../sim/kernel/histogram.ts';
import { latencyOf } from '../../sim/measure/summary.ts';
import { Simulation } from '../../sim/simulation.ts';
import { arbitraryScenario } from '../support/arbitraryScenario.ts';
import { parse, simulate, streamOf, tierOf } from '../support/simulate.ts';

test('an empty histogram says nothing but that', () => {
  expect(latencyOf(new Histogram())).toEqual({
    count: 0,
    mean: null,
    p50: null,
    p90: null,
    p95: null,
    p99: null,
    p999: null,
    max: null,
  });
});

test('a latency is count, exact mean and maximum, and quantiles within a hundredth', () => {
  const histogram = new Histogram();
  for (let i = 1; i <= 2000; i++) histogram.add(i / 100);
  const latency = latencyOf(histogram);
  expect(latency.count).toBe(2000);
  expect(latency.mean).toBeCloseTo(10.005, 12);
  expect(latency.max).toBe(20);
  for (const [found, exact] of [
    [latency.p50, 10],
    [latency.p90, 18],
    [latency.p95, 19],
    [latency.p99, 19.8],
    [latency.p999, 19.98],
  ] as const) {
    expect(Math.abs((found ?? NaN) / exact - 1)).toBeLessThan(0.01);
  }
});

/** Two tiers: the first on two machines of two processors, served in turn. One session a second, from 1 s on. */
const byHand = parse({
  run: { durationS: 10.5, sampleS: 100 },
  streams: {
    ham: { direction: 'inbound', class: 'ham', arrivals: { process: 'renewal', interarrival: 1 } },
    spam: { direction: 'inbound', class: 'spam', arrivals: { process: 'renewal', interarrival: 2 } },
  },
  tiers: {
    gateway: {
      stages: [
        { id: 'filter', cpuMs: 250, verdicts: { spam: { reject: 1 } } },
        { id: 'route', waitMs: 125 },
      ],
    },
    groupware: { stages: [{ id: 'store', cpuMs: 500 }] },
    spare: { stages: [] },
  },
  routes: { inbound: ['gateway', 'groupware'] },
  designs: {
    one: {
      pools: { v: { hypervisor: {} }, p: {} },
      tiers: {
        gateway: { pool: 'v', instances: 2, vcpus: 2 },
        groupware: { pool: 'p', vcpus: 1, slots: 1 },
      },
      equipment: [{ id: 'san', watts: 400, rackUnits: 4 }],
    },
  },
});

test('a run that can be reckoned by hand', () => {
  const run = simulate(byHand);
  const gateway = tierOf(run, 'gateway');
  // Fifteen sessions of a quarter of a second; a core for each, as both machines have two.
  expect(gateway.cpuSByStage).toEqual({ filter: 3.75, route: 0 });
  expect(gateway.busyCores).toBeCloseTo(3.75 / 10.5, 12);
  expect(gateway.cores).toBeCloseTo(4, 12);
  expect(gateway.utilization).toBeCloseTo(3.75 / 42, 12);
  expect(gateway.inService).toBeCloseTo((10 * 0.375 + 5 * 0.25) / 10.5, 12);
  expect(gateway.inSystem).toBe(gateway.inService);
  expect(gateway.throughputPerS).toBeCloseTo(15 / 10.5, 12);
  expect(gateway.arrivals).toBe(15);
  expect(gateway.instances.map(({ arrivals }) => arrivals)).toEqual([8, 7]);
  expect(gateway.instances.map(({ host }) => host)).toEqual(['v-0', 'v-0']);
  // Spooled from 0.375 s after their arrival, served in the mailbox tier for half a second: the last, of 10 s, until 10.5 s.
  expect(gateway.inSpool).toBeCloseTo((9 * 0.5 + 0.125) / 10.5, 12);
  expect(gateway.peakSpool).toBe(1);
  const groupware = tierOf(run, 'groupware');
  expect(groupware.sojournS).toMatchObject({ count: 9, max: 0.5, mean: 0.5 });
  expect(groupware.busyCores).toBeCloseTo((9 * 0.5 + 0.125) / 10.5, 12);
  expect(streamOf(run, 'ham')).toMatchObject({ offered: 10, delivered: 9, inFlight: 1, attempts: 10 });
  expect(streamOf(run, 'spam')).toMatchObject({ offered: 5, rejected: 5, inFlight: 0, attempts: 5 });
  expect(streamOf(run, 'spam').deliveryS.count).toBe(0);
  expect(streamOf(run, 'spam').sessionS).toMatchObject({ count: 5, max: 0.25 });
});

test('energy is told per thousand ham that arrived, and not at all where none did', () => {
  const { energy, footprint } = simulate(byHand).result;
  expect(energy.whPerThousandHam).toBeCloseTo((energy.itKWh * 1e6) / 9, 9);
  expect(footprint).toEqual({ hosts: 2, rackUnits: 6 });
  const { ham: _, ...streams } = byHand.streams;
  expect(simulate({ ...byHand, streams }).result.energy.whPerThousandHam).toBeNull();
});

test('a tier that the design does not run is not in its result', () => {
  expect(Object.keys(simulate(byHand).result.tiers)).toEqual(['gateway', 'groupware']);
});

test('a result is plain data at any time: numbers are finite, and JSON says all of it', () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitraryScenario(), arbitraryScenario({ warmup: true })),
      fc.integer({ min: 0, max: 2000 }),
      (scenario, events) => {
        const simulation = new Simulation(scenario, 'one');
        for (const result of [simulation.result(), (simulation.advance(events + 1), simulation.result())]) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        }
      },
    ),
    { numRuns: 25 },
  );
});
