import { describe, expect, test } from 'vitest';
import type { PoolInput } from '../support/operating.ts';
import { CLUSTER, operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { simulate, tierOf } from '../support/simulate.ts';
import { expectMean, mean, seeds, variance } from '../support/statistics.ts';

/** Hours are simulated second by second by the power meter: everything is quick here, a life of an hour in the mean. */
const HOUR = 3600;
const HOSTS = 40;
/** The reference model boots in 120 s. */
const BOOT_S = 120;

type Failure = NonNullable<PoolInput['failure']>;

/** Appliances that die by a law, each with a machine, and nothing else. */
const dying = (failure: Failure, pool: PoolInput, hours: number, instances = HOSTS, seed = 'laws') =>
  operated({
    seed,
    durationS: hours * HOUR,
    sampleS: HOUR,
    everyS: 0,
    pool: { hosts: instances, failure, ...pool },
    how: { tier: { instances } },
  });

/** Of each host: hours between its failures, and its share of time at work. */
function lives(failure: Failure, pool: PoolInput, hours: number, seed = 'laws') {
  const run = simulate(dying(failure, pool, hours, HOSTS, seed));
  const { changes } = run.engine.world.hosts;
  return tierOf(run).instances.map(({ workedS }, host) => {
    // Dead, booting, on: three changes for each death.
    const deaths = Math.ceil((changes[host] ?? 0) / 3);
    return { deaths, meanLifeH: workedS / HOUR / deaths, availability: workedS / (hours * HOUR) };
  });
}

describe.each<Failure>([
  { law: 'exponential', mtbfHours: 0.2 },
  { law: 'weibull', mtbfHours: 0.2, shape: 0.7 },
  { law: 'weibull', mtbfHours: 0.2, shape: 2 },
])('hosts that die by $law law of shape $shape, every 12 minutes in the mean', (failure) => {
  const repairS = 0.05 * HOUR - BOOT_S;
  const hosts = lives(failure, { repairS }, 30);

  test('live so long between failures', () => {
    expectMean(
      hosts.map(({ meanLifeH }) => meanLifeH),
      0.2,
      { within: 0.1, slack: 0.01 },
    );
  });

  test('are available for MTBF / (MTBF + repair and boot)', () => {
    expectMean(
      hosts.map(({ availability }) => availability),
      0.2 / 0.25,
      { within: 0.02 },
    );
  });
});

test('lives are as uneven as their law says', () => {
  // Between failures, from the journal of a few hosts: the coefficient of variation of Weibull is √(Γ(1+2/k)/Γ(1+1/k)² − 1).
  const cv = (failure: Failure) => {
    const { result } = simulate(dying(failure, { repairS: 1 }, 50, 5));
    const since = new Map<string, number>();
    const livesS: number[] = [];
    for (const { what, to, atS } of result.journal) {
      if (what === 'host on') since.set(to, atS);
      if (what === 'host died' && since.has(to)) livesS.push(atS - (since.get(to) ?? 0));
    }
    expect(livesS.length).toBeGreaterThan(1500);
    return Math.sqrt(variance(livesS)) / mean(livesS);
  };
  const off = (failure: Failure, theory: number) => Math.abs(cv(failure) / theory - 1);
  expect(off({ law: 'exponential', mtbfHours: 0.1 }, 1)).toBeLessThan(0.1);
  expect(off({ law: 'weibull', mtbfHours: 0.1, shape: 2 }, 0.5227)).toBeLessThan(0.07);
  expect(off({ law: 'weibull', mtbfHours: 0.1, shape: 0.7 }, 1.4624)).toBeLessThan(0.2);
});

test('repairs follow their distribution', () => {
  const { result } = simulate(
    dying({ mtbfHours: 0.2 }, { repairS: { dist: 'lognormal', mean: 400, cv: 0.8 } }, 200, 5),
  );
  const died = new Map<string, number>();
  const repairs: number[] = [];
  for (const { what, to, atS } of result.journal) {
    if (what === 'host died') died.set(to, atS);
    if (what === 'host repaired') repairs.push(atS - (died.get(to) ?? NaN));
  }
  expectMean(repairs, 400, { within: 0.1 });
  expect(Math.sqrt(variance(repairs)) / mean(repairs)).toBeCloseTo(0.8, 1);
});

test('of n machines on n hosts, all are down for (1 − A)ⁿ of the time and all up for Aⁿ', () => {
  const repairS = { dist: 'exponential', mean: 300 - BOOT_S } as const;
  const runs = seeds(24).map((seed) => tierOf(simulate(dying({ mtbfHours: 600 / HOUR }, { repairS }, 50, 3, seed))));
  const A = 600 / 900;
  const T = 50 * HOUR;
  expectMean(
    runs.map(({ downS }) => downS / T),
    (1 - A) ** 3,
    { within: 0.2 },
  );
  expectMean(
    runs.map(({ degradedS }) => degradedS / T),
    1 - A ** 3,
    { within: 0.05 },
  );
});

test('twice as many failures, with the same luck, never make a design more available', () => {
  for (const seed of seeds(6)) {
    const availability = (mtbfHours: number) => {
      const run = simulate(dying({ mtbfHours }, { repairS: 60 }, 10, 4, seed));
      return mean(tierOf(run).instances.map(({ workedS }) => workedS));
    };
    expect(availability(0.1)).toBeLessThan(availability(0.2));
    expect(availability(0.2)).toBeLessThan(availability(0.4));
  }
});

test('high availability makes an outage of every death, as long as detection and boot', () => {
  // Deaths are far enough apart that there is always another host: MODEL's U = deaths × outage.
  const run = watched(
    operated({
      durationS: 80 * HOUR,
      sampleS: HOUR,
      everyS: 0,
      pool: {
        ...CLUSTER,
        hosts: 6,
        failure: { mtbfHours: 5 },
        repairS: 60,
        ha: { detectS: 18, bootS: 60 },
      },
      how: { tier: { vcpus: 1 } },
    }),
  );
  const restarts = run.result.journal.filter(({ what }) => what === 'instance serves').length;
  expect(restarts).toBeGreaterThan(2);
  expect(tierOf(run).downS).toBeCloseTo(78 * restarts, 6);
});

test('every host has its own luck, the same whatever else is in the design', () => {
  const deaths = (extra: number) =>
    simulate(
      operated({
        durationS: 40 * HOUR,
        sampleS: HOUR,
        everyS: 0,
        pools: {
          pool: { hosts: 3, failure: { mtbfHours: 2 } },
          other: { hosts: 1 + extra, failure: { mtbfHours: 0.5 } },
        },
        how: { tier: { instances: 3 } },
      }),
    ).result.journal.flatMap(({ what, to, atS }) => (what === 'host died' && to.startsWith('pool') ? [[to, atS]] : []));
  expect(deaths(3)).toEqual(deaths(0));
  const [first, second] = deaths(0);
  expect(first).not.toEqual(second);
});

test('a host that sleeps does not fail, and waking does not wind a second clock', () => {
  // The same hosts, one of which is taken from work by maintenance every quarter of an hour, die as often as those left alone.
  const incidents = Array.from({ length: 180 }, (_, n) => ({
    kind: 'maintenance' as const,
    atS: n * 900 + 1,
    pool: 'pool',
    workS: 0,
  }));
  const deathsOf = (seed: string) => {
    const run = simulate(
      operated({
        seed,
        durationS: 180 * 900,
        everyS: 0,
        pool: { hosts: 1, failure: { mtbfHours: 1 }, repairS: 1 },
        incidents,
      }),
    );
    return run.result.journal.filter(({ what }) => what === 'host died').length;
  };
  // On for 900 − 30 − 120 s and some looks of 5 s of each quarter; what would strike outside of that does not.
  const on = (180 * 735) / (1 + 121 / 3600);
  expectMean(seeds(24).map(deathsOf), on / 3600, { within: 0.22, slack: 0.03 });
});

test('a host that an incident kills is as new afterwards: its next failure is drawn anew, once', () => {
  const deathsOf = (seed: string) => {
    const incidents = Array.from({ length: 180 }, (_, n) => ({
      kind: 'hostFailure' as const,
      atS: n * 900 + 1,
      pool: 'pool',
    }));
    const run = simulate(
      operated({
        seed,
        durationS: 180 * 900,
        everyS: 0,
        pool: { hosts: 1, failure: { mtbfHours: 1 }, repairS: 1 },
        incidents,
      }),
    );
    const { journal } = run.result;
    const atOnce = new Set(incidents.map(({ atS }) => atS));
    return journal.filter(({ what, atS }) => what === 'host died' && !atOnce.has(atS)).length;
  };
  // On for 900 − 121 s of each quarter, less 121 s for each death by the law: a Poisson process does not care when it was begun.
  const on = (180 * 779) / (1 + 121 / 3600);
  expectMean(seeds(16).map(deathsOf), on / 3600, { within: 0.2, slack: 0.03 });
});
