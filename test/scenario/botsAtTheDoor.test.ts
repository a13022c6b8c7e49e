import { expect, test } from 'vitest';
import { of, run } from './support/shippedRun.ts';

// What its about claims, on a quarter of an hour.
const SHORT = { '/run/durationS': 900 };

test('bots at the door: stress mode keeps slots free for ham, greylisting keeps bots out', () => {
  const results = run('bots-at-the-door', SHORT);
  const small = of(results, 'small');
  const large = of(results, 'large');
  const ham = small.streams['ham'];
  const first = small.journal.find(({ what }) => what === 'stress mode');
  expect(first?.atS).toBeLessThan(300);
  expect(large.journal).toEqual([]);
  expect(large.tiers['gateway']?.inService).toBeGreaterThan(200);
  expect(ham?.refused).toBeLessThan(100);
  expect(large.streams['ham']?.refused).toBe(0);
  const without = of(run('bots-at-the-door', { ...SHORT, '/tiers/gateway/stages/1/stressWaitMs': 300_000 }), 'small');
  expect(without.streams['ham']?.refused).toBeGreaterThan(10 * (ham?.refused ?? 0) + 100);

  // 95 % of ham is known; nothing of the bots' comes back.
  expect(ham?.deferred).toBeGreaterThan(0.05 * (ham?.offered ?? 0));
  expect(small.streams['spam']?.delivered).toBe(0);
  expect(small.streams['spam']?.gaveUp).toBeGreaterThan(small.streams['spam']?.rejected ?? 0);
  // Nearly all names that are tried are unknown; greylisting takes most of the rest.
  const harvest = small.streams['harvest'];
  expect((harvest?.rejected ?? 0) / (harvest?.offered ?? 1)).toBeGreaterThan(0.9);
  expect(small.streams['outbound']?.rejected).toBeGreaterThan(0);
});
