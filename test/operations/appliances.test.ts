import { describe, expect, test } from 'vitest';
import { happened, incidentOf, operated } from '../support/operating.ts';
import type { Operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

/** Two appliances that take turns at a session per second; the first dies at 100.5. */
const pair = (o: Partial<Operated> = {}) =>
  watched(
    operated({
      durationS: 1000,
      pool: { hosts: 2, repairS: 300 },
      how: { tier: { instances: 2 } },
      incidents: [{ kind: 'hostFailure', atS: 100.5, pool: 'pool', host: 0 }],
      ...o,
    }),
  );

test('the balancer sends on to a dead appliance until its health checks have failed', () => {
  const run = pair();
  // Every other session of 101 to 115 comes to the dead one.
  expect(streamOf(run).refused).toBe(8);
  expect(streamOf(run).gaveUp).toBe(8);
  expect(incidentOf(run.result)).toMatchObject({ detectedS: 15, deferred: 8, lost: 0 });
  expect(tierOf(run)).toMatchObject({ downS: 0, degradedS: 420, refused: 8 });
});

test('the more often it checks, and the fewer failures it waits for, the sooner it notices', () => {
  const after = (intervalS: number, failures: number) =>
    pair({ pool: { hosts: 2, healthCheck: { intervalS, failures } } }).result.incidents[0];
  expect(after(2, 3)).toMatchObject({ detectedS: 6, deferred: 3 });
  expect(after(10, 1)).toMatchObject({ detectedS: 10, deferred: 5 });
  expect(after(30, 3)).toMatchObject({ detectedS: 90, deferred: 45 });
});

test('an appliance is back after its repair and its boot, and gets its share at once', () => {
  const run = pair();
  expect(happened(run.result, 'host on')).toEqual([[100.5 + 300 + 120, 'pool-0']]);
  expect(incidentOf(run.result).restoredS).toBe(420);
  const [first, second] = tierOf(run).instances;
  expect(first?.workedS).toBe(580);
  // Half of those to 100 and of those from 521 on; the other one also its half of 101 to 115 and all of 116 to 520.
  expect(first?.arrivals).toBe(50 + 240);
  expect(second?.arrivals).toBe(50 + 7 + 405 + 240);
});

test('a cold spare stands in sooner than the repair', () => {
  const restored = (coldSpareS: number | null) =>
    incidentOf(pair({ pool: { hosts: 2, repairS: 300, coldSpareS } }).result).restoredS;
  expect(restored(null)).toBe(420);
  expect(restored(45)).toBe(165);
  expect(restored(5000)).toBe(420);
});

test('sessions that were on a dead appliance break, and their senders come again', () => {
  const run = pair({
    tiers: { tier: { stages: [{ id: 'work', waitMs: 10_000 }] } },
    retry: { policy: 'mta', firstS: 60, maxS: 60, jitter: 0 },
  });
  // It had those of 91 to 99, every other one.
  expect(streamOf(run)).toMatchObject({ broken: 5, refused: 8, lost: 0, gaveUp: 0 });
  expect(incidentOf(run.result).deferred).toBe(13);
});

describe('with nothing that works', () => {
  const alone = pair({
    retry: { policy: 'mta', firstS: 100, maxS: 100, jitter: 0, giveUpS: 300 },
    pool: { hosts: 1, repairS: 300 },
    how: { tier: {} },
  });

  test('senders come again until they give up', () => {
    // Whoever came within the first 20 s of 420 gives up at the fourth try, whoever came later gets through.
    expect(streamOf(alone).gaveUp).toBe(420 - 300);
    expect(alone.result.availability['inbound']).toBeCloseTo(1 - 420 / 1000, 12);
    expect(tierOf(alone).availability).toBeCloseTo(1 - 420 / 1000, 12);
  });

  test('a dead host draws nothing, a booting one its boot power', () => {
    const [host] = alone.result.hosts;
    // Idle at 100 W but for sessions of 0.1 s on one of 64 cores; 300 s nothing; 120 s at 160 W.
    const busy = streamOf(alone).delivered * 0.1;
    expect((host?.energyKWh ?? 0) * 3.6e6).toBeCloseTo(580 * 100 + (busy / 64) * 100 + 120 * 160, 3);
    expect(host?.poweredS).toBe(700);
    expect(alone.result.energy.ledgerKWh.boot * 3.6e6).toBeCloseTo(120 * 160, 6);
  });

  test('the effect of an incident is reckoned to the end of the run where it is still felt', () => {
    const run = pair({ pool: { hosts: 1, repairS: 10_000 }, how: { tier: {} } });
    const incident = incidentOf(run.result);
    expect(incident).toMatchObject({ restoredS: null, drainedS: null, deferred: 900 });
  });
});
