import { describe, expect, test } from 'vitest';
import { expectedEvents } from '../../sim/scenario/estimate.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { estimate } from '../../sim/study/estimate/estimate.ts';
import { complaints } from '../support/bookkeeping.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf, tierOf } from '../support/simulate.ts';

type StageInput = ScenarioInput['tiers'][string]['stages'][number];

const scan: StageInput = { id: 'scan', cpuMs: 100 };
const sandbox = (more: Partial<StageInput> = {}): StageInput => ({
  id: 'sandbox',
  after: 'acceptance',
  waitMs: 60_000,
  ...more,
});
const each = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('a stage after acceptance', () => {
  test('keeps a message in the spool, and no slot: the next sender is served meanwhile', () => {
    const scenario = chainOf(
      { mail: mailAt([0, 0, 0]) },
      { mx: { stages: [sandbox(), scan], how: { slots: 1, backlog: 2 } }, inner: { stages: [] } },
      100,
    );
    const run = simulate(scenario);
    expect(streamOf(run)).toMatchObject({ delivered: 3, refused: 0 });
    expect(tierOf(run, 'mx').sojournS.max).toBeCloseTo(0.3, 9);
    expect(streamOf(run).deliveryS.max).toBeCloseTo(60.3, 9);
    expect(tierOf(run, 'mx').inSpool * 100).toBeCloseTo(3 * 60, 9);
    expect(tierOf(run, 'mx').cpuSByStage).toEqual({ sandbox: 0, scan: expect.closeTo(0.3, 9) as number });
    // For each message an arrival, the CPU, and the end of its stay.
    expect(expectedEvents(scenario, 'one')).toBeCloseTo(9, 9);
    expect(complaints(run)).toEqual([]);
  });

  test('judges by its probabilities, once, when its time is over', () => {
    const n = 4000;
    const spam = { reject: 0.1, quarantine: 0.2, drop: 0.3 };
    const stages = [scan, sandbox({ share: 0.5, verdicts: { spam } })];
    // The inner tier is full at times: what comes again from the spool is not judged again.
    const inner = { stages: [{ id: 'store', cpuMs: 900 }], how: { slots: 1, backlog: 0 } };
    const spool = { retryFirstS: 5, retryFactor: 1, retryMaxS: 5 };
    const run = simulate(
      chainOf({ mail: mailAt(each(n), { class: 'spam' }) }, { mx: { stages, spool }, inner }, n + 4000),
    );
    const mail = streamOf(run);
    expect(mail.inFlight).toBe(0);
    expect(tierOf(run, 'inner').refused).toBeGreaterThan(100);
    const near = (found: number, p: number): void =>
      expect(Math.abs(found - n * p)).toBeLessThan(4 * Math.sqrt(n * p * (1 - p)));
    near(mail.rejected, 0.05);
    near(mail.quarantined, 0.1);
    near(mail.dropped, 0.15);
    expect(mail.delivered).toBe(n - mail.rejected - mail.quarantined - mail.dropped);
    expect(complaints(run)).toEqual([]);
  });

  test('holds what is delivered there, and what goes on to the Internet', () => {
    const only = simulate(chainOf({ mail: mailAt([1]) }, { mx: { stages: [scan, sandbox()] } }, 100));
    expect(streamOf(only)).toMatchObject({ delivered: 1 });
    expect(streamOf(only).deliveryS.max).toBeCloseTo(60.1, 9);
    const out = simulate(
      chainOf(
        { mail: mailAt([1], { direction: 'outbound' }) },
        { mx: { stages: [sandbox({ directions: ['outbound'] })], remote: { latencyS: 7 } } },
        100,
      ),
    );
    expect(streamOf(out).deliveryS.max).toBeCloseTo(67, 9);
  });

  test('takes room: a spool that is full of what waits defers what comes', () => {
    const run = simulate(
      chainOf(
        { mail: mailAt([0, 1, 2]) },
        { mx: { stages: [scan, sandbox()], spool: { capacityMessages: 2 } }, inner: { stages: [] } },
        100,
      ),
    );
    expect(streamOf(run)).toMatchObject({ delivered: 2, deferred: 1, gaveUp: 1 });
  });

  test.each([
    ['disk', { delivered: 1, lost: 0 }],
    ['memory', { delivered: 0, lost: 1 }],
  ] as const)('is on %s when its machine dies', (storage, fate) => {
    const scenario = chainOf(
      { mail: mailAt([0]) },
      { mx: { stages: [scan, sandbox()], spool: { storage } }, inner: { stages: [] } },
      2000,
    );
    const died: Scenario = {
      ...scenario,
      incidents: [{ id: 'death', kind: 'instanceFailure', atS: 10, tier: 'mx', instance: 0, restartS: 300 }] as never,
    };
    const loaded = loadScenario(died);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const run = simulate(loaded.scenario);
    expect(streamOf(run)).toMatchObject(fate);
    // It waited for its machine, and then no longer for the sandbox.
    if (storage === 'disk') expect(streamOf(run).deliveryS.max).toBeGreaterThan(300);
    expect(complaints(run)).toEqual([]);
  });

  test('is estimated: it delays delivery and fills no slots', () => {
    const mail = { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 2 } } as const;
    const stages = [scan, sandbox({ waitMs: { dist: 'exponential', mean: 60_000 } })];
    const scenario = chainOf({ mail }, { mx: { stages }, inner: { stages: [] } }, 5000);
    const guess = estimate(scenario).designs['one'];
    const run = simulate(scenario);
    expect(guess?.tiers['mx']?.inService).toBeCloseTo(tierOf(run, 'mx').inService, 1);
    const deliveryS = guess?.streams['mail']?.deliveryS?.mean ?? NaN;
    expect(Math.abs(deliveryS / (streamOf(run).deliveryS.mean ?? NaN) - 1)).toBeLessThan(0.05);
  });

  test('cannot ask anything of those who have gone', () => {
    const problems = (more: Partial<StageInput>): string[] => {
      const scenario = chainOf({ mail: mailAt([0]) }, { mx: { stages: [] } }, 10);
      const loaded = loadScenario({ ...scenario, tiers: { mx: { stages: [sandbox(more)] } } });
      return loaded.ok ? [] : loaded.problems.map(({ path, message }) => `${path}: ${message}`);
    };
    const stage = 'tiers.mx.stages[0]';
    expect(problems({})).toEqual([]);
    expect(problems({ per: 'session' })).toEqual([
      `${stage}.per: after acceptance there is no session: must be "message"`,
    ]);
    expect(problems({ greylist: {} })).toEqual([
      `${stage}.greylist: after acceptance there is no sender to come again: not with greylisting`,
    ]);
    expect(problems({ verdicts: { spam: { defer: 0.1 } } })).toEqual([
      `${stage}.verdicts: after acceptance there is no sender to defer: reject, quarantine or drop`,
    ]);
    expect(problems({ cpuMs: 3 })).toEqual([
      `${stage}: after acceptance a stage only waits and judges: work with CPU or disks needs a tier of its own`,
    ]);
  });
});
