import { expect, test } from 'vitest';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf, tierOf } from '../support/simulate.ts';

/** Bots that hang for 300 s, or for 10 s under stress, on a machine of three slots. */
const run = (atS: readonly number[], stress: { fromShare?: number; lastsS?: number } | undefined) =>
  simulate(
    chainOf(
      { bots: mailAt(atS, { class: 'spam' }) },
      {
        mx: {
          stages: [
            { id: 'hang', per: 'session', waitMs: 300_000, stressWaitMs: 10_000, verdicts: { spam: { reject: 1 } } },
          ],
          ...(stress ? { stress } : {}),
          how: { slots: 3, backlog: 0 },
        },
      },
      2000,
    ),
  );

test('when all slots are taken, sessions that begin to wait are cut short', () => {
  // 1, 2: long. 3 takes the last slot and is short: over at 13. 14: short, over at 24. 20: refused.
  const busy = run([1, 2, 3, 14, 20], { lastsS: 100 });
  expect(streamOf(busy)).toMatchObject({ refused: 1, rejected: 4 });
  expect(streamOf(busy).sessionS.max).toBeCloseTo(300, 6);
  expect(tierOf(busy).inService * 2000).toBeCloseTo(300 + 300 + 10 + 10, 6);
  expect(busy.result.journal.map(({ atS, what, to }) => `${atS} ${what} ${to}`)).toEqual(['3 stress mode mx-0']);
  // Without stress mode, the fourth and fifth find no slot for 300 s.
  expect(streamOf(run([1, 2, 3, 14, 20], undefined))).toMatchObject({ refused: 2, rejected: 3 });
});

test('it lasts until the slots have not been taken for a while', () => {
  // All taken at 3 s; until 103 s new sessions are short (50 s is, though two slots are free then).
  const calm = run([1, 2, 3, 50, 301.5, 302.5], { lastsS: 100 });
  // Long: 1, 2, and those after the mode is over, at 301.5 and 302.5.
  expect(tierOf(calm).inService * 2000).toBeCloseTo(4 * 300 + 2 * 10, 6);
  // Two of three slots are enough where the share says so.
  const early = run([1, 2, 3], { fromShare: 0.6, lastsS: 100 });
  expect(tierOf(early).inService * 2000).toBeCloseTo(300 + 10 + 10, 6);
});
