import { expect, test } from 'vitest';
import { SERVER_MODELS, serverModel } from '../../sim/parts/catalog/catalog.ts';
import { steady } from '../support/load.ts';
import { parse, simulate } from '../support/simulate.ts';
import type { Run } from '../support/simulate.ts';

const JOULES = 3.6e6;

const joules = ({ result }: Run): number => result.energy.itKWh * JOULES;
const hostJoules = ({ result }: Run): number[] => result.hosts.map(({ energyKWh }) => energyKWh * JOULES);

/** Four streams whose sessions all come at once every ten seconds and keep four cores busy for half a second. */
function bursts(run: { durationS: number; warmupS?: number }, gap = 10): Run {
  const { relativeCoreSpeed } = serverModel('ibm-x3250m3-x3470');
  const stream = {
    direction: 'inbound',
    class: 'ham',
    arrivals: { process: 'renewal', interarrival: gap },
  } as const;
  return simulate(
    parse({
      run,
      streams: { a: stream, b: stream, c: stream, d: stream },
      tiers: { tier: { stages: [{ id: 'work', cpuMs: 500 * relativeCoreSpeed }] } },
      designs: { one: { pools: { p: { model: 'ibm-x3250m3-x3470' } }, tiers: { tier: { pool: 'p' } } } },
    }),
  );
}

test.each(SERVER_MODELS.map((model) => [model.id, model] as const))(
  'the draw of a %s is its measured one at every tenth of its load, and linear between',
  (id, { watts, cores, relativeCoreSpeed }) => {
    const loads = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1, 0.5, 1.37, 2.5, 5.55, 8.999, 9.9].map(
      (tenths) => tenths / 10,
    );
    const tierOf = (load: number) => {
      const background = { coresPerThousandMailboxes: load * cores * relativeCoreSpeed };
      return { background, stages: [] };
    };
    const pools = loads.map((_, i) => [`p${i}`, { model: id }] as const);
    const scenario = parse({
      run: { durationS: 10 },
      mailboxes: 1000,
      streams: { none: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0 } } },
      tiers: Object.fromEntries(loads.map((load, i) => [`t${i}`, tierOf(load)])),
      designs: {
        one: {
          pools: Object.fromEntries(pools),
          tiers: Object.fromEntries(loads.map((_, i) => [`t${i}`, { pool: `p${i}` }])),
        },
      },
    });
    const { hosts } = simulate(scenario).result;
    loads.forEach((load, i) => {
      const below = Math.min(9, Math.floor(load * 10));
      const low = watts[below] ?? NaN;
      const high = watts[below + 1] ?? NaN;
      expect(hosts[i]?.utilization).toBeCloseTo(load, 12);
      expect(hosts[i]?.meanW).toBeCloseTo(low + (high - low) * (load * 10 - below), 9);
    });
  },
);

test('half a load for two hours comes out in whole joules', () => {
  // 100 W idle and 200 W full: 150 W × 7200 s = 1,080,000 J = 0.3 kWh.
  const { result } = simulate(steady({ utilization: 0.5, run: { durationS: 7200 } }));
  expect(result.energy.itKWh).toBe(0.3);
  expect(result.energy.meanW).toBe(150);
  expect(result.energy.peakW).toBe(150);
  expect(result.hosts[0]?.energyKWh).toBe(0.3);
  expect(result.hosts[0]?.utilization).toBe(0.5);
});

test('a load above what the host has is its full load', () => {
  const { result } = simulate(steady({ utilization: 1.7, run: { durationS: 100 } }));
  expect(result.energy.meanW).toBe(200);
  expect(result.hosts[0]?.utilization).toBe(1);
});

