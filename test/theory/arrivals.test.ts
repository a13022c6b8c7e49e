import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { OFFICE, weekOf } from '../../sim/parts/profiles.ts';
import { parse, replicate, seriesOf, simulate, tierOf } from '../support/simulate.ts';
import { expectCounts, expectMean, mean, seeds, variance } from '../support/statistics.ts';

type StreamInput = ScenarioInput['streams'][string];

/** Mail that is delivered at once: only its arrivals matter. */
function arriving(
  stream: Partial<StreamInput> & Pick<StreamInput, 'arrivals'>,
  run: NonNullable<ScenarioInput['run']>,
  incidents: ScenarioInput['incidents'] = [],
  mailboxes = 1000,
) {
  return parse({
    run,
    mailboxes,
    streams: { mail: { direction: 'inbound', class: 'ham', ...stream } },
    tiers: { gateway: { stages: [] } },
    designs: { one: { pools: { p: {} }, tiers: { gateway: { pool: 'p' } } } },
    incidents,
  });
}

/** How many came in each sample. */
function counts(scenario: ReturnType<typeof parse>, seed: string): number[] {
  const run = simulate(scenario, seed);
  const { sampleS, durationS } = scenario.run;
  return seriesOf(run)('stream.offeredPerS', 'mail').map((perS, row) =>
    Math.round(perS * (Math.min(durationS, (row + 1) * sampleS) - row * sampleS)),
  );
}

test('the mail of a week follows its profile hour by hour, from the hour at which the run starts', () => {
  // Friday noon to Friday noon; 20 per mailbox and day.
  const scenario = arriving(
    { arrivals: { process: 'poisson', perMailboxPerDay: 20 }, profile: 'office' },
    { startsAt: '2010-10-08T12:00:00', durationS: 7 * 86400, sampleS: 3600 },
    [],
    2000,
  );
  const week = weekOf('office');
  const expected = Array.from({ length: 168 }, (_, i) => ((20 * 2000) / 24) * (week[(4 * 24 + 12 + i) % 168] ?? NaN));
  for (const seed of seeds(3)) expectCounts(counts(scenario, seed), expected);
  // The peak of a working day is 10.5 % of it, and a weekend day has 0.3 of a working day.
  expect(OFFICE.days[6]).toBe(0.3);
  expect(Math.max(...expected)).toBeGreaterThan(20 * Math.min(...expected));
});

test('a profile of one’s own, quiet at night, with a start between two hours', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0 : hour));
  const scenario = arriving(
    { arrivals: { process: 'poisson', perS: 1 }, profile: { hours } },
    { startsAt: '2010-10-04T00:30:00', durationS: 86400, sampleS: 1800 },
  );
  const scale = 24 / hours.reduce((sum, x) => sum + x, 0);
  const expected = Array.from({ length: 48 }, (_, i) => 1800 * scale * (hours[Math.floor((i + 1) / 2) % 24] ?? NaN));
  for (const seed of seeds(3)) {
    const found = counts(scenario, seed);
    const at = (i: number): boolean => (expected[i] ?? 0) > 0;
    expect(found.filter((_, i) => !at(i)).every((n) => n === 0)).toBe(true);
    expectCounts(
      found.filter((_, i) => at(i)),
      expected.filter((_, i) => at(i)),
    );
  }
});

test('arrivals of a constant rate are Poisson: gaps and counts', () => {
  const scenario = arriving({ arrivals: { process: 'poisson', perS: 5 } }, { durationS: 4000, sampleS: 1 });
  const dispersion = seeds(20).map((seed) => {
    const found = counts(scenario, seed);
    return variance(found) / mean(found);
  });
  expectMean(dispersion, 1, { within: 0.05 });
});

test('a spike of a regular stream is exact: ramp, height and decay by hand', () => {
  // One a second, from 100 s to five a second within 60 s, 30 s at the height, back within 20 s.
  const scenario = arriving({ arrivals: { process: 'renewal', interarrival: 1 } }, { durationS: 300, sampleS: 10 }, [
    { id: 'storm', kind: 'spike', atS: 100, stream: 'mail', factor: 5, rampS: 60, holdS: 30, decayS: 20 },
  ]);
  const rate = (t: number): number => {
    if (t < 100 || t > 210) return 1;
    if (t < 160) return 1 + (4 * (t - 100)) / 60;
    return t < 190 ? 5 : 5 - (4 * (t - 190)) / 20;
  };
  // Counts up to a time are the whole part of the integral, here trapezoids of the rate at the corners, all at tens of seconds.
  let area = 0;
  let before = 0;
  counts(scenario, '1').forEach((n, row) => {
    area += 10 * ((rate(10 * row) + rate(10 * row + 10)) / 2);
    const upTo = Math.floor(area + 1e-9);
    expect(Math.abs(n - (upTo - before)), `sample ${row}`).toBeLessThanOrEqual(1);
    before += n;
  });
  expect(Math.abs(before - area)).toBeLessThanOrEqual(1);
  expect(area).toBeCloseTo(300 + 60 * 2 + 30 * 4 + 20 * 2, 9);
});

