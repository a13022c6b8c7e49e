import { describe, expect, test } from 'vitest';
import type { DesignResult } from '../../sim/measure/result.ts';
import { incident, of, run, runText, shippedText, total, type Results } from './support/shippedRun.ts';

/**
 * What is claimed for and against virtualizing mail systems, each claim a shipped scenario: direction and size, under several seeds,
 * and the figures of the abouts, on stretches of the runs that they speak of.
 */

const SEEDS = ['one', 'two'] as const;
const utilization = (result: DesignResult, tier: string): number => result.tiers[tier]?.utilization ?? NaN;
const kW = ({ energy }: DesignResult): number => energy.meanW / 1000;
const p95 = ({ streams }: DesignResult): number => streams['ham']?.deliveryS.p95 ?? NaN;

test.each([
  'why-gateways-run-hot',
  'inner-jobs-consolidated',
  'which-layer-to-virtualize',
  'saas-upstream',
  'host-death-at-the-peak',
  'storm-with-scaling',
  'rolling-maintenance',
  'price-of-zones',
  'zones-and-pci',
  'groupware-only-virtualized',
])('%s says what it puts to the test', (name) => {
  expect((JSON.parse(shippedText(name)) as { about: string }).about).toContain('**The claim:** ');
});

describe.each(SEEDS)('gateways run hot from spam that gets past the lists, seed %s', (seed) => {
  const REJECT = '/tiers/gateway/stages/1/verdicts/spam/reject';
  const stretch = (startsAt: string, settings: Record<string, unknown>, designs?: readonly string[]): Results =>
    run(
      'why-gateways-run-hot',
      { '/incidents': [], '/run/startsAt': startsAt, '/run/durationS': 1500, '/run/warmupS': 300, ...settings },
      designs === undefined ? { seed } : { seed, designs },
    );
  const lists = stretch('2010-10-04T09:45:00', {});
  const none = stretch('2010-10-04T11:15:00', { [REJECT]: 0 });
  const better = stretch('2010-10-04T12:40:00', { [REJECT]: 0.9 });

  test.each([
    ['physical', [0.43, 0.64, 0.25], [1.25, 1.28, 1.19]],
    ['virtual', [0.47, 0.7, 0.28], [0.79, 0.8, 0.76]],
  ] as const)('%s: CPU, slots and power', (id, busy, power) => {
    [lists, none, better].forEach((results, i) => {
      const result = of(results, id);
      expect(Math.abs(utilization(result, 'gateway') - (busy[i] ?? 0))).toBeLessThan(0.035);
      expect(Math.abs((result.tiers['gateway']?.inService ?? 0) / ([120, 330, 40][i] ?? 1) - 1)).toBeLessThan(0.15);
      expect(Math.abs(kW(result) - (power[i] ?? 0))).toBeLessThan(0.025);
      if (id === 'physical') {
        expect(utilization(result, 'backbone')).toBeLessThan(0.15);
        expect(utilization(result, 'groupware')).toBeLessThan(0.15);
      }
    });
  });

  test('it is the content engine that is hot', () => {
    const stages = Object.entries(of(lists, 'physical').tiers['gateway']?.cpuSByStage ?? {});
    const all = stages.reduce((sum, [, s]) => sum + s, 0);
    expect(stages.find(([stage]) => stage === 'antispam')?.[1] ?? 0).toBeGreaterThan(0.85 * all);
    const engine = { '/tiers/gateway/stages/12/cpuMs': 22, '/tiers/gateway/stages/12/cpuMsPerKB': 0.6 };
    const fast = of(stretch('2010-10-04T09:45:00', engine, ['physical']), 'physical');
    expect(Math.abs(utilization(fast, 'gateway') - 0.1)).toBeLessThan(0.02);
  });
});

