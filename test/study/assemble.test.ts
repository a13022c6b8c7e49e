import { describe, expect, test } from 'vitest';
import { digestOf } from '../../sim/measure/digest.ts';
import type { DesignResult } from '../../sim/measure/result.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { RESULT_NUMBERS, RESULT_PARTS } from '../../sim/scenario/resultShape.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { assembleResult, judge } from '../../sim/study/assemble.ts';
import { seriesOf } from '../../sim/study/series.ts';
import { MINIMAL } from '../scenario/support/minimal.ts';

function load(values: object = {}): Scenario {
  const loaded = loadScenario({ ...MINIMAL, run: { durationS: 100, sampleS: 10 }, ...values });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.scenario;
}

function run(scenario: Scenario): { result: DesignResult; simulation: Simulation } {
  const simulation = new Simulation(scenario, 'one');
  while (!simulation.advance(1e5));
  return { result: simulation.result(), simulation };
}

describe('an assembled result', () => {
  const scenario = load();
  const { result, simulation } = run(scenario);

  test('says what it is of, and its digest is that of everything else', () => {
    const assembled = assembleResult(scenario, 'a seed', { one: result });
    expect(assembled).toMatchObject({ format: 'mailwatt-result/1', scenario: 'Untitled scenario', seed: 'a seed' });
    const { digest, ...rest } = assembled;
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf(rest)).toBe(digest);
  });

  test('has the same digest with series and without', () => {
    const frame = simulation.takeFrame();
    const series = seriesOf(simulation.columns, frame ? [frame] : []);
    expect(series.timeS).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    const plain = assembleResult(scenario, 's', { one: result });
    const with_ = assembleResult(scenario, 's', { one: { ...result, series } });
    expect(with_.digest).toBe(plain.digest);
    expect(with_.designs['one']!.series).toBe(series);
  });

  test('has another digest for another seed, another name, another number', () => {
    const digest = assembleResult(scenario, 's', { one: result }).digest;
    expect(assembleResult(scenario, 't', { one: result }).digest).not.toBe(digest);
    expect(assembleResult({ ...scenario, name: 'x' }, 's', { one: result }).digest).not.toBe(digest);
    expect(assembleResult(scenario, 's', { one: { ...result, events: result.events + 1 } }).digest).not.toBe(digest);
  });

  test('changes nothing of what it is made of', () => {
    const before = JSON.stringify(result);
    assembleResult(load({ objectives: [{ id: 'a', metric: '/events', atMost: 0 }] }), 's', { one: result });
    expect(JSON.stringify(result)).toBe(before);
  });

  test('has every number that an objective may point at', () => {
    const record = result as unknown as Record<string, Record<string, unknown>>;
    for (const [part, names] of Object.entries(RESULT_NUMBERS)) {
      expect(Object.keys(record[part]!)).toEqual(expect.arrayContaining([...names]));
    }
    for (const [part, { numbers, latencies }] of Object.entries(RESULT_PARTS)) {
      const one = Object.values(record[part]!)[0] as Record<string, unknown>;
      const known = new Set<string>([...numbers, ...latencies]);
      const measured = Object.keys(one).filter((key) => !['instances', 'cpuSByStage'].includes(key));
      expect(new Set(measured)).toEqual(known);
    }
  });
});

describe('an objective', () => {
  const { result } = run(load());
  const judged = (metric: string, limits: { atMost?: number; atLeast?: number }) =>
    judge({ id: 'o', metric, ...limits }, result);

  test('is met at its very limit', () => {
    expect(judged('/events', { atMost: result.events }).met).toBe(true);
    expect(judged('/events', { atLeast: result.events }).met).toBe(true);
    expect(judged('/events', { atMost: result.events - 1 }).met).toBe(false);
    expect(judged('/events', { atLeast: result.events + 1 }).met).toBe(false);
  });

  test('without a value is not met', () => {
    expect(judged('/streams/none/lost', { atMost: 1 })).toEqual({
      id: 'o',
      metric: '/streams/none/lost',
      value: null,
      atMost: 1,
      met: false,
    });
  });
});
