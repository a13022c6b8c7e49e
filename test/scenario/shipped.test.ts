import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../sim/scenario/load.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json');

describe('the shipped scenarios', () => {
  test('are there', () => {
    const wanted = [
      'consolidation-at-night',
      'groupware-only-virtualized',
      'host-death-at-the-peak',
      'inner-jobs-consolidated',
      'one-host-per-tier',
      'price-of-zones',
      'rolling-maintenance',
      'saas-upstream',
      'spam-heavy-monday',
      'spam-storm',
      'storm-with-scaling',
      'textbook-queues',
      'which-layer-to-virtualize',
      'why-gateways-run-hot',
      'zones-and-pci',
    ];
    expect(NAMES).toEqual(expect.arrayContaining(wanted.map((name) => `${name}.json`)));
  });

  test.each(NAMES)('%s loads, names the schema, and says what to look for', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const loaded = parseScenario(text);
    expect(loaded).toMatchObject({ ok: true, notes: [] });
    if (!loaded.ok) return;
    expect(loaded.scenario.$schema).toBe('./scenario.schema.json');
    expect(loaded.scenario.about).toContain('**What to look at**');
    expect(loaded.scenario.name).not.toBe('Untitled scenario');
  });

  test('the spam-heavy Monday is 24 hours of 10,000 mailboxes on two designs', () => {
    const loaded = parseScenario(readFileSync(new URL('spam-heavy-monday.json', FOLDER), 'utf8'));
    expect(loaded.ok && loaded.scenario).toMatchObject({
      mailboxes: 10000,
      run: { startsAt: '2010-10-04T00:00:00', durationS: 86400 },
    });
    expect(loaded.ok && Object.keys(loaded.scenario.designs)).toEqual(['physical', 'virtual']);
  });
});
