import { describe, expect, test } from 'vitest';
import type { DesignResult } from '../../sim/measure/result.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { mergeReplications, runStudy } from '../../sim/study/replications.ts';
import { replicationSeeds } from '../../sim/study/seeds.ts';

function scenarioOf(values: object = {}): Scenario {
  const loaded = loadScenario({
    format: 'mailwatt/1',
    seed: 'study',
    run: { durationS: 200, replications: 3 },
    streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 5 } } },
    tiers: { server: { stages: [{ id: 'serve', cpuMs: { dist: 'exponential', mean: 100 } }] } },
    designs: {
      one: { pools: { all: {} }, tiers: { server: { pool: 'all', vcpus: 1 } } },
      two: { pools: { all: {} }, tiers: { server: { pool: 'all', vcpus: 2 } } },
    },
    objectives: [
      { id: 'quick', metric: '/tiers/server/sojournS/mean', atMost: 0.15 },
      { id: 'some', metric: '/streams/mail/delivered', atLeast: 1 },
    ],
    ...values,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.scenario;
}

function simulate(scenario: Scenario, designId: string, seed: string): DesignResult {
  const simulation = new Simulation(scenario, designId, seed);
  while (!simulation.advance(1e5));
  return simulation.result();
}

describe('the seeds of replications', () => {
  test("are the scenario's own, then numbered ones", () => {
    expect(replicationSeeds('monday', 3)).toEqual(['monday', 'monday#1', 'monday#2']);
    expect(replicationSeeds('monday', 1)).toEqual(['monday']);
  });
});

describe('a study', () => {
  const scenario = scenarioOf();
  const runNow = (designId: string, seed: string) => Promise.resolve(simulate(scenario, designId, seed));

  test('has the first replication as its result and intervals over all', async () => {
    const { designs } = await runStudy(scenario, runNow);
    expect(Object.keys(designs)).toEqual(['one', 'two']);
    const first = simulate(scenario, 'one', 'study');
    expect(designs['one']).toMatchObject({ events: first.events, streams: first.streams, tiers: first.tiers });
    const offered = ['study', 'study#1', 'study#2'].map(
      (seed) => simulate(scenario, 'one', seed).streams['mail']!.offered,
    );
    const interval = designs['one']!.intervals['/streams/mail/offered']!;
    expect(interval.n).toBe(3);
    expect(interval.mean).toBeCloseTo(offered.reduce((sum, value) => sum + value, 0) / 3, 9);
  });

  test('does not depend on the order in which runs end', async () => {
    const waits = [30, 1, 15, 7, 22, 3];
    let i = 0;
    const inDisorder = async (designId: string, seed: string) => {
      const wait = waits[i++ % waits.length];
      await new Promise((resolve) => setTimeout(resolve, wait));
      return simulate(scenario, designId, seed);
    };
    expect(JSON.stringify(await runStudy(scenario, inDisorder))).toBe(JSON.stringify(await runStudy(scenario, runNow)));
  });

  test('offers every design the same mail', async () => {
    const { designs } = await runStudy(scenario, runNow);
    expect(designs['one']!.streams['mail']!.offered).toBe(designs['two']!.streams['mail']!.offered);
    expect(designs['one']!.intervals['/streams/mail/offered']).toEqual(
      designs['two']!.intervals['/streams/mail/offered'],
    );
  });

  test('runs the designs that are asked for only', async () => {
    const asked: string[] = [];
    const { designs } = await runStudy(
      scenario,
      (designId, seed) => {
        asked.push(`${designId} ${seed}`);
        return runNow(designId, seed);
      },
      ['two'],
    );
    expect(Object.keys(designs)).toEqual(['two']);
    expect(asked).toEqual(['two study', 'two study#1', 'two study#2']);
  });

  test('judges objectives by the mean over replications', async () => {
    const { designs } = await runStudy(scenario, runNow);
    const mean = designs['one']!.intervals['/tiers/server/sojournS/mean']!.mean;
    expect(designs['one']!.objectives).toEqual([
      { id: 'quick', metric: '/tiers/server/sojournS/mean', value: mean, atMost: 0.15, met: false },
      expect.objectContaining({ id: 'some', atLeast: 1, met: true }),
    ]);
    expect(designs['two']!.objectives[0]).toMatchObject({ met: true });
  });

  test('of one run has no intervals', async () => {
    const single = scenarioOf({ run: { durationS: 200 } });
    const { designs } = await runStudy(single, (designId, seed) => Promise.resolve(simulate(single, designId, seed)));
    expect(designs['one']!.intervals).toEqual({});
  });

  test('fails when a run fails', async () => {
    await expect(runStudy(scenario, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(() => mergeReplications([])).toThrow(RangeError);
  });
});