test('within a window of a second the draw is that of the mean utilization', () => {
  const run = bursts({ durationS: 20 });
  const { watts } = serverModel('ibm-x3250m3-x3470');
  // Busy from 10.0 to 10.5 s: 19 idle windows and one at one half. Half a second at full load would have been more.
  expect(joules(run)).toBeCloseTo(19 * 41.6 + 73, 9);
  expect(joules(run)).not.toBeCloseTo(19.5 * 41.6 + 113 / 2, 0);
  expect(run.result.hosts[0]?.peakW).toBeCloseTo(watts[5] ?? NaN, 9);
  expect(run.result.energy.peakW).toBeCloseTo(73, 6);
});

test('work over the edge of a window is split between the two', () => {
  const run = bursts({ durationS: 19 }, 9.75);
  // A quarter of a second in each of the windows from 9 and from 10 s.
  const quarter = (52.3 + 57.9) / 2;
  expect(joules(run)).toBeCloseTo(17 * 41.6 + 2 * quarter, 9);
});

test('the open window is cut at the end of the warm-up and at the end of the run', () => {
  const run = bursts({ durationS: 20.5, warmupS: 10.25 });
  // Windows from 10.25 s: a quarter busy in the first. Busy again from 20 s, half of it in the last quarter of a second.
  expect(run.result.hosts[0]?.utilization).toBeCloseTo(0.75 / 10.25, 12);
  // 10.25 to 20.25: ten windows, busy 0.25 s in the first and in the last; then a quarter of a second at full load.
  const quarter = (52.3 + 57.9) / 2;
  expect(joules(run)).toBeCloseTo(8 * 41.6 + 2 * quarter + 0.25 * 113, 9);
  expect(run.result.hosts[0]?.peakW).toBeCloseTo(113, 9);
});

/** Random mail over hosts of several models. */
function mixed(run: { durationS: number; warmupS?: number; sampleS?: number }): Run {
  return simulate(
    parse({
      run,
      streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 12 } } },
      tiers: {
        gateway: { stages: [{ id: 'scan', cpuMs: { dist: 'exponential', mean: 80 } }] },
        groupware: { stages: [{ id: 'store', cpuMs: { dist: 'exponential', mean: 200 } }] },
      },
      designs: {
        one: {
          pools: { p: { model: 'hp-dl360g4p-2005', hosts: 3 }, q: { model: 'dell-r710-x5570', hosts: 2 } },
          tiers: { gateway: { pool: 'p', instances: 3 }, groupware: { pool: 'q', instances: 2 } },
          equipment: [{ id: 'san', watts: 310.5 }],
        },
      },
    }),
  );
}

test.each([0, 1, 0.7, 1 / 3, 12.9, 59.999])(
  'hosts and equipment add up to the design, whatever the windows begin at (warm-up %d s)',
  (warmupS) => {
    for (const sampleS of [0.7, 60, 1000]) {
      const run = mixed({ durationS: 200.3, warmupS, sampleS });
      const sum = hostJoules(run).reduce((total, j) => total + j, 310.5 * (200.3 - warmupS));
      expect(joules(run) / sum).toBeCloseTo(1, 12);
      expect(run.result.energy.meanW).toBeCloseTo(sum / (200.3 - warmupS), 9);
    }
  },
);

test('neither energy nor anything else in a result depends on the width of samples', () => {
  const { result } = mixed({ durationS: 300.5, warmupS: 20.3, sampleS: 1000 });
  for (const sampleS of [0.1, 0.7, 1, 1.5, 7, 60]) {
    expect(mixed({ durationS: 300.5, warmupS: 20.3, sampleS }).result).toEqual(result);
  }
});

test('the peak is of the design as a whole, in one window', () => {
  const run = mixed({ durationS: 300 });
  const peaks = run.result.hosts.reduce((sum, { peakW }) => sum + peakW, 310.5);
  expect(run.result.energy.peakW).toBeLessThan(peaks);
  expect(run.result.energy.peakW).toBeGreaterThan(run.result.energy.meanW);
});

