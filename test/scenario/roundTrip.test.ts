import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { formatProblem } from '../../sim/scenario/problem.ts';
import { scenario } from '../../sim/scenario/schema/scenario.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positive = number(0.001, 1000);
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((some) => (some === undefined ? {} : { [key]: some }));
const parts = (...all: fc.Arbitrary<object>[]) => fc.tuple(...all).map((each) => Object.assign({}, ...each) as object);

const distribution = fc.oneof(
  number(0, 1000),
  fc.record({ dist: fc.constant('exponential'), mean: positive }),
  fc.record({ dist: fc.constant('lognormal'), median: positive, sigma: number(0, 3) }),
  fc.record({ dist: fc.constant('lognormal'), mean: positive, cv: number(0.1, 5) }),
  fc.record({ dist: fc.constant('erlang'), mean: positive, k: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ dist: fc.constant('uniform'), min: number(0, 1), max: number(2, 3) }),
  fc.record({
    dist: fc.constant('mixture'),
    parts: fc.array(fc.record({ weight: positive, of: positive }), { minLength: 1, maxLength: 3 }),
  }),
);

const arrivals = fc.oneof(
  fc.record({ process: fc.constant('poisson'), perS: number(0, 10) }),
  fc.record({ process: fc.constant('poisson'), perMailboxPerDay: number(0, 10) }),
  fc.record({
    process: fc.constant('renewal'),
    interarrival: fc.record({ dist: fc.constant('exponential'), mean: positive }),
  }),
  fc.record({
    process: fc.constant('mmpp'),
    perS: number(0, 10),
    burstFactor: number(1, 100),
    burstMeanS: positive,
    quietMeanS: positive,
  }),
);

const stage = parts(
  maybe('cpuMs', distribution),
  maybe('waitMs', distribution),
  maybe('share', number(0, 1)),
  maybe('verdicts', fc.record({ ham: fc.record({ reject: number(0, 0.5), drop: number(0, 0.5) }) })),
  maybe('enabled', fc.boolean()),
);

const valid = fc
  .tuple(
    fc.array(
      parts(
        fc.record({
          arrivals,
          direction: fc.constantFrom('inbound', 'outbound', 'internal'),
          class: fc.constantFrom('ham', 'spam'),
        }),
        maybe('sizeKB', distribution),
        maybe('profile', fc.constantFrom('flat', 'office')),
        maybe('retry', fc.record({ policy: fc.constant('mta'), share: number(0, 1) })),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    fc.array(fc.array(stage, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    parts(
      maybe('mailboxes', fc.integer({ min: 1, max: 1e5 })),
      maybe('seed', fc.oneof(fc.nat(), fc.string({ minLength: 1, maxLength: 20 }))),
      maybe('name', fc.string({ maxLength: 100 })),
    ),
  )
  .map(([streams, tiers, rest]) => ({
    format: 'mailwatt/1',
    ...rest,
    run: { durationS: 1000 },
    streams: Object.fromEntries(streams.map((stream, i) => [`stream ${i}`, stream])),
    tiers: Object.fromEntries(
      tiers.map((stages, i) => [`tier-${i}`, { stages: stages.map((each, k) => ({ id: `stage ${k}`, ...each })) }]),
    ),
    designs: {
      one: {
        pools: { all: { hosts: tiers.length } },
        tiers: Object.fromEntries(tiers.map((_, i) => [`tier-${i}`, { pool: 'all' }])),
      },
    },
  }));

test('a scenario that validates survives JSON and validates to the same thing, defaults filled in or not', () => {
  fc.assert(
    fc.property(valid, (json) => {
      const first = loadScenario(json);
      if (!first.ok) throw new Error(first.problems.map(formatProblem).join('\n'));
      const again = loadScenario(JSON.parse(JSON.stringify(json)));
      const filled = loadScenario(JSON.parse(JSON.stringify(first.scenario)));
      expect(again.ok && again.scenario).toEqual(first.scenario);
      expect(filled.ok && filled.scenario).toEqual(first.scenario);
    }),
    { numRuns: 50 },
  );
});

test('nothing that is thrown at the loader makes it throw', () => {
  const json = fc.anything({
    maxDepth: 4,
    withNullPrototype: true,
    withSparseArray: true,
    withBigInt: true,
    withDate: true,
  });
  const named = fc.record(Object.fromEntries(Object.keys(scenario.shape).map((key) => [key, json])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(fc.oneof(json, named), (value) => {
      const outcome = loadScenario(value);
      if (!outcome.ok) expect(outcome.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('a valid scenario with one part damaged gives lines, never an exception', () => {
  const damage = fc.anything({ maxDepth: 2 });
  fc.assert(
    fc.property(valid, fc.nat(), damage, (json, at, instead) => {
      const places: [Record<string, unknown>, string][] = [];
      const visit = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        for (const [key, member] of Object.entries(value)) {
          places.push([value as Record<string, unknown>, key]);
          visit(member);
        }
      };
      const copy: unknown = structuredClone(json);
      visit(copy);
      const [parent, key] = places[at % places.length]!;
      parent[key] = instead;
      const outcome = loadScenario(copy);
      if (!outcome.ok) for (const { message } of outcome.problems) expect(message).not.toContain('Invalid input');
    }),
    { numRuns: 150 },
  );
});