describe.each(SEEDS)('backbone and groupware consolidate well, seed %s', (seed) => {
  const results = run('inner-jobs-consolidated', { '/run/durationS': 2100, '/run/warmupS': 300 }, { seed });
  const twenty = of(results, 'physical');
  const three = of(results, 'virtual');

  test('twenty machines that idle become three hosts that do not yet work hard', () => {
    expect(utilization(twenty, 'groupware')).toBeCloseTo(0.16, 1);
    expect(utilization(twenty, 'backbone')).toBeLessThan(0.05);
    const busy = three.hosts.reduce((sum, host) => sum + host.utilization, 0) / three.hosts.length;
    expect(Math.abs(busy - 0.22)).toBeLessThan(0.02);
    expect([twenty.footprint.hosts, three.footprint.hosts]).toEqual([20, 3]);
    expect([twenty.footprint.rackUnits, three.footprint.rackUnits]).toEqual([20, 10]);
    expect(three.admission.map(({ ok }) => ok)).toEqual([true]);
    expect(three.findings).toEqual([]);
  });

  test('saves power, of which storage eats a part; mail notices nothing', () => {
    expect(kW(twenty)).toBeCloseTo(1.43, 1);
    expect(kW(three)).toBeCloseTo(0.89, 1);
    expect(Math.abs(1 - kW(three) / kW(twenty) - 0.38)).toBeLessThan(0.02);
    expect(Math.abs(kW(twenty) / (kW(three) - 0.35) - 2.7)).toBeLessThan(0.15);
    expect(Math.abs(0.35 / (kW(twenty) - kW(three) + 0.35) - 0.4)).toBeLessThan(0.03);
    expect(kW(twenty) * 1.9).toBeCloseTo(2.7, 1);
    expect(kW(three) * 1.9).toBeCloseTo(1.7, 1);
    for (const result of [twenty, three]) expect(Math.abs(p95(result) - 0.1)).toBeLessThan(0.03);
  });
});

describe.each(SEEDS)('which layer to virtualize, seed %s', (seed) => {
  const quiet = run(
    'which-layer-to-virtualize',
    { '/incidents': [], '/run/startsAt': '2010-10-04T10:15:00', '/run/durationS': 1500, '/run/warmupS': 300 },
    { seed },
  );
  // Less mail is enough to see what was away.
  const struck = run(
    'which-layer-to-virtualize',
    { '/mailboxes': 300, '/run/startsAt': '2010-10-04T09:30:00', '/run/durationS': 28800, '/run/warmupS': 600 },
    { seed },
  );
  const DESIGNS = ['physical', 'groupware', 'inner', 'virtual'];

  test('power falls from the inside out, groupware alone saves next to nothing', () => {
    const found = DESIGNS.map((id) => kW(of(quiet, id)));
    [1.26, 1.22, 1.02, 0.79].forEach((wanted, i) => expect(Math.abs((found[i] ?? 0) - wanted)).toBeLessThan(0.025));
    expect(DESIGNS.map((id) => of(quiet, id).footprint.rackUnits)).toEqual([10, 13, 11, 11]);
  });

  test('high availability pays in the inner layers', () => {
    for (const id of ['physical', 'groupware']) {
      const result = of(struck, id);
      expect(result.availability['inbound']).toBeLessThan(0.5);
      expect(incident(result, 'backbone').restoredS).toBeCloseTo(4 * 3600 + 180 + 10, -2);
      expect(result.streams['ham']?.deliveryS.max).toBeGreaterThan(4 * 3600);
      expect(p95(result)).toBeGreaterThan(3600);
      expect(total(result, 'lost')).toBe(0);
    }
    for (const id of ['inner', 'virtual']) {
      const result = of(struck, id);
      expect(result.availability['inbound']).toBe(1);
      expect(incident(result, 'inside host').restoredS).toBe(278);
      expect(p95(result)).toBeLessThan(10);
      expect(result.streams['ham']?.deliveryS.max).toBeLessThan(900);
      expect(total(result, 'lost')).toBe(0);
    }
    expect(incident(of(struck, 'virtual'), 'dmz host').restoredS).toBe(103);
    expect(incident(of(struck, 'physical'), 'gateway').restoredS).toBe(14_640);
    for (const id of DESIGNS) expect(of(struck, id).tiers['gateway']?.availability).toBe(1);
  });
});

