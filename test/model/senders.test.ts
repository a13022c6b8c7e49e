import { expect, test } from 'vitest';
import { chainOf, mailAt } from '../support/chain.ts';
import { CLUSTER, operated } from '../support/operating.ts';
import { seriesOf, simulate, streamOf, tierOf } from '../support/simulate.ts';
import { expectMean, seeds } from '../support/statistics.ts';

test('after an outage of the gateway the senders’ retries come on top of the usual mail, when their waits say so', () => {
  const run = simulate(
    operated({
      durationS: 800,
      sampleS: 20,
      streams: {
        mail: mailAt(
          Array.from({ length: 800 }, (_, i) => i + 0.5),
          { retry: { policy: 'mta', firstS: 60, factor: 2, maxS: 240, jitter: 0 } },
        ),
      },
      pool: CLUSTER,
      tiers: { gateway: { stages: [] } },
      how: { gateway: { bootS: 0 } },
      incidents: [{ kind: 'instanceFailure', atS: 100, tier: 'gateway', restartS: 300 }],
    }),
  );
  const { offered, delivered, attempts, refused, deliveryS } = streamOf(run);
  expect({ offered, delivered }).toEqual({ offered: 800, delivered: 800 });
  // From 100 to 400 s nobody gets in. Tries come 0, 60, 180 and 420 s after the first one. Who first came
  //   from 340 to 400 s comes again from 400 to 460 s,
  //   from 220 to 340 s for the third time from 400 to 520 s,
  //   from 100 to 220 s for the fourth time from 520 to 640 s.
  const inTime = (from: number, to: number, rate: number): number[] =>
    Array.from({ length: (to - from) / 20 }, () => rate);
  const series = seriesOf(run);
  const arrived = series('stream.deliveredPerS', 'mail');
  expect(arrived.map((perS) => Math.round(perS * 20))).toEqual(
    [inTime(0, 100, 1), inTime(100, 400, 0), inTime(400, 460, 3), inTime(460, 640, 2), inTime(640, 800, 1)].flatMap(
      (rates) => rates.map((rate) => 20 * rate),
    ),
  );
  // In vain: 60 once, 120 twice and 120 three times.
  expect(refused).toBe(60 + 2 * 120 + 3 * 120);
  expect(attempts).toBe(800 + refused);
  expect(deliveryS.max).toBeCloseTo(420, 9);
  expect((deliveryS.mean ?? NaN) * 800).toBeCloseTo(60 * 60 + 120 * 180 + 120 * 420, 6);
});

test('a newsletter’s bursts stand in the gateway’s spool as the theory of two-state fluid queues says', () => {
  const [burstFactor, burstMeanS, quietMeanS, quietPerS, agents] = [10, 20, 80, 1, 6];
  const inBurst = burstMeanS / (burstMeanS + quietMeanS);
  const perS = quietPerS * (1 - inBurst + inBurst * burstFactor);
  const durationS = 8000;
  const spooled = (factor: number) =>
    seeds(16).map((seed) => {
      const arrivals = { process: 'mmpp', perS, burstFactor: factor, burstMeanS, quietMeanS } as const;
      const scenario = chainOf(
        { news: { direction: 'outbound', class: 'bulk', arrivals } },
        { gateway: { stages: [], remote: { latencyS: 1, concurrency: agents } } },
        durationS,
        seed,
      );
      return tierOf(simulate(scenario), 'gateway').inSpool;
    });
  // What is spooled grows by `up` a second in a burst and shrinks by `down` between bursts. P(X > x) = P(X > 0) e^(−ηx), with
  // η = 1/(burst × up) − 1/(quiet × down); P(X > 0) is the time in bursts and, since all that rises falls, up/down times as long after them
  // (Anick, Mitra and Sondhi 1982, one source). Deliveries under way, perS × 1 s of them, are in the spool too.
  const up = quietPerS * burstFactor - agents;
  const down = agents - quietPerS;
  const decay = 1 / (burstMeanS * up) - 1 / (quietMeanS * down);
  const inTheory = (inBurst * (1 + up / down)) / decay + perS;
  expectMean(spooled(burstFactor), inTheory, { within: 0.35, slack: 0.03 });
  // The same mail without bursts hardly waits at all.
  expect(Math.max(...spooled(1))).toBeLessThan(perS * 1.1);
});
