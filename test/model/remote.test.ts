import { expect, test } from 'vitest';
import { expectedEvents } from '../../sim/scenario/estimate.ts';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { complaints } from '../support/bookkeeping.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf, tierOf } from '../support/simulate.ts';

type TierInput = ScenarioInput['tiers'][string];

const out = (n: number): ReturnType<typeof mailAt> =>
  mailAt(
    Array.from({ length: n }, () => 1),
    { direction: 'outbound' },
  );
const gateway = (remote: TierInput['remote'], spool: TierInput['spool'] = {}): TierInput => ({
  stages: [{ id: 'send', cpuMs: 100 }],
  remote,
  spool,
});

test('a remote delivery takes its time beside the slots, and deferred mail waits in the gateway’s own spool', () => {
  const scenario = chainOf({ mail: out(1) }, { gateway: gateway({ latencyS: 7 }), inner: { stages: [] } }, 100);
  const run = simulate(scenario);
  expect(streamOf(run)).toMatchObject({ delivered: 1, deferred: 0 });
  expect(streamOf(run).deliveryS.max).toBeCloseTo(7.1, 9);
  expect(tierOf(run, 'gateway').sojournS.max).toBeCloseTo(0.1, 9);
  expect(tierOf(run, 'gateway').inSpool * 100).toBeCloseTo(7, 9);
  // An arrival, the gateway's CPU, the delivery.
  expect(expectedEvents(scenario, 'one')).toBeCloseTo(3, 9);
  expect(complaints(run)).toEqual([]);
});

test('answers have their probabilities, and a deferred delivery is tried again by the spool without the gateway’s work', () => {
  const n = 3000;
  const scenario = chainOf(
    { mail: out(n) },
    {
      gateway: gateway({ latencyS: 1, defer: 0.4, refuse: 0.1 }, { retryFirstS: 60, retryFactor: 1, retryMaxS: 60 }),
    },
    5000,
  );
  const run = simulate(scenario);
  const mail = streamOf(run);
  // Each try ends it with 0.6, of which a sixth is a refusal.
  expect(mail.inFlight).toBe(0);
  expect(mail.delivered + mail.rejected).toBe(n);
  expect(Math.abs(mail.rejected - n / 6)).toBeLessThan(4 * Math.sqrt((n * 5) / 36));
  expect(tierOf(run, 'gateway').cpuSByStage['send']).toBeCloseTo(n * 0.1, 6);
  expect(complaints(run)).toEqual([]);
  const dead = chainOf(
    { mail: out(1) },
    { gateway: gateway({ latencyS: 1, defer: 1 }, { retryFirstS: 60, retryMaxS: 60, giveUpS: 200 }) },
    500,
  );
  expect(streamOf(simulate(dead))).toMatchObject({ delivered: 0, gaveUp: 1 });
});

test('delivery agents limit the rate: 100 of them, 30 s each, are 100 messages in 30 s', () => {
  // A dead one of two mail exchangers makes half of the deliveries wait for 30 s: 100 × 2 / 30 s (Postfix, TUNING_README).
  const latencyS = { dist: 'empirical' as const, values: [0, 30], weights: [1, 1] };
  const scenario = chainOf(
    { mail: out(6000) },
    { gateway: { ...gateway({ latencyS, concurrency: 100 }), stages: [] } },
    601,
  );
  const run = simulate(scenario);
  const rate = streamOf(run).delivered / 600;
  expect(rate / ((100 * 2) / 30)).toBeGreaterThan(0.95);
  expect(rate / ((100 * 2) / 30)).toBeLessThan(1.05);
  expect(complaints(run)).toEqual([]);
});
