import { expect, test } from 'vitest';
import { BUCKET_EDGES, BUCKETS, bucketRange } from '../../sim/measure/buckets.ts';
import { METRICS, bucketMetric } from '../../sim/measure/metrics.ts';
import type { MetricId } from '../../sim/measure/metrics.ts';
import { COUNTS, Count } from '../../sim/columns/counts.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { steady } from '../support/load.ts';
import { queue } from '../support/queue.ts';
import { parse, seriesOf, simulate, streamOf, tierOf } from '../support/simulate.ts';

/** Two tiers on an overcommitted host and an appliance, with spam that is turned away, and a spool that fills. */
function busy(run: { durationS: number; warmupS?: number; sampleS: number }): Scenario {
  return parse({
    run,
    streams: {
      ham: {
        direction: 'inbound',
        class: 'ham',
        arrivals: { process: 'poisson', perS: 8 },
        retry: { policy: 'mta', firstS: 5 },
      },
      spam: { direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perS: 8 } },
    },
    tiers: {
      gateway: {
        background: { coresPerThousandMailboxes: 0.4 },
        stages: [
          { id: 'filter', cpuMs: { dist: 'exponential', mean: 60 }, verdicts: { spam: { reject: 0.5, defer: 0.2 } } },
        ],
      },
      groupware: { spool: { retryFirstS: 2 }, stages: [{ id: 'store', cpuMs: { dist: 'exponential', mean: 150 } }] },
    },
    designs: {
      one: {
        pools: { v: { model: 'hp-dl360g4p-2005', hypervisor: { vcpusPerCoreMax: 4 }, hosts: 2 }, p: {} },
        tiers: {
          gateway: { pool: 'v', instances: 4, vcpus: 2, memoryGB: 1, slots: 3, backlog: 4 },
          groupware: { pool: 'p', vcpus: 2, slots: 2, backlog: 1 },
        },
        equipment: [{ id: 'san', watts: 300 }],
      },
    },
  });
}

/** The mean of a column, each row weighed by the length of its sample. */
function weighted(values: readonly number[], sampleS: number, durationS: number): number {
  const ends = values.map((_, row) => Math.min(durationS, (row + 1) * sampleS));
  return values.reduce((sum, x, row) => sum + x * ((ends[row] ?? NaN) - (ends[row - 1] ?? 0)), 0) / durationS;
}

test.each([5, 7, 60, 301])('the rows of samples of %d s, the last one short, average to the whole run', (sampleS) => {
  const durationS = 300;
  const run = simulate(busy({ durationS, sampleS }));
  const column = seriesOf(run);
  const average = (metric: MetricId, of?: string) => weighted(column(metric, of), sampleS, durationS);
  const { result } = run;
  expect(column('design.watts')).toHaveLength(Math.ceil(durationS / sampleS));
  // The design's draw is added up in whole microwatts.
  expect(average('design.watts')).toBeCloseTo(result.energy.meanW, 6);
  expect(Math.max(...column('design.peakWatts'))).toBe(result.energy.peakW);
  for (const [id, tier] of Object.entries(result.tiers)) {
    expect(average('tier.utilization', id)).toBeCloseTo(tier.utilization, 9);
    expect(average('tier.inService', id)).toBeCloseTo(tier.inService, 9);
    expect(average('tier.inBacklog', id)).toBeCloseTo(tier.inBacklog, 9);
    expect(average('tier.inSpool', id)).toBeCloseTo(tier.inSpool, 9);
    expect(average('tier.arrivalsPerS', id)).toBeCloseTo(tier.arrivals / durationS, 9);
    expect(average('tier.readyCores', id)).toBeCloseTo(tier.readyS / durationS, 9);
    expect(Math.max(...column('tier.peakBacklog', id))).toBe(tier.peakBacklog);
  }
  for (const host of result.hosts) {
    expect(average('host.utilization', host.id)).toBeCloseTo(host.utilization, 9);
    expect(average('host.watts', host.id)).toBeCloseTo(host.meanW, 9);
  }
  for (const [id, stream] of Object.entries(result.streams)) {
    expect(average('stream.offeredPerS', id)).toBeCloseTo(stream.offered / durationS, 9);
    expect(average('stream.deliveredPerS', id)).toBeCloseTo(stream.delivered / durationS, 9);
    const away = stream.refused + stream.abandoned + stream.deferred;
    expect(average('stream.deferredPerS', id)).toBeCloseTo(away / durationS, 9);
  }
  // Nothing above was trivially zero.
  expect(result.tiers['gateway']?.readyS).toBeGreaterThan(1);
  expect(result.tiers['groupware']?.peakBacklog).toBe(1);
  expect(result.tiers['gateway']?.inSpool).toBeGreaterThan(0.1);
  expect(result.streams['ham']?.refused).toBeGreaterThan(0);
});