test('spikes multiply the Poisson rate, the profile and each other', () => {
  const spike = (id: string, atS: number, factor: number) =>
    ({ id, kind: 'spike', atS, stream: 'mail', factor, rampS: 600, holdS: 1200, decayS: 600 }) as const;
  const hours = Array.from({ length: 24 }, (_, hour) => 1 + (hour % 3));
  const scenario = arriving(
    { arrivals: { process: 'poisson', perS: 2 }, profile: { hours } },
    { durationS: 10800, sampleS: 600 },
    [spike('a', 1200, 3), spike('b', 2400, 0.25)],
  );
  const ramp = (t: number, at: number, factor: number): number => {
    if (t < at || t > at + 2400) return 1;
    if (t < at + 600) return 1 + ((factor - 1) * (t - at)) / 600;
    return t < at + 1800 ? factor : factor - ((factor - 1) * (t - at - 1800)) / 600;
  };
  const expected = Array.from({ length: 18 }, (_, row) => {
    let sum = 0;
    for (let t = row * 600 + 0.5; t < row * 600 + 600; t++) {
      sum += 2 * ((hours[Math.floor(t / 3600)] ?? NaN) / 2) * ramp(t, 1200, 3) * ramp(t, 2400, 0.25);
    }
    return sum;
  });
  for (const seed of seeds(4)) expectCounts(counts(scenario, seed), expected);
});

test('a spike may also silence a stream', () => {
  const scenario = arriving({ arrivals: { process: 'poisson', perS: 50 } }, { durationS: 100, sampleS: 10 }, [
    { id: 'outage', kind: 'spike', atS: 30, stream: 'mail', factor: 0, holdS: 40 },
  ]);
  const found = counts(scenario, '1');
  expect(found.slice(3, 7)).toEqual([0, 0, 0, 0]);
  expectCounts([...found.slice(0, 3), ...found.slice(7)], [500, 500, 500, 500, 500, 500]);
});

test('bursts have the given mean rate, and the dispersion of a two-state modulated Poisson process', () => {
  const [burstFactor, burstMeanS, quietMeanS, perS, windowS] = [6, 4, 16, 10, 8];
  const scenario = arriving(
    { arrivals: { process: 'mmpp', perS, burstFactor, burstMeanS, quietMeanS } },
    { durationS: 8000, sampleS: windowS },
  );
  const found = seeds(24).map((seed) => counts(scenario, seed));
  expectMean(
    found.map((n) => mean(n) / windowS),
    perS,
    { within: 0.06 },
  );
  // Var N(t) = λ t + 2 (r₁ − r₀)² π₀ π₁ / s · (t − (1 − e^{−s t}) / s), s the sum of both switching rates (Fischer and Meier-Hellstern 1993).
  const share = burstMeanS / (burstMeanS + quietMeanS);
  const quiet = perS / (1 - share + share * burstFactor);
  const s = 1 / burstMeanS + 1 / quietMeanS;
  const spread = (quiet * (burstFactor - 1)) ** 2 * share * (1 - share);
  const counted = perS * windowS;
  const varianceOfCounts = counted + ((2 * spread) / s) * (windowS - (1 - Math.exp(-s * windowS)) / s);
  expectMean(
    found.map((n) => variance(n) / mean(n)),
    varianceOfCounts / counted,
    { within: 0.1, slack: 0.01 },
  );
  expect(varianceOfCounts / counted).toBeGreaterThan(10);
});

test('bursts begin in their long-run state: the first second is like any other', () => {
  const scenario = arriving(
    { arrivals: { process: 'mmpp', perS: 20, burstFactor: 5, burstMeanS: 50, quietMeanS: 50 } },
    { durationS: 1, sampleS: 1 },
  );
  const found = seeds(400).map((seed) => counts(scenario, seed)[0] ?? NaN);
  expectMean(found, 20, { within: 0.2 });
});

