import { expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { positionOf } from '../../sim/scenario/lesson/scenario.ts';
import { changedBy, entryTier } from '../../sim/scenario/whatIf.ts';

const json = { extends: 'enterprise-2010@1' };
const loaded = loadScenario(json);
if (!loaded.ok) throw new Error('the preset does not load');
const { scenario } = loaded;

test('a changed scenario has other mailboxes, all spam scaled, and machines where mail comes in', () => {
  const changed = changedBy(json, scenario, { mailboxes: 500, spam: 2, machines: 3 });
  const at = (pointer: string): unknown => positionOf(changed, pointer);
  expect(at('/mailboxes')).toBe(500);
  expect(at('/streams/spam/arrivals/perMailboxPerDay')).toBeCloseTo(2 * 80.7692, 9);
  expect(at('/streams/campaigns/arrivals/perMailboxPerDay')).toBeCloseTo(2 * 34.6154, 9);
  expect(at('/streams/ham/arrivals/perMailboxPerDay')).toBe(9.2308);
  expect(entryTier(scenario)).toBe('gateway');
  expect(at('/designs/physical/tiers/gateway/instances')).toBe(5);
  // An appliance more is a host more; a guest more is not.
  expect(at('/designs/physical/pools/gateways/hosts')).toBe(5);
  expect(at('/designs/virtual/tiers/gateway/instances')).toBe(5);
  expect(at('/designs/virtual/pools/dmz/hosts')).toBe(2);
  expect(at('/designs/physical/tiers/groupware/instances')).toBe(4);
  expect(loadScenario(changed)).toMatchObject({ ok: true });
});

test('a scenario with nothing changed is the same', () => {
  const same = loadScenario(changedBy(json, scenario, { mailboxes: scenario.mailboxes, spam: 1, machines: 0 }));
  expect(same.ok && same.scenario).toEqual(scenario);
});