test('the series are of the whole run: a warm-up changes nothing in them', () => {
  const rowsOf = (warmupS: number) => {
    const run = simulate(busy({ durationS: 200, sampleS: 20, warmupS }));
    const column = seriesOf(run);
    return run.simulation.columns.map(({ metric, of }) => ({ metric, values: column(metric, of) }));
  };
  const whole = rowsOf(0);
  for (const warmupS of [31, 60, 20 / 3, 199.9]) {
    rowsOf(warmupS).forEach(({ metric, values }, i) => {
      // The end of the warm-up begins a window of the meter, and a draw is not the same over other windows.
      if (METRICS[metric].unit === 'W' && !Number.isInteger(warmupS)) return;
      values.forEach((x, row) => expect(x, metric).toBeCloseTo(whole[i]?.values[row] ?? 0, 9));
    });
  }
});

test.each([0.1, 0.4, 1, 1.5, 2.5, 7])(
  'a constant draw is constant in samples of %d s, the warm-up ending within one',
  (sampleS) => {
    const run = simulate(steady({ utilization: 0.5, hosts: 2, run: { durationS: 20, warmupS: 6.3, sampleS } }));
    const column = seriesOf(run);
    for (const of of ['only-0', 'only-1']) {
      // Before the first window is over nothing has been metered.
      const metered = column('host.watts', of).slice(Math.ceil(1 / sampleS) - 1);
      for (const watts of metered) expect(watts).toBeCloseTo(150, 9);
      for (const u of column('host.utilization', of)) expect(u).toBeCloseTo(0.5, 9);
    }
    for (const watts of column('design.watts').slice(Math.ceil(1 / sampleS) - 1)) expect(watts).toBeCloseTo(300, 9);
  },
);

test('the percentiles of a sample are of the mail delivered in it', () => {
  // One session a second, each taking as long as a value of the list, all at once on 64 cores.
  const scenario = queue({
    arrivals: { process: 'renewal', interarrival: 1 },
    cpuMs: { dist: 'uniform', min: 100, max: 9000 },
    cores: 64,
    durationS: 400,
  });
  scenario.run.sampleS = 100;
  const simulation = new Simulation(scenario, 'one');
  const { streams } = simulation['engine'].world;
  const delivered: number[][] = [[], [], [], []];
  const histogram = streams.deliveryS[0];
  let count = 0;
  let sum = 0;
  while (!simulation.advance(1)) {
    if (histogram === undefined || histogram.count === count) continue;
    delivered[Math.min(3, Math.floor(simulation.now / 100))]?.push(histogram.sum - sum);
    count = histogram.count;
    sum = histogram.sum;
  }
  const column = seriesOf({ simulation });
  for (const [metric, p] of [
    ['stream.deliveryP50', 0.5],
    ['stream.deliveryP95', 0.95],
    ['stream.deliveryP99', 0.99],
  ] as const) {
    column(metric, 'mail').forEach((value, row) => {
      const sorted = delivered[row]?.toSorted((a, b) => a - b) ?? [];
      const exact = sorted[Math.ceil(p * sorted.length) - 1] ?? NaN;
      expect(Math.abs(value - exact) / exact, `${metric} of ${sorted.length} in row ${row}`).toBeLessThan(0.01);
    });
  }
  expect(delivered.every((list) => list.length > 90)).toBe(true);
});

test('a sample without deliveries has no percentiles', () => {
  const run = simulate(queue({ arrivals: { process: 'renewal', interarrival: 15 }, durationS: 20 }));
  const scenario = { ...run.scenario, run: { ...run.scenario.run, sampleS: 10 } };
  const column = seriesOf(simulate(scenario));
  expect(column('stream.deliveryP50', 'mail')).toEqual([NaN, 0]);
});