test('bursts go on through a long silence: what comes after it is in the long-run state again', () => {
  const silentS = 3000;
  const scenario = arriving(
    { arrivals: { process: 'mmpp', perS: 20, burstFactor: 9, burstMeanS: 1, quietMeanS: 3 } },
    { durationS: silentS + 10, sampleS: silentS },
    [{ id: 'silence', kind: 'spike', atS: 0, stream: 'mail', factor: 0, holdS: silentS }],
  );
  const found = seeds(100).map((seed) => counts(scenario, seed));
  expect(found.every(([before]) => before === 0)).toBe(true);
  expectMean(
    found.map(([, after]) => after ?? NaN),
    200,
    { within: 0.3 },
  );
});

test('a profile and a spike act on bursts as on anything else', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour === 0 ? 1 : 3));
  const scenario = arriving(
    { arrivals: { process: 'mmpp', perS: 4, burstFactor: 3, burstMeanS: 20, quietMeanS: 40 }, profile: { hours } },
    { durationS: 7200, sampleS: 3600 },
    [{ id: 'more', kind: 'spike', atS: 3600, stream: 'mail', factor: 2, holdS: 3600 }],
  );
  const scale = 24 / 70;
  const found = replicate(scenario, 20, (run) => seriesOf(run)('stream.offeredPerS', 'mail'));
  expectMean(
    found.map((rates) => rates[0] ?? NaN),
    4 * scale,
    { within: 0.08 },
  );
  expectMean(
    found.map((rates) => rates[1] ?? NaN),
    4 * 3 * scale * 2,
    { within: 0.06 },
  );
});

test('renewal arrivals keep their law on a clock that runs as fast as the profile says', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5));
  const scenario = arriving(
    { arrivals: { process: 'renewal', interarrival: { dist: 'erlang', mean: 2, k: 4 } }, profile: { hours } },
    { durationS: 86400, sampleS: 60 },
  );
  const found = seeds(12).map((seed) => counts(scenario, seed));
  for (const [from, factor] of [
    [0, 0.5],
    [720, 1.5],
  ] as const) {
    const half = found.map((n) => n.slice(from, from + 720));
    expectMean(half.map(mean), (60 / 2) * factor, { within: 0.03 });
    // Stationary renewal counts (Cox 1962, 4.5): per arrival cv² = 1/4, and once 1/6 + cv⁴/2 − (third central moment) / 3 mean³.
    expectMean(
      half.map((n) => variance(n) / mean(n)),
      0.25 + (1 / 6 + 1 / 32 - 1 / 24) / (30 * factor),
      { within: 0.25 },
    );
  }
});

test('sessions carry as many messages, of such sizes and to so many recipients, as their laws say', () => {
  const scenario = parse({
    run: { durationS: 150, sampleS: 150 },
    streams: {
      mail: {
        direction: 'inbound',
        class: 'ham',
        arrivals: { process: 'poisson', perS: 40 },
        messagesPerSession: { dist: 'geometric', mean: 1.7 },
        recipients: { dist: 'geometric', mean: 2.5 },
        sizeKB: { dist: 'lognormal', median: 4, sigma: 1 },
      },
    },
    tiers: {
      gateway: {
        stages: [
          { id: 'session', per: 'session', cpuMs: 1 },
          { id: 'message', cpuMs: 1 },
          { id: 'size', cpuMsPerKB: 1 },
          { id: 'head', cpuMsPerKB: 1, cpuMaxKB: 4 },
          { id: 'recipients', cpuMsPerRecipient: 1 },
        ],
      },
    },
    designs: { one: { pools: { p: {} }, tiers: { gateway: { pool: 'p' } } } },
  });
  const runs = replicate(scenario, 12, tierOf);
  const per = (of: string, by: string) =>
    runs.map(({ cpuSByStage }) => (cpuSByStage[of] ?? NaN) / (cpuSByStage[by] ?? NaN));
  expectMean(per('message', 'session'), 1.7, { within: 0.05 });
  expectMean(per('recipients', 'message'), 2.5, { within: 0.05 });
  expectMean(per('size', 'message'), 4 * Math.exp(0.5), { within: 0.08 });
  // The first four KB only: half of the messages are smaller, of which a lognormal has E[min(X, 4)] = 4 (e^{1/2} Φ(−1) + 1/2).
  expectMean(per('head', 'message'), 4 * (Math.exp(0.5) * 0.15865525393145707 + 0.5), { within: 0.03 });
});