describe.each(SEEDS)('a filter service upstream, seed %s', (seed) => {
  const quiet = run(
    'saas-upstream',
    { '/incidents': [], '/run/startsAt': '2010-10-04T09:40:00', '/run/durationS': 2100, '/run/warmupS': 300 },
    { seed },
  );
  const [physical, virtual, saas] = ['physical', 'virtual', 'saas'].map((id) => of(quiet, id));
  const cpuS = (result: DesignResult | undefined): number =>
    Object.values(result?.tiers['gateway']?.cpuSByStage ?? {}).reduce((sum, s) => sum + s, 0);

  test('shrinks the gateway and does not remove it', () => {
    const sessions = (saas?.tiers['gateway']?.arrivals ?? NaN) / (virtual?.tiers['gateway']?.arrivals ?? NaN);
    expect(Math.abs(sessions - 0.3)).toBeLessThan(0.08);
    expect(Math.abs(cpuS(saas) / cpuS(virtual) - 0.66)).toBeLessThan(0.08);
    expect(Math.abs(utilization(saas as DesignResult, 'gateway') - 0.63)).toBeLessThan(0.07);
    expect(saas?.streams['outbound']?.delivered).toBeCloseTo(virtual?.streams['outbound']?.delivered ?? 0, -2);
  });

  test('costs delay, saves power, and its fee is most of the price', () => {
    if (!physical || !virtual || !saas) throw new RangeError('a design is missing');
    expect([physical, virtual, saas].map(({ footprint }) => footprint.rackUnits)).toEqual([10, 11, 9]);
    [1.24, 0.79, 0.69].forEach((wanted, i) => {
      expect(Math.abs(kW([physical, virtual, saas][i] as DesignResult) - wanted)).toBeLessThan(0.03);
    });
    expect(p95(virtual)).toBeLessThan(8);
    expect(p95(saas)).toBeGreaterThan(15);
    expect(p95(saas)).toBeLessThan(35);
    expect(Math.abs((saas.streams['ham']?.deliveryS.p50 ?? 0) - 7)).toBeLessThan(1);
    // For 7.5 hours, of which this run measures half an hour.
    const price = ({ energy: { costBy, cost } }: DesignResult): [number, number] => [
      ((cost - costBy.saas) * 7.5) / (1800 / 3600),
      (costBy.saas * 7.5) / (1800 / 3600),
    ];
    expect(Math.abs(price(physical)[0] - 11)).toBeLessThan(0.6);
    expect(Math.abs(price(virtual)[0] - 14)).toBeLessThan(0.6);
    expect(Math.abs(price(saas)[0] - 11)).toBeLessThan(0.6);
    expect(Math.abs(price(saas)[1] - 103)).toBeLessThan(0.6);
    // Cents a mailbox and month at which the service would pay for itself in machines.
    expect((100 * (price(virtual)[0] - price(saas)[0])) / price(saas)[1]).toBeLessThan(4);
  });

  test('leaves small gateways with all the spam when it fails; nothing is refused or lost', () => {
    const failed = of(
      run(
        'saas-upstream',
        {
          '/run/startsAt': '2010-10-04T14:50:00',
          '/run/durationS': 4800,
          '/run/warmupS': 600,
          '/incidents/0/atS': 1200,
        },
        { seed, designs: ['saas'] },
      ),
      'saas',
    );
    expect(total(failed, 'refused')).toBe(0);
    expect(total(failed, 'lost')).toBe(0);
    expect(incident(failed, 'service away').longestDelayS).toBeLessThan(300);
  });
});

describe.each([
  ['university@1', [0.47, 0.66], [10, 8], { gateway: 0.04, groupware: 0.06 }],
  ['bank@1', [0.43, 0.8], [8, 10], { gateway: 0.08, backbone: 0.11, groupware: 0.11 }],
  ['hosting-provider@1', [0.62, 0.71], [12, 8], { gateway: 0.09, groupware: 0.07 }],
  ['enterprise-today@1', [0.79, 0.87], [13, 10], {}],
] as const)('%s in its busiest hours', (id, power, units, busy) => {
  test('draws more when virtualized, works as little as its text says', () => {
    const results = runText(
      JSON.stringify({ extends: id }),
      { '/run/startsAt': '2024-10-07T10:00:00', '/run/durationS': 900, '/run/warmupS': 300 },
      { seed: 'peak' },
    );
    const designs = ['physical', 'virtual'].map((name) => of(results, name));
    designs.forEach((result, i) => {
      expect(Math.abs(kW(result) - (power[i] ?? 0))).toBeLessThan(0.03);
      expect(result.footprint.rackUnits).toBe(units[i]);
    });
    for (const [tier, wanted] of Object.entries(busy)) {
      expect(Math.abs(utilization(designs[0] as DesignResult, tier) - wanted)).toBeLessThan(0.015);
    }
  });
});
