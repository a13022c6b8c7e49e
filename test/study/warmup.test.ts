import { expect, test } from 'vitest';
import type { Series } from '../../sim/measure/result.ts';
import { Simulation } from '../../sim/simulation.ts';
import { seriesOf } from '../../sim/study/series.ts';
import { longestOf, warmupsOf } from '../../sim/study/warmup.ts';
import { parse } from '../support/simulate.ts';

/** M/M/1 at a utilization of 0.9 from an empty start: the mean number in it tends to 9, within e⁻¹ of it after some 400 services. */
const RUNS = 24;
const BUSY = parse({
  run: { durationS: 8000, sampleS: 10 },
  streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0.9 } } },
  tiers: { server: { stages: [{ id: 'serve', cpuMs: { dist: 'exponential', mean: 1000 } }] } },
  routes: { inbound: ['server'] },
  designs: { one: { pools: { all: {} }, tiers: { server: { pool: 'all', vcpus: 1, slots: 1 } } } },
});

function seriesUnder(seed: string): Series {
  const simulation = new Simulation(BUSY, 'one', seed);
  const frames = [];
  while (!simulation.advance(100_000));
  const frame = simulation.takeFrame();
  if (frame) frames.push(frame);
  return seriesOf(simulation.columns, frames);
}

/** Mean number in the system from a sample on, over all runs. */
function meanFrom(runs: readonly Series[], from: number): number {
  let sum = 0;
  let n = 0;
  for (const { columns, timeS } of runs) {
    n += timeS.length - from;
    for (const { metric, values } of columns) {
      if (metric !== 'tier.inService' && metric !== 'tier.inBacklog') continue;
      for (let i = from; i < values.length; i++) sum += values[i] ?? 0;
    }
  }
  return sum / n;
}

test('a busy queue is warm after some relaxation times, and what is left is nearer to its steady state', () => {
  const runs = Array.from({ length: RUNS }, (_, i) => seriesUnder(`run ${i}`));
  const [{ warmupS } = { warmupS: null }] = warmupsOf(runs);
  // The relaxation time of M/M/1 is about (1 + ρ) / (1 − ρ)² / μ = 190 s (Odoni and Roth 1983).
  expect(warmupS).toBeGreaterThan(100);
  expect(warmupS).toBeLessThan(2000);
  expect(meanFrom(runs, (warmupS ?? 0) / 10)).toBeGreaterThan(meanFrom(runs, 0));
});

test('of several tiers the longest serves all, and none where one has not settled', () => {
  const tiers = [
    { tier: 'a', warmupS: 50 },
    { tier: 'b', warmupS: 300 },
  ];
  expect(longestOf(tiers)).toBe(300);
  expect(longestOf([...tiers, { tier: 'c', warmupS: null }])).toBeNull();
  expect(() => warmupsOf([])).toThrow('at least one run');
});