test('the facility adds its share, and prices and carbon follow from its energy', () => {
  const scenario = steady({
    hosts: 2,
    utilization: 0.5,
    run: { durationS: 36000 },
    pool: { price: { server: 4000, lifeYears: 4, licencePerHostYear: 365.25 } },
    design: { equipment: [{ id: 'san', watts: 700, rackUnits: 3 }] },
    facility: { pue: 1.5, pricePerKWh: 0.2, carbonGPerKWh: 400, rentPerRackUnitMonth: 73.05 },
  });
  const { energy, footprint } = simulate(scenario).result;
  // 2 × 150 W + 700 W for ten hours.
  expect(energy.itKWh).toBeCloseTo(10, 12);
  expect(energy.facilityKWh).toBeCloseTo(15, 12);
  expect(energy.carbonKg).toBeCloseTo(6, 12);
  expect(footprint).toEqual({ hosts: 2, rackUnits: 5 });
  const hours = 10 / (365.25 * 24);
  expect(energy.costBy.energy).toBeCloseTo(3, 12);
  expect(energy.costBy.servers).toBeCloseTo(2 * 1000 * hours, 12);
  expect(energy.costBy.licences).toBeCloseTo(2 * 365.25 * hours, 12);
  expect(energy.costBy.rackSpace).toBeCloseTo(5 * 73.05 * 12 * hours, 12);
  const { energy: e, servers, licences, rackSpace } = energy.costBy;
  expect(energy.cost).toBeCloseTo(e + servers + licences + rackSpace, 12);
});

test('carbon follows the grid hour by hour, over midnight too', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => 100 + hour);
  const scenario = steady({
    utilization: 1,
    run: { startsAt: '2010-10-04T22:30:00', durationS: 3 * 3600 },
    pool: { hosts: 1, extras: { disksW: 800 } },
    facility: { pue: 1, carbonGPerKWh: hours },
  });
  // 1 kW: half an hour at 122, an hour at 123 and at 100, half an hour at 101 g/kWh.
  expect(simulate(scenario).result.energy.carbonKg).toBeCloseTo((61 + 123 + 100 + 50.5) / 1000, 12);
});

test('extras add to the whole curve, memory beyond the tested one and the second supply included', () => {
  const scenario = steady({
    utilization: 0.5,
    run: { durationS: 10 },
    pool: { memoryGB: 1034, extras: { ramW: 2, disksW: 12, networkW: 8, secondPsuShare: 0.1 } },
  });
  // (150 + 10 GB × 2 W + 12 + 8) × 1.1
  expect(simulate(scenario).result.energy.meanW).toBeCloseTo(209, 9);
});

test('less memory than tested takes nothing off', () => {
  const scenario = steady({ utilization: 0, run: { durationS: 10 }, pool: { memoryGB: 4, extras: { ramW: 2 } } });
  expect(simulate(scenario).result.energy.meanW).toBe(100);
});

test('a host whose load comes and goes in odd fractions ends at idle, not a rounding below it', () => {
  const background = (cores: number) => ({
    coresPerThousandMailboxes: cores,
    profile: { hours: Array.from({ length: 24 }, (_, hour) => (hour % 2 === 0 ? 1 : 0)) },
  });
  const tiers = Object.fromEntries(
    [0.1, 0.7, 0.3, 0.9].map((cores, i) => [`t${i}`, { background: background(cores), stages: [] }]),
  );
  const scenario = parse({
    run: { durationS: 7200 },
    streams: { none: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0 } } },
    tiers,
    designs: {
      one: {
        pools: { p: { hypervisor: {} } },
        tiers: Object.fromEntries(Object.keys(tiers).map((id) => [id, { pool: 'p', vcpus: 4 }])),
      },
    },
  });
  const { result } = simulate(scenario);
  // Weights of 1 and 0 by turns have the mean 1/2: twice the cores in the hours that count.
  expect(result.energy.meanW).toBeCloseTo(100 + (4 / 64 / 2) * 100, 9);
  expect(result.hosts[0]?.utilization).toBeCloseTo(2 / 64, 12);
});
