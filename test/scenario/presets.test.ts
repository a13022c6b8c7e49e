import { describe, expect, test } from 'vitest';
import { digestOf } from '../../sim/measure/digest.ts';
import { serverModel } from '../../sim/parts/catalog/catalog.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { presetJson, PRESET_IDS } from '../../sim/scenario/presets/index.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import type { Stage } from '../../sim/scenario/schema/tier.ts';
import { Simulation } from '../../sim/simulation.ts';
import { expectedCores, meanOf } from './support/meanValue.ts';

function preset(id: string, settings: Record<string, unknown> = {}): Scenario {
  const loaded = loadScenario(
    { extends: id },
    { settings: Object.entries(settings).map(([pointer, value]) => ({ pointer, value })) },
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.scenario;
}

describe('every preset', () => {
  test.each(PRESET_IDS)('%s loads without a problem or a note', (id) => {
    const loaded = loadScenario({ extends: id });
    expect(loaded).toMatchObject({ ok: true, notes: [] });
  });

  test.each(PRESET_IDS)('%s says of every stage where its figures come from', (id) => {
    for (const { stages } of Object.values(preset(id).tiers)) {
      for (const stage of stages) expect(stage.source ?? '', stage.id).toMatch(/estimate|derived|measured|vendor/i);
    }
  });

  test.each(PRESET_IDS)('%s offers a physical and a virtual design that keeps the zones apart', (id) => {
    const { designs } = preset(id);
    expect(Object.keys(designs)).toEqual(['physical', 'virtual']);
    const { pools } = designs['virtual']!;
    for (const pool of Object.values(pools)) {
      expect(pool.hypervisor).not.toBeNull();
      expect(pool.mixing).toBe(false);
      expect(pool.zones).toHaveLength(1);
    }
  });

  // A shipped preset never changes: whoever extends it relies on it. A better figure goes into a new version.
  test.each([
    ['enterprise-2010@1', 'af0c43db79877fd1'],
    ['enterprise-today@1', '4ef79007cd94e9bf'],
    ['enterprise-today-heavy@1', '833bbb2f7786e9e4'],
    ['university@1', '229a59ca93fa021a'],
    ['bank@1', 'c835964afe365a68'],
    ['hosting-provider@1', 'ce74437c3600d556'],
  ])('%s is what it was when it shipped', (id, digest) => {
    expect(digestOf(presetJson(id)).slice(0, 16)).toBe(digest);
  });
});

/** Shares of 100 attempts as the calibration table of the traffic study counts them. */
interface Funnel {
  readonly spam: number;
  readonly connect: number;
  readonly envelope: number;
}

/**
 * CPU per 100 attempts [reference ms], as the table reckons: mean sizes, text capped at 30 KB, TLS on what survives the connection filter,
 * DKIM on every scanned message, relay on ham, no inner tiers.
 */
function gatewayMs(scenario: Scenario, { spam, connect, envelope }: Funnel, sizes: { spam: number; ham: number }) {
  const stage = (id: string): Stage => scenario.tiers['gateway']!.stages.find((one) => one.id === id)!;
  const ms = (id: string, sizeKB = 0): number => {
    const { cpuMs, cpuMsPerKB, cpuMaxKB = Infinity, cpuMsPerRecipient } = stage(id);
    return meanOf(cpuMs) + cpuMsPerKB * Math.min(sizeKB, cpuMaxKB) + cpuMsPerRecipient * 1.05;
  };
  const ham = 100 - spam;
  const connected = spam * (1 - connect) + ham;
  const scannedSpam = spam * (1 - connect) * (1 - envelope);
  const perMessage = (sizeKB: number) =>
    ['data', 'antivirus', 'antispam', 'dkim'].reduce((sum, id) => sum + ms(id, sizeKB), 0);
  return {
    all:
      100 * (ms('accept') + ms('reputation')) +
      connected * (stage('tls').share * ms('tls') + ms('envelope')) +
      scannedSpam * perMessage(sizes.spam) +
      ham * (perMessage(sizes.ham) + ms('relay', sizes.ham)),
    spamContent: scannedSpam * perMessage(sizes.spam),
  };
}

describe('the stages of the gateways rebuild the calibration table within 5 %', () => {
  const OLD = { spam: 4.8, ham: 72 };
  const NEW = { spam: 18.3, ham: 122 };

  test.each([
    [
      '2010, SpamAssassin, reputation on',
      'enterprise-2010@1',
      { spam: 90, connect: 0.8, envelope: 0.5 },
      OLD,
      5174,
      1852,
    ],
    [
      '2010, SpamAssassin, reputation off',
      'enterprise-2010@1',
      { spam: 90, connect: 0, envelope: 0.5 },
      OLD,
      12662,
      9258,
    ],
    [
      'today, 46 % spam, reputation on',
      'enterprise-today@1',
      { spam: 46, connect: 0.6, envelope: 0.15 },
      NEW,
      5939,
      852,
    ],
    [
      'today, 46 % spam, reputation off',
      'enterprise-today@1',
      { spam: 46, connect: 0, envelope: 0.15 },
      NEW,
      7274,
      2130,
    ],
    ['today, 80 % spam', 'enterprise-today-heavy@1', { spam: 80, connect: 0.97, envelope: 0.1 }, NEW, 2008, 118],
  ])('%s', (_, id, funnel, sizes, all, spamContent) => {
    const found = gatewayMs(preset(id), funnel, sizes);
    expect(Math.abs(found.all / all - 1), `${found.all} for ${all}`).toBeLessThan(0.05);
    expect(Math.abs(found.spamContent / spamContent - 1)).toBeLessThan(0.05);
  });

  test('2010 with the commercial engine, reputation on and off', () => {
    const gateway = preset('enterprise-2010@1').tiers['gateway']!;
    const at = gateway.stages.findIndex(({ id }) => id === 'antispam');
    const commercial = preset('enterprise-2010@1', {
      [`/tiers/gateway/stages/${at}/cpuMs`]: 22,
      [`/tiers/gateway/stages/${at}/cpuMsPerKB`]: 0.6,
    });
    const funnel = { spam: 90, envelope: 0.5 };
    const on = gatewayMs(commercial, { ...funnel, connect: 0.8 }, OLD).all;
    const off = gatewayMs(commercial, { ...funnel, connect: 0 }, OLD).all;
    expect(Math.abs(on / 1005 - 1), String(on)).toBeLessThan(0.05);
    expect(Math.abs(off / 2217 - 1), String(off)).toBeLessThan(0.05);
  });
});

describe('the preset of 2010', () => {
  const AT_PEAK = { '/run/startsAt': '2010-10-04T10:00:00', '/run/durationS': 3600, '/run/warmupS': 600 };

  test('offers the mail of the study: 15 inbound, 45 internal, 10.5 outbound a mailbox and workday; 90 % spam', () => {
    const { streams } = preset('enterprise-2010@1');
    // A workday has 1.25 of the week's mean.
    const perWorkday = (id: string, messages = 1) => {
      const { arrivals } = streams[id]!;
      return ('perMailboxPerDay' in arrivals ? arrivals.perMailboxPerDay! : NaN) * messages * 1.25;
    };
    expect(perWorkday('ham', 1.3)).toBeCloseTo(15, 2);
    expect(perWorkday('outbound')).toBeCloseTo(10.5, 2);
    expect(perWorkday('internal') * 2.5).toBeCloseTo(48.75, 2);
    const spam = (perWorkday('spam', 1.17) + perWorkday('campaigns', 1.17)) / 1.25;
    expect(spam / (spam + 15)).toBeCloseTo(0.9, 3);
    expect(meanOf(streams['ham']!.sizeKB)).toBeGreaterThan(68);
    expect(meanOf(streams['ham']!.sizeKB)).toBeLessThan(75);
  });

  test('has gateways that are half busy and inner tiers at 10 to 15 % in the busiest hour of a usual day', () => {
    const scenario = preset('enterprise-2010@1', AT_PEAK);
    const cores = expectedCores(scenario, 0);
    const { pools, tiers } = scenario.designs['physical']!;
    const utilization = Object.fromEntries(
      Object.entries(tiers).map(([id, tier]) => {
        const { cores: perHost, relativeCoreSpeed } = serverModel(pools[tier.pool]!.model);
        return [id, cores[id]! / (tier.instances * perHost * relativeCoreSpeed)];
      }),
    );
    expect(utilization['gateway']).toBeGreaterThan(0.4);
    expect(utilization['gateway']).toBeLessThan(0.55);
    expect(utilization['backbone']).toBeGreaterThan(0.1);
    expect(utilization['backbone']).toBeLessThan(0.15);
    expect(utilization['groupware']).toBeGreaterThan(0.1);
    expect(utilization['groupware']).toBeLessThan(0.15);
  });

  test('keeps as many cores busy in the engine as mean-value arithmetic says', { timeout: 60_000 }, () => {
    // Campaigns come and go: left out, so that half an hour is enough.
    const scenario = preset('enterprise-2010@1', { ...AT_PEAK, '/streams/campaigns/arrivals/perMailboxPerDay': 0 });
    const expected = expectedCores(scenario, 0);
    const simulation = new Simulation(scenario, 'physical');
    while (!simulation.advance(1e6));
    const { tiers } = simulation.result();
    const speeds: Record<string, number> = { gateway: 0.52, backbone: 0.52, groupware: 0.91 };
    for (const [id, speed] of Object.entries(speeds)) {
      const found = tiers[id]!.busyCores * speed;
      expect(Math.abs(found / expected[id]! - 1), `${id}: ${found} for ${expected[id]}`).toBeLessThan(0.04);
    }
  });
});
