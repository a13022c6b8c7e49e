import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { arbitraryScenario } from '../support/arbitraryScenario.ts';
import { engineOf, simulate } from '../support/simulate.ts';
import type { Run } from '../support/simulate.ts';

/** Some scenarios of each kind, with and without a warm-up. */
const anyScenario = fc.oneof(arbitraryScenario(), arbitraryScenario({ warmup: true }));

/** All rows of the series, as numbers in a row; NaN equals NaN there. */
const rows = ({ simulation }: Run): number[] => [...(simulation.takeFrame()?.data ?? [])];

test('the same seed gives the same result, to the last digit, and another seed another', () => {
  let different = 0;
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const run = simulate(scenario);
      const again = simulate(scenario);
      expect(again.result).toEqual(run.result);
      expect(rows(again)).toEqual(rows(run));
      if (simulate(scenario, 'another').result.events !== run.result.events) different++;
    }),
    { numRuns: 60 },
  );
  expect(different).toBeGreaterThan(30);
});

test('a run in slices is the same run, however small they are', () => {
  fc.assert(
    fc.property(anyScenario, fc.constantFrom(1, 7, 1000), (scenario, slice) => {
      const whole = simulate(scenario);
      const sliced = simulate(scenario, scenario.seed, 'one', slice);
      expect(sliced.result).toEqual(whole.result);
      expect(rows(sliced)).toEqual(rows(whole));
    }),
    { numRuns: 60 },
  );
});

test('looking at a run in between changes nothing', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const simulation = new Simulation(scenario, 'one');
      while (!simulation.advance(50)) {
        const { streams } = simulation.result();
        for (const s of Object.values(streams)) {
          const sum = s.delivered + s.rejected + s.quarantined + s.dropped + s.gaveUp + s.lost + s.inFlight;
          expect(sum).toBe(s.offered);
        }
        simulation.takeFrame();
      }
      expect(simulation.result()).toEqual(simulate(scenario).result);
    }),
    { numRuns: 40 },
  );
});

test('the width of samples changes nothing but the series', () => {
  fc.assert(
    fc.property(anyScenario, fc.constantFrom(0.1, 0.7, 1, 3, 29.9, 1000), (scenario, sampleS) => {
      const other = { ...scenario, run: { ...scenario.run, sampleS } };
      expect(simulate(other).result).toEqual(simulate(scenario).result);
    }),
    { numRuns: 60 },
  );
});

/** What became of each message, by its stream and number; and what else is known of it when it ends. */
function fates(scenario: Scenario, design: string): Map<string, string> {
  const simulation = new Simulation(scenario, design);
  const { mail, streams } = engineOf(simulation).world;
  const found = new Map<string, string>();
  let last = -1;
  const count = streams.count.bind(streams);
  streams.count = (stream, counter, counted) => {
    last = counter;
    count(stream, counter, counted);
  };
  const release = mail.release.bind(mail);
  mail.release = (row) => {
    const facts = [last, mail.firstAt[row], mail.sizeKB[row], mail.recipients[row], mail.attempt[row]];
    found.set(`${mail.stream[row]} ${mail.number[row]}`, facts.join(' '));
    release(row);
  };
  while (!simulation.advance(1e6));
  return found;
}

/** How many messages ended in both runs, and those whose fates differ. What has not ended by the end of a run cannot be compared. */
function compare(one: Map<string, string>, two: Map<string, string>): { compared: number; differ: string[] } {
  const both = [...one].filter(([message]) => two.has(message));
  const differ = both.filter(([message, fate]) => two.get(message) !== fate);
  return {
    compared: both.length,
    differ: differ.map(([message, fate]) => `${message}: ${fate} | ${two.get(message)}`),
  };
}

test('every design is offered the same mail', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const [one, two] = ['one', 'two'].map((design) => simulate(scenario, scenario.seed, design).result.streams);
      for (const [id, { offered }] of Object.entries(one ?? {})) expect(two?.[id]?.offered).toBe(offered);
    }),
    { numRuns: 60 },
  );
});

test('where no design refuses anything, a message has the same fate in all of them', () => {
  let compared = 0;
  fc.assert(
    fc.property(arbitraryScenario({ roomy: true, drains: true }), (scenario) => {
      for (const design of ['one', 'two']) {
        const { streams } = simulate(scenario, scenario.seed, design).result;
        const refused = Object.values(streams).reduce((sum, s) => sum + s.refused + s.abandoned, 0);
        expect(refused).toBe(0);
      }
      const { compared: n, differ } = compare(fates(scenario, 'one'), fates(scenario, 'two'));
      compared += n;
      expect(differ).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(1500);
});

test('another stream beside it changes nothing of a stream’s mail and luck', () => {
  let compared = 0;
  fc.assert(
    fc.property(arbitraryScenario({ roomy: true, drains: true }), (scenario) => {
      const all = fates(scenario, 'one');
      const [first = ''] = Object.keys(scenario.streams);
      const alone = fates(
        {
          ...scenario,
          streams: Object.fromEntries(Object.entries(scenario.streams).filter(([id]) => id === first)),
          incidents: scenario.incidents.filter((incident) => 'stream' in incident && incident.stream === first),
        },
        'one',
      );
      const { compared: n, differ } = compare(alone, all);
      compared += n;
      expect(differ).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(1000);
});

test('another stage changes nothing of the luck in those that were there', () => {
  // A stage of chance before one of chance: what the second does to a message that the first lets pass is what it did alone.
  let compared = 0;
  fc.assert(
    fc.property(arbitraryScenario({ roomy: true, drains: true }), (scenario) => {
      const added = Object.fromEntries(
        Object.entries(scenario.tiers).map(([id, tier]) => {
          const extra = {
            ...tier.stages[0],
            id: 'extra',
            per: 'message',
            share: 0.5,
            cpuMs: { dist: 'exponential', mean: 3 },
          };
          const stage = {
            ...EMPTY_STAGE,
            ...extra,
            verdicts: {},
            enabled: true,
          } as Scenario['tiers'][string]['stages'][number];
          return [id, { ...tier, stages: [stage, ...tier.stages] }];
        }),
      );
      const before = fates(scenario, 'one');
      const { compared: n, differ } = compare(before, fates({ ...scenario, tiers: added }, 'one'));
      compared += n;
      expect(differ).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(1000);
});

const EMPTY_STAGE = {
  directions: ['inbound', 'outbound', 'internal'],
  classes: ['ham', 'spam', 'virus', 'bulk', 'bounce'],
  hops: ['first', 'middle', 'last'],
  cpuMsPerKB: 0,
  cpuMsPerRecipient: 0,
  waitMs: 0,
  diskOps: 0,
};
