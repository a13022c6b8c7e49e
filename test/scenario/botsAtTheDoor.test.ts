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

/** The small design with one of its streams alone, so many sessions in steady intervals with mail of 10 KB: all of it ends. */
function alone(stream: string, times: number, everyS: number, more: Record<string, unknown> = {}) {
  const silent = ['ham', 'spam', 'harvest', 'backscatter', 'outbound'].filter((id) => id !== stream);
  const { small } = run(
    'bots-at-the-door',
    {
      ...Object.fromEntries(silent.map((id) => [`/streams/${id}/arrivals`, { process: 'poisson', perS: 0 }])),
      [`/streams/${stream}/arrivals`]: { process: 'renewal', interarrival: everyS },
      [`/streams/${stream}/sizeKB`]: 10,
      '/incidents': [{ id: 'end', kind: 'spike', atS: (times + 0.5) * everyS, stream, factor: 0, holdS: 1e9 }],
      '/run/durationS': times * everyS + 200,
      ...more,
    },
    { designs: ['small'] },
  );
  const mail = small?.streams[stream];
  const gateway = small?.tiers['gateway']?.cpuSByStage ?? {};
  // The greeting costs 0.25 ms a session on the reference core: what the others cost is told in its terms.
  const second = (gateway['accept'] ?? NaN) / (times * 0.00025);
  const ms = (tier: 'gateway' | 'groupware', stage: string): number =>
    (1000 * (small?.tiers[tier]?.cpuSByStage[stage] ?? NaN)) / second;
  expect(mail?.inFlight).toBe(0);
  return { offered: 0, rejected: 0, gaveUp: 0, delivered: 0, ...mail, ms };
}

test('a directory harvest ends at the recipient check, name by name, and never costs a scan', () => {
  const { offered, rejected, gaveUp, delivered, ms } = alone('harvest', 100, 2);
  expect(offered).toBe(2000);
  // 30 % as any spam, and 97 % of the rest as names that nobody has.
  const p = 0.3 + 0.7 * 0.97;
  expect(Math.abs(rejected - offered * p)).toBeLessThan(4 * Math.sqrt(offered * p * (1 - p)));
  // The few that exist are put off by the greylist, and who tries names does not come back.
  expect(gaveUp).toBe(offered - rejected);
  expect(delivered).toBe(0);
  expect(ms('gateway', 'recipients')).toBeCloseTo(0.8 * offered, 6);
  expect(ms('gateway', 'greylist')).toBeCloseTo(0.9 * gaveUp, 6);
  for (const stage of ['dkim', 'antivirus', 'antispam', 'queue']) expect(ms('gateway', stage), stage).toBe(0);
});

test('backscatter that the recipient check lets through goes all the way into the mailboxes, at the price of ham', () => {
  const known = { '/tiers/gateway/stages/5/greylist/known/bounce': 1 };
  const each = { greylist: 0.9, dkim: 0.8 + 0.2, antivirus: 4 + 2.5, antispam: 22 + 6, queue: 0.4 + 0.1 };
  const checked = alone('backscatter', 2000, 0.25, known);
  expect(Math.abs(checked.rejected - 1800)).toBeLessThan(4 * Math.sqrt(180));
  const unchecked = alone('backscatter', 500, 0.25, {
    ...known,
    '/tiers/gateway/stages/3/verdicts/bounce/reject': 0,
  });
  expect(unchecked.delivered).toBe(500);
  for (const { offered, rejected, delivered, ms } of [checked, unchecked]) {
    expect(delivered).toBe(offered - rejected);
    expect(ms('gateway', 'recipients')).toBeCloseTo(0.8 * offered, 6);
    for (const [stage, cost] of Object.entries(each)) {
      expect(ms('gateway', stage), stage).toBeCloseTo(cost * delivered, 6);
    }
    expect(ms('groupware', 'store')).toBeCloseTo((4 + 0.5) * delivered, 6);
  }
});
