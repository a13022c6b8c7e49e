import { expect, test } from 'vitest';
import { chainOf, mailAt } from '../support/chain.ts';
import { complaints } from '../support/bookkeeping.ts';
import { simulate, streamOf, tierOf } from '../support/simulate.ts';

const range = (n: number, from: number, step: number): number[] => Array.from({ length: n }, (_, i) => from + i * step);

/** A gateway whose next tier serves one message in 10 s: the spool fills by a message a second until there is pressure. */
const scenario = (high: 'refuse' | 'defer', atS: readonly number[]) =>
  chainOf(
    { mail: mailAt(atS) },
    {
      gateway: {
        stages: [{ id: 'take', cpuMs: 0 }],
        spool: {
          backPressure: { mediumAt: 4, highAt: 6, highDownTo: 3, mediumDownTo: 1, tarpitS: 0.25, high },
        },
      },
      inner: { stages: [{ id: 'store', waitMs: 10_000 }], how: { slots: 1 } },
    },
    200,
  );

test('levels rise at the upper marks and fall at the lower ones, each once', () => {
  // Messages at 1, 2, … 20 s; the inner tier takes the first at once and ends one at 11, 21, 31, … s.
  const run = simulate(scenario('refuse', range(20, 1, 1)));
  const changes = run.result.journal.filter(({ what }) => what === 'back pressure');
  expect(changes.map(({ atS, to, note }) => `${atS} ${to} ${note}`)).toEqual([
    '4 gateway medium: 4 in the spool', // the fourth comes when none has ended yet
    // Those after it are served 0.25 s later.
    '6.25 gateway high: 6 in the spool',
    '31 gateway medium: 3 in the spool',
    '51 gateway normal: 1 in the spool',
  ]);
  // Refused from 7 to 20 s: fourteen. Of the six that were taken all are delivered.
  expect(streamOf(run)).toMatchObject({ offered: 20, refused: 14, deferred: 0, gaveUp: 14, delivered: 6 });
  expect(tierOf(run, 'gateway').peakSpool).toBe(6);
  // Greeted at once, at once, …, and from the fifth on after the tarpit.
  expect(streamOf(run).bannerS.max).toBeCloseTo(0.25, 9);
  expect(streamOf(run).sessionS.max).toBeCloseTo(0.25, 9);
  const finding = run.result.findings.find(({ rule }) => rule === 'back-pressure');
  expect(finding).toMatchObject({ severity: 'medium', where: 'tier gateway' });
  expect(finding?.why).toContain('up to 6 messages');
  expect(finding?.why).toContain('for 47 s of the run; mail was refused for 25 s of it');
  expect(complaints(run)).toEqual([]);
});

test('between two marks nothing changes: near one of them the level does not flap', () => {
  // One in the spool for each message, out after 10 s: three to five of them, around the medium mark of 4.
  const run = simulate(scenario('refuse', [1, 2, 3, 4, 12, 22, 32, 42, 52]));
  const changes = run.result.journal.filter(({ what }) => what === 'back pressure');
  expect(changes.map(({ note }) => note.split(':')[0])).toEqual(['medium', 'normal']);
  expect(streamOf(run)).toMatchObject({ refused: 0, delivered: 9 });
});

test('deferring lets the tier do its work first; without marks there is no pressure', () => {
  const run = simulate(scenario('defer', range(20, 1, 1)));
  expect(streamOf(run)).toMatchObject({ refused: 0, deferred: 14, delivered: 6 });
  expect(tierOf(run, 'gateway').arrivals).toBe(20);
  const free = scenario('defer', range(20, 1, 1));
  delete free.tiers['gateway']?.spool.backPressure;
  const without = simulate(free);
  expect(streamOf(without)).toMatchObject({ deferred: 0, delivered: 19, inFlight: 1 });
  expect(without.result.journal.filter(({ what }) => what === 'back pressure')).toEqual([]);
});
