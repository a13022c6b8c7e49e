import { describe, expect, test } from 'vitest';
import { expectedEvents } from '../../sim/scenario/estimate.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { Simulation } from '../../sim/simulation.ts';
import { changed } from './support/minimal.ts';

function both(json: unknown, designId: string): { expected: number; taken: number } {
  const loaded = loadScenario(json);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const simulation = new Simulation(loaded.scenario, designId);
  while (!simulation.advance(1e6));
  return { expected: expectedEvents(loaded.scenario, designId), taken: simulation.events };
}

const RUN = { durationS: 3000, sampleS: 3000 };

describe('the estimate of events', () => {
  test.each([
    ['a queue', { '/streams/mail/arrivals/perS': 20 }],
    [
      'waits, disks and shares',
      {
        '/streams/mail/arrivals/perS': 20,
        '/tiers/server/stages': [
          { id: 'a', per: 'session', cpuMs: 1, waitMs: 50 },
          { id: 'b', cpuMs: 2, share: 0.3, verdicts: { ham: { reject: 0.5 } } },
          { id: 'c', cpuMs: 3, waitMs: 10, share: 0.5 },
          { id: 'd', cpuMs: 1, diskOps: 2 },
        ],
      },
    ],
    ['several messages in a session', { '/streams/mail/arrivals/perS': 5, '/streams/mail/messagesPerSession': 4 }],
    [
      'a spike',
      {
        '/streams/mail/arrivals/perS': 5,
        '/incidents': [
          { id: 's', kind: 'spike', stream: 'mail', atS: 500, factor: 7, rampS: 200, holdS: 400, decayS: 600 },
        ],
      },
    ],
  ])('is within 3 %% for %s', (_, values) => {
    const { expected, taken } = both(changed({ '/run': RUN, ...values }), 'one');
    expect(Math.abs(expected / taken - 1), `${expected} for ${taken}`).toBeLessThan(0.03);
  });

  test('is within 5 % of what a preset takes', () => {
    const run = { startsAt: '2010-10-04T09:00:00', durationS: 1800, sampleS: 300 };
    const { expected, taken } = both(
      // Campaigns come and go: without them half an hour is enough.
      { extends: 'enterprise-2010@1', run, streams: { campaigns: null } },
      'virtual',
    );
    expect(Math.abs(expected / taken - 1), `${expected} for ${taken}`).toBeLessThan(0.05);
  });

  test('refuses an unknown design', () => {
    const loaded = loadScenario(changed({}));
    expect(() => loaded.ok && expectedEvents(loaded.scenario, 'two')).toThrow('unknown design: two');
  });
});
