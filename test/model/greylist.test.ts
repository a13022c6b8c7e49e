import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf } from '../support/simulate.ts';

type Greylist = NonNullable<ScenarioInput['tiers'][string]['stages'][number]['greylist']>;
type Retry = NonNullable<ScenarioInput['streams'][string]['retry']>;

/** One message through a tier that greylists: its ledger. */
const run = (greylist: Greylist, retry: Retry, n = 1) =>
  streamOf(
    simulate(
      chainOf(
        {
          mail: mailAt(
            Array.from({ length: n }, (_, i) => i),
            { retry },
          ),
        },
        { mx: { stages: [{ id: 'grey', greylist }] } },
        20_000,
      ),
    ),
  );

const every = (s: number): Retry => ({ policy: 'mta', firstS: s, factor: 1, maxS: s, jitter: 0, giveUpS: 15_000 });

test('the first try is deferred, and one after the delay passes', () => {
  const mail = run({ delayS: 300 }, every(300));
  expect(mail).toMatchObject({ attempts: 2, deferred: 1, delivered: 1, gaveUp: 0 });
  expect(mail.deliveryS.max).toBeCloseTo(300, 9);
});

test('tries within the delay do not count, nor do they begin it anew', () => {
  // At 0, 120, 240 and 360 s: the fourth one is the first after 300 s.
  const mail = run({ delayS: 300 }, every(120));
  expect(mail).toMatchObject({ attempts: 4, deferred: 3, delivered: 1 });
  expect(mail.deliveryS.max).toBeCloseTo(360, 9);
});

test('a sender that never comes back never delivers; one that comes too late is unknown again', () => {
  expect(run({ delayS: 300 }, { policy: 'never' })).toMatchObject({
    attempts: 1,
    deferred: 1,
    gaveUp: 1,
    delivered: 0,
  });
  // Tries at 0 and 4000 s, the second one too late; the third comes 4000 s after it, too late again, and so on until it gives up.
  expect(run({ delayS: 300, expireS: 3000 }, every(4000))).toMatchObject({ attempts: 4, deferred: 4, gaveUp: 1 });
  // At 0, 4000 (anew) and 6000 s.
  const waits: Retry = { policy: 'schedule', waitsS: [4000, 2000], jitter: 0 };
  expect(run({ delayS: 300, expireS: 3000 }, waits)).toMatchObject({ attempts: 3, deferred: 2, delivered: 1 });
});

test('the known share passes at once, drawn once for each message', () => {
  const n = 4000;
  const mail = run({ delayS: 300, known: { ham: 0.7, spam: 1 } }, every(150), n);
  // Four standard errors of a binomial count.
  expect(Math.abs(mail.deferred / 2 - 0.3 * n)).toBeLessThan(4 * Math.sqrt(0.21 * n));
  // Who is unknown is deferred at 0 and 150 s, passes at 300 s; no luck is drawn again in between.
  expect(mail.attempts).toBe(n + mail.deferred);
  expect(mail.deferred % 2).toBe(0);
  expect(mail.delivered).toBe(n);
});

test('only the first tier of a route greylists, and other verdicts come first', () => {
  const stages = [{ id: 'grey', greylist: {}, verdicts: { ham: { reject: 1 } } }];
  const scenario = chainOf(
    { mail: mailAt([0]), spam: mailAt([1], { class: 'spam' }) },
    { a: { stages: [] }, b: { stages } },
    10,
  );
  expect(streamOf(simulate(scenario), 'spam')).toMatchObject({ delivered: 1 });
  expect(streamOf(simulate(scenario), 'mail')).toMatchObject({ rejected: 1, deferred: 0 });
});