test('the peak backlog of a sample begins with what waits at its start', () => {
  // Three come at 1, 2 and 3 s and are served for 10 s each: two wait from 3 s, one from 11 s, none from 21 s.
  const scenario = queue({
    arrivals: { process: 'renewal', interarrival: 1 },
    cpuMs: 10_000,
    slots: 1,
    backlog: 2,
    durationS: 3.5,
  });
  scenario.run.sampleS = 1.25;
  const column = seriesOf(simulate(scenario));
  expect(column('tier.peakBacklog', 'queue')).toEqual([0, 1, 2]);
  expect(column('tier.inBacklog', 'queue')[1]).toBeCloseTo(0.5 / 1.25, 12);
});

test('rows are handed out once, in order, whoever takes them when', () => {
  const scenario = busy({ durationS: 100, sampleS: 1 });
  const whole = simulate(scenario).simulation.takeFrame();
  const simulation = new Simulation(scenario, 'one');
  const pieces: number[] = [];
  let done = false;
  while (!done) {
    done = simulation.advance(37);
    pieces.push(...(simulation.takeFrame()?.data ?? []));
  }
  expect(simulation.takeFrame()).toBeUndefined();
  expect(pieces).toEqual([...(whole?.data ?? [])]);
  expect(whole?.rows).toBe(100);
});

test('the series count all mail, the ledger that which came after the warm-up', () => {
  const run = simulate(busy({ durationS: 100, sampleS: 10, warmupS: 50 }));
  const { streams } = run.engine.world;
  const seen = streams.seen[Count.offered] ?? NaN;
  expect(seriesOf(run)('stream.offeredPerS', 'ham').reduce((sum, x) => sum + x * 10, 0)).toBeCloseTo(seen, 9);
  expect(streamOf(run, 'ham').offered).toBeLessThan(0.7 * seen);
  expect(streams.seen).toHaveLength(2 * COUNTS);
  expect(tierOf(run, 'gateway').arrivals).toBeLessThan(0.7 * (run.engine.world.tiers.seenArrivals[0] ?? 0));
});

test('power by cause adds up to the draw, fates to the ledger, and delivery times in buckets to all that were delivered', () => {
  const run = simulate(busy({ durationS: 120, sampleS: 10 }));
  const column = seriesOf(run);
  const causes = ['idleW', 'dynamicW', 'migrationW', 'bootW', 'standbyW', 'reserveW', 'equipmentW'] as const;
  const byCause = causes.map((cause) => column(`design.${cause}`));
  column('design.watts').forEach((watts, row) => {
    // The draw is added up in whole microwatts.
    expect(byCause.reduce((sum, values) => sum + (values[row] ?? NaN), 0)).toBeCloseTo(watts, 5);
  });
  for (const [id, stream] of Object.entries(run.result.streams)) {
    for (const fate of ['delivered', 'rejected', 'quarantined', 'dropped', 'gaveUp', 'lost'] as const) {
      const seen = column(`stream.${fate}PerS`, id).reduce((sum, x) => sum + x * 10, 0);
      expect(seen, fate).toBeCloseTo(stream[fate], 6);
    }
    const buckets = Array.from({ length: BUCKETS }, (_, i) => column(bucketMetric(i), id));
    column('stream.deliveredPerS', id).forEach((rate, row) => {
      expect(buckets.reduce((sum, values) => sum + (values[row] ?? NaN), 0)).toBeCloseTo(rate * 10, 6);
    });
    // The median lies in the bucket that takes the count past half, but for a value on an edge.
    column('stream.deliveryP50', id).forEach((median, row) => {
      let before = 0;
      const counts = buckets.map((values) => values[row] ?? NaN);
      const half = counts.reduce((sum, n) => sum + n, 0) / 2;
      const at = counts.findIndex((n) => (before += n) >= half);
      if (half === 0) return;
      const [low, high] = bucketRange(at);
      expect(median).toBeGreaterThan(low * 0.98);
      expect(median).toBeLessThan(high * 1.02);
    });
  }
  expect(run.result.streams['spam']?.rejected).toBeGreaterThan(10);
  expect(BUCKETS).toBe(26);
  expect([...BUCKET_EDGES].sort((a, b) => a - b)).toEqual(BUCKET_EDGES);
});
