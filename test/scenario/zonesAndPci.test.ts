import { describe, expect, test } from 'vitest';
import { of, run, shippedText, total } from './support/shippedRun.ts';

/** A third of the hour and a half that its about speaks of, the host's death in the middle of it. */
const SHORT = { '/run/durationS': 1800, '/run/warmupS': 300, '/incidents/0/atS': 900 };

describe.each(['one', 'two'])('zones, PCI and the hypervisor, seed %s', (seed) => {
  const results = run('zones-and-pci', SHORT, { seed });
  const rules = (id: string): string[] => of(results, id).findings.map(({ rule, severity }) => `${severity} ${rule}`);

  test('zones apart and a hypervisor that is looked after are without a finding, as machines of their own are', () => {
    expect(rules('physical')).toEqual([]);
    expect(rules('virtual')).toEqual([]);
  });

  test('one pool in the open breaks every rule there is about zones and the management of hosts', () => {
    expect(rules('careless')).toEqual([
      'high zone-mixed-host',
      'high zone-mixed-host',
      'high migration-network-shared',
      'medium management-not-isolated',
      'medium removable-media',
      'medium hypervisor-not-monitored',
    ]);
    const [mixed] = of(results, 'careless').findings;
    expect(mixed?.why).toContain('machines of the zones dmz, internal and regulated were on it together');
    expect(mixed?.source).toContain('PCI SSC Virtualization Guidelines, 2011');
  });

  test('hosts that are apart by chance are mixed by the first restart; by a rule they stay apart', () => {
    const quiet = run('zones-and-pci', { ...SHORT, '/incidents': [] }, { seed, designs: ['byChance'] });
    expect(of(quiet, 'byChance').findings).toMatchObject([
      { rule: 'mixing-allowed', severity: 'medium', where: 'pool all' },
    ]);
    expect(rules('byChance')).toEqual(['high zone-mixed-host']);
    expect(of(results, 'byChance').incidents[0]?.restoredS).toBeCloseTo(103, 9);
    const ruled = of(
      run('zones-and-pci', { ...SHORT, '/designs/byChance/pools/all/mixing': false }, { seed, designs: ['byChance'] }),
      'byChance',
    );
    expect(ruled.incidents[0]?.restoredS).toBeCloseTo(103, 9);
    // Both gateways are on one host then, which is a finding of another kind.
    expect(ruled.findings.map(({ rule, where }) => `${rule} ${where}`)).toEqual(['single-host tier gateway']);
  });

  test('a host for each zone survives no death', () => {
    expect(rules('oneEach')).toEqual([
      ...Array.from({ length: 3 }, () => 'medium single-host'),
      ...Array.from({ length: 3 }, () => 'high no-room-after-failure'),
    ]);
  });

  test('separation costs hosts and power, and no mail', () => {
    const footprint = (id: string) => of(results, id).footprint.hosts;
    expect(['physical', 'virtual', 'careless', 'oneEach'].map(footprint)).toEqual([6, 6, 2, 3]);
    const kW = (id: string) => of(results, id).energy.meanW / 1000;
    expect(Math.abs(kW('physical') - 0.32)).toBeLessThan(0.02);
    expect(Math.abs(kW('virtual') - 0.54)).toBeLessThan(0.02);
    expect(Math.abs(kW('careless') - 0.5)).toBeLessThan(0.02);
    for (const id of ['physical', 'virtual', 'careless', 'byChance', 'oneEach']) {
      expect(of(results, id).streams['ham']?.deliveryS.p95).toBeLessThan(7);
      expect(total(of(results, id), 'lost')).toBe(0);
    }
  });
});

test('its about names the four reasons, and where each is put to the test', () => {
  const { about } = JSON.parse(shippedText('zones-and-pci')) as { about: string };
  expect(about).toContain('**The claim:** gateways were rarely virtualized for four reasons');
  for (const scenario of ['why-gateways-run-hot', 'saas-upstream']) expect(about).toContain(`\`${scenario}\``);
});
