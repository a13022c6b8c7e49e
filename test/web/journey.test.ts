import { expect, test } from 'vitest';
import type { Journey, JourneyNames, Segment } from '../../sim/measure/journeys.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { JourneyStore, took } from '../../web/engine/journeys.ts';
import { answerOf } from '../../web/panels/late/answer.ts';
import { lanesOf, tickLabel, timeTicks } from '../../web/panels/late/lanes.ts';
import { journeySentence, outcomeSentence, sharesOf } from '../../web/words/journey.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { traced } from '../support/journeys.ts';
import { operated } from '../support/operating.ts';

const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);

/** One message to a gateway that is dead from 5 s to 250 s, with a sender that comes again every 100 s. */
const outage = operated({
  durationS: 400,
  sampleS: 10,
  streams: { mail: mailAt([10, 20, 300], { retry: { policy: 'schedule', waitsS: [100], jitter: 0, giveUpS: 1e6 } }) },
  tiers: { gateway: { name: 'Gateway', stages: [{ id: 'scan', cpuMs: 200 }] } },
  incidents: [{ kind: 'instanceFailure', atS: 5, tier: 'gateway', instance: 0, restartS: 245 }],
});

function storeOf({ names: known, batches }: ReturnType<typeof traced>): JourneyStore {
  const store = new JourneyStore(known);
  for (const batch of batches) store.append(batch);
  return store;
}

test('a journey in a sentence: times by cause, the longest first, with what was known of machines', () => {
  const run = traced(outage);
  const [late] = run.journeys.filter(({ number }) => number === 0);
  if (late === undefined) throw new RangeError('no journey');
  const context = { scenario: outage, design: 'one', names: run.names, interruptions: storeOf(run).interruptions };
  // Refused at 10 s by the dead machine, at 110 s and 210 s by the balancer, in at 310 s.
  expect(journeySentence(late, context)).toBe(
    'took 5 min: 5 min at its sender, after a refusal by a dead machine and 2 refusals as no machine worked, while gateway-0 was down; 200 ms for the rest.',
  );
  const shares = sharesOf(late, context);
  expect(sum(shares.map(({ s }) => s))).toBeCloseTo(took(late), 9);
  expect(shares.map(({ id }) => id)).toEqual(['retry', 'cpu/0']);
});

test('waits are named by their stages, with the incident that made them longer', () => {
  const scenario = chainOf(
    { mail: mailAt([10]) },
    {
      gateway: {
        stages: [
          { id: 'dns', waitMs: 1000 },
          { id: 'scan', cpuMs: 500, diskOps: 2 },
        ],
      },
    },
    100,
  );
  const slow: Scenario = {
    ...scenario,
    incidents: [{ id: 'slow', name: 'Slow DNS', kind: 'dnsSlow', atS: 5, holdS: 60, stages: ['dns'], factor: 10 }],
  };
  const run = traced(slow);
  const [journey] = run.journeys;
  if (journey === undefined) throw new RangeError('no journey');
  const context = { scenario: slow, design: 'one', names: run.names, interruptions: [] };
  expect(journeySentence(journey, context)).toMatch(
    /^took 10\.5 s: 10 s in waits of “dns” in gateway, during “Slow DNS”; 500 ms of CPU work in gateway; .+ for the rest\.$/,
  );
});

test('a moment asks for what arrived in its sample, or for what was on the way where nothing did', () => {
  const run = traced(outage);
  const store = storeOf(run);
  const ask = (atS: number | null) => answerOf(store, { design: 'one', stream: 'mail', atS }, outage.run);
  const numbers = (atS: number | null) => ask(atS).heads.map(({ number }) => number);
  expect(ask(150)).toMatchObject({ kind: 'on their way', from: 140, to: 150 });
  expect(numbers(150)).toEqual([0, 1]);
  // 310.2 s and 320.2 s; the third comes at 300 s and takes 200 ms. Few arrive, none other is on the way.
  expect(numbers(null)).toHaveLength(3);
  expect(took(ask(null).heads[0] ?? { firstAt: 0, endedAt: 0 })).toBeCloseTo(300.2, 9);
  expect(numbers(310)).toContain(2);
});

test('interruptions come piece by piece and end later', () => {
  const incidents = [1, 50, 120, 200].map(
    (atS) => ({ kind: 'instanceFailure', atS, tier: 'tier', instance: 0, restartS: 20 }) as const,
  );
  const scenario = operated({ durationS: 300, everyS: 1, incidents });
  const [whole, sliced] = [1e9, 3].map((slice) => storeOf(traced(scenario, 'one', { slice })).interruptions);
  expect(whole?.map(({ from, to }) => [from, to])).toEqual([1, 50, 120, 200].map((atS) => [atS, atS + 20]));
  expect(sliced).toEqual(whole);
});

test('a store knows what became of every message of a run that has ended', () => {
  const run = traced(outage);
  const store = storeOf(run);
  expect(store.outcomeOf(0, 2)?.tookS).toBeCloseTo(0.2, 6);
  expect(store.outcomeOf(0, 7)).toEqual({ fate: 'underWay', tookS: NaN });
  expect(store.outcomeOf(3, 0)).toBeUndefined();
  expect(outcomeSentence({ fate: 'delivered', tookS: 12 })).toBe('took 12 s');
  expect(outcomeSentence({ fate: 'gaveUp', tookS: NaN })).toBe('was given up');
});

const names: JourneyNames = { streams: ['mail'], tiers: ['one'], instances: [{ id: 'one-0', tier: 0 }], stages: [] };
const segment = (phase: Segment['phase'], from: number, to: number): Segment => ({
  phase,
  from,
  to,
  tier: 0,
  instance: 0,
  stage: -1,
  ownS: 0,
  reason: 'none',
});

test('bars stand in a lane for each place, in the order in which a message came there', () => {
  const journey: Journey = {
    stream: 0,
    number: 0,
    firstAt: 0,
    endedAt: 9,
    fate: 'delivered',
    tries: 2,
    sampled: true,
    segments: [segment('retry', 0, 4), segment('backlog', 4, 5), segment('retry', 5, 7), segment('cpu', 7, 9)],
  };
  const lanes = lanesOf(journey, outage, names);
  expect(lanes.map(({ label, s, bars }) => [label, s, bars.length])).toEqual([
    ['Its sender', 6, 2],
    ['one', 3, 2],
  ]);
});

test('ticks of a timeline are round times from 0 on, however long it is', () => {
  for (const most of [3e-6, 0.004, 0.9, 2.6, 47, 1800, 5098, 90_000, 1e6]) {
    for (const n of [2, 5, 17]) {
      const ticks = timeTicks(most, n);
      expect(ticks.length).toBeLessThanOrEqual(n + 1);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.at(-1)).toBeLessThanOrEqual(most * (1 + 1e-9));
    }
  }
  expect(timeTicks(2262, 5)).toEqual([0, 600, 1200, 1800]);
  expect(timeTicks(0, 5)).toEqual([0]);
  expect(
    timeTicks(4800, 8)
      .map((s) => tickLabel(s, 600))
      .slice(-3),
  ).toEqual(['60 min', '70 min', '80 min']);
  expect([tickLabel(0, 600), tickLabel(0.2, 0.2), tickLabel(7200, 3600)]).toEqual(['0 s', '200 ms', '2 h']);
});
