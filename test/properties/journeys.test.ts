import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Count } from '../../sim/columns/counts.ts';
import type { Journey } from '../../sim/measure/journeys.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import type { Engine } from '../../sim/model/engine.ts';
import { operated } from '../support/arbitraryOperations.ts';
import { arbitraryScenario } from '../support/arbitraryScenario.ts';
import { traced } from '../support/journeys.ts';
import { CLUSTER, operated as moving } from '../support/operating.ts';
import { simulate } from '../support/simulate.ts';

const anyScenario = fc.oneof(arbitraryScenario(), arbitraryScenario({ warmup: true }));

const keyOf = ({ stream, number }: Pick<Journey, 'stream' | 'number'>): string => `${stream} ${number}`;

/** The delivery time of every message, as the engine books it; filled while the run goes on. */
function booked(engine: Engine): Map<string, number> {
  const { mail, streams, pending } = engine.world;
  const times = new Map<string, number>();
  let last = -1;
  const count = streams.count.bind(streams);
  streams.count = (stream, counter, counted) => {
    last = counter;
    count(stream, counter, counted);
  };
  const release = mail.release.bind(mail);
  mail.release = (row) => {
    const took = pending.now - (mail.firstAt[row] ?? NaN);
    if (last === Count.delivered) times.set(`${mail.stream[row]} ${mail.number[row]}`, took);
    release(row);
  };
  return times;
}

/** What is wrong with a journey's segments. */
function complaints({ segments, firstAt, endedAt, sampled, ...journey }: Journey): string[] {
  const wrong: string[] = [];
  let at = firstAt;
  for (const { phase, from, to, ownS, reason } of segments) {
    if (from !== at) wrong.push(`${phase} begins at ${from}, what was before ended at ${at}`);
    if (!(to > from)) wrong.push(`${phase} lasts from ${from} to ${to}`);
    if (ownS < 0 || ownS > (to - from) * (1 + 1e-9)) wrong.push(`${phase} took ${to - from}, alone ${ownS}`);
    if (['retry', 'resend', 'spool'].includes(phase) !== (reason !== 'none')) wrong.push(`${phase} because ${reason}`);
    if (phase === 'earlier' && (sampled || from !== firstAt)) wrong.push('something is missing');
    at = to;
  }
  if (at !== endedAt) wrong.push(`it ended at ${endedAt}, its last segment at ${at}`);
  return wrong.map((what) => `${keyOf(journey)}: ${what}`);
}

function check(scenario: Scenario, met: Map<string, number>): void {
  for (const design of Object.keys(scenario.designs)) {
    let times = new Map<string, number>();
    const run = traced(scenario, design, { look: (engine) => (times = booked(engine)) });
    expect(run.journeys.flatMap(complaints)).toEqual([]);
    for (const journey of run.journeys) {
      const outcome = run.last.outcomes?.[journey.stream]?.[journey.number];
      if (journey.fate === 'delivered') {
        expect(journey.endedAt - journey.firstAt).toBe(times.get(keyOf(journey)));
        expect(outcome).toBe(Math.fround(journey.endedAt - journey.firstAt));
      } else if (journey.fate === 'underWay') expect(outcome ?? NaN).toBeNaN();
      else expect(outcome).toBeLessThan(0);
      for (const { phase } of journey.segments) met.set(phase, (met.get(phase) ?? 0) + 1);
    }
    // Every delivered message has its outcome, traced or not.
    for (const [key, took] of times) {
      const [stream = 0, number = 0] = key.split(' ').map(Number);
      expect(run.last.outcomes?.[stream]?.[number]).toBe(Math.fround(took));
    }
  }
}

test('the segments of a journey follow one another from the first attempt to the end, and add up to the delivery time', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(anyScenario, (scenario) => check(scenario, met)),
    { numRuns: 35 },
  );
  for (const phase of ['cpu', 'wait', 'disk', 'backlog', 'turn', 'tarpit', 'retry', 'spool', 'remote'])
    expect(met.get(phase) ?? 0, phase).toBeGreaterThan(20);
});

test('they do so whatever happens to the machines', { timeout: 120_000 }, () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(operated, (scenario) => check(scenario, met)),
    { numRuns: 14 },
  );
  for (const phase of ['cpu', 'retry', 'spool', 'stranded']) expect(met.get(phase) ?? 0, phase).toBeGreaterThan(0);
});

test('they do so wherever in a migration a message comes', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.record({
        atS: fc.double({ min: 0, max: 30, noNaN: true }),
        mode: fc.constantFrom('preCopy', 'postCopy', 'cold'),
      }),
      ({ atS, mode }) => {
        const pool = { ...CLUSTER, hosts: 2, migration: { mode, linkGbps: 1, dirtyMBps: 60 } } as const;
        const how = { tier: { vcpus: 1, memoryGB: 2 } };
        const incidents = [{ kind: 'migrate', atS, tier: 'tier', instance: 0 }] as const;
        const retry = { policy: 'schedule', waitsS: [1], jitter: 0 } as {
          policy: 'schedule';
          waitsS: number[];
          jitter: number;
        };
        check(moving({ durationS: 120, sampleS: 1, everyS: 0.23, retry, pool, how, incidents }), met);
      },
    ),
    { numRuns: 25 },
  );
  for (const phase of ['standstill', 'retry']) expect(met.get(phase) ?? 0, phase).toBeGreaterThan(20);
});

test('a message followed alone goes the same way as in the sample, and its beginning is known where it was traced late', () => {
  let compared = 0;
  let completed = 0;
  fc.assert(
    fc.property(anyScenario, fc.nat(), (scenario, n) => {
      const { journeys } = traced(scenario);
      const late = journeys.filter(({ segments }) => segments[0]?.phase === 'earlier');
      for (const among of [journeys, late]) {
        const wanted = among[n % Math.max(1, among.length)];
        if (wanted === undefined) continue;
        const alone = traced(scenario, 'one', { follow: { stream: wanted.stream, number: wanted.number } }).journeys;
        expect(alone).toHaveLength(1);
        const isLate = among === late;
        const [first] = wanted.segments;
        const rest = isLate ? wanted.segments.slice(1) : wanted.segments;
        const known = alone[0]?.segments.filter(({ from }) => !isLate || from >= (first?.to ?? 0));
        if (first?.phase !== 'earlier' || isLate) expect(known).toEqual(rest);
        expect(alone.flatMap(complaints)).toEqual([]);
        if (isLate) completed++;
        else compared++;
      }
    }),
    { numRuns: 25 },
  );
  expect(compared).toBeGreaterThan(12);
  expect(completed).toBeGreaterThan(3);
});

test('recording journeys changes nothing, nor does the length of slices', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const plain = simulate(scenario);
      const run = traced(scenario);
      expect(run.result).toEqual(plain.result);
      expect(traced(scenario, 'one', { slice: 7 }).journeys).toEqual(run.journeys);
    }),
    { numRuns: 20 },
  );
});

test('the sample is the same messages in every design', () => {
  let several = 0;
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const [one, two] = ['one', 'two'].map((design) =>
        traced(scenario, design)
          .journeys.filter(({ sampled }) => sampled)
          .map(keyOf)
          .sort(),
      );
      expect(two).toEqual(one);
      if ((one?.length ?? 0) > 10) several++;
    }),
    { numRuns: 25 },
  );
  expect(several).toBeGreaterThan(5);
});
