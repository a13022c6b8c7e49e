import { expect, test } from 'vitest';
import { habitOf, waitAfter } from '../../sim/model/retryWaits.ts';
import type { SimpleRetry } from '../../sim/scenario/schema/retry.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf } from '../support/simulate.ts';

const mta = { policy: 'mta', share: 1, giveUpS: 432_000, jitter: 0, firstS: 300, factor: 2, maxS: 4000 } as const;
const exchange: SimpleRetry = {
  policy: 'schedule',
  share: 1,
  giveUpS: 172_800,
  jitter: 0,
  waitsS: [60, 60, 60, 60, 300, 300, 300, 300, 300, 300, 600],
};

test('Postfix doubles its waits up to the longest, Exchange goes through its list and stays at the last', () => {
  const waits = (n: number, retry: Parameters<typeof waitAfter>[1]): number[] =>
    Array.from({ length: n }, (_, i) => waitAfter(i + 1, retry));
  expect(waits(6, mta)).toEqual([300, 600, 1200, 2400, 4000, 4000]);
  expect(waits(13, exchange)).toEqual([60, 60, 60, 60, 300, 300, 300, 300, 300, 300, 600, 600, 600]);
});

test('a mix gives each sender one habit, by weight', () => {
  const mix = {
    policy: 'mix' as const,
    of: [
      { weight: 3, retry: mta },
      { weight: 0, retry: exchange },
      { weight: 1, retry: { policy: 'never' as const } },
    ],
  };
  expect(habitOf(mix, () => 0)).toBe(mta);
  expect(habitOf(mix, () => 0.7499)).toBe(mta);
  expect(habitOf(mix, () => 0.75).policy).toBe('never');
  expect(habitOf(mix, () => 1).policy).toBe('never');
  expect(habitOf(mta, () => NaN)).toBe(mta);
  // Nothing ever takes the mail: 3 of 4 try four times within 2,200 s (at 0, 300, 900, 2100), the others once.
  const n = 2000;
  const never = { id: 'shut', verdicts: { ham: { defer: 1 } } };
  const retry = {
    ...mix,
    of: [
      { weight: 3, retry: { ...mta, giveUpS: 2200 } },
      { weight: 1, retry: { policy: 'never' as const } },
    ],
  };
  const mail = streamOf(
    simulate(
      chainOf(
        {
          mail: mailAt(
            Array.from({ length: n }, () => 0),
            { retry },
          ),
        },
        { mx: { stages: [never] } },
        3000,
      ),
    ),
  );
  expect(mail.gaveUp).toBe(n);
  const persistent = (mail.attempts - n) / 3;
  expect(Number.isInteger(persistent)).toBe(true);
  expect(Math.abs(persistent - 0.75 * n)).toBeLessThan(4 * Math.sqrt(0.1875 * n));
});
