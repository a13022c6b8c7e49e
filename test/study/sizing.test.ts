import { describe, expect, test } from 'vitest';
import { judgeSurely } from '../../sim/study/certainty.ts';
import { runStudy } from '../../sim/study/replications.ts';
import { smallestMeeting } from '../../sim/study/sizing.ts';
import { queue } from '../support/queue.ts';
import { erlangC } from '../support/queueing.ts';
import { Simulation } from '../../sim/simulation.ts';

/** Searches with a predicate, and tells what was tried in which order. */
async function search(low: number, high: number, meets: (value: number) => boolean) {
  const order: number[] = [];
  const sizing = await smallestMeeting(low, high, (value) => {
    order.push(value);
    return Promise.resolve({ met: meets(value), outcome: value });
  });
  return { ...sizing, order };
}

describe('the smallest value that meets', () => {
  test('is found wherever it is, each value tried once, its neighbors below among them', async () => {
    for (let turn = 1; turn <= 40; turn++) {
      const { smallest, belowMisses, monotonic, tried, order } = await search(1, 40, (value) => value >= turn);
      expect({ smallest, monotonic, belowMisses }).toEqual({ smallest: turn, monotonic: true, belowMisses: turn > 1 });
      expect(new Set(order).size).toBe(order.length);
      expect(tried.map(({ value }) => value)).toEqual(order.toSorted((a, b) => a - b));
      if (turn > 2) expect(order).toEqual(expect.arrayContaining([turn - 1, turn - 2]));
      expect(order.length).toBeLessThanOrEqual(9);
    }
  });

  test('takes few attempts in a wide range', async () => {
    const { smallest, order, complete } = await search(0, 1_000_000, (value) => value >= 654_321);
    expect(smallest).toBe(654_321);
    expect(order.length).toBeLessThan(26);
    expect(complete).toBe(false);
  });

  test('is none when none of a short range meets, after all were tried', async () => {
    const { smallest, complete, tried } = await search(3, 9, () => false);
    expect({ smallest, complete, n: tried.length }).toEqual({ smallest: null, complete: true, n: 7 });
    const wide = await search(0, 1000, () => false);
    expect({ smallest: wide.smallest, complete: wide.complete }).toEqual({ smallest: null, complete: false });
    expect(wide.tried.length).toBe(11);
    expect((await search(5, 5, () => false)).order).toEqual([5]);
  });

  test('is found between ends that both miss, and the answers are said not to go one way', async () => {
    const { smallest, monotonic, belowMisses } = await search(0, 1000, (value) => value >= 333 && value < 777);
    expect({ smallest, monotonic, belowMisses }).toEqual({ smallest: 333, monotonic: false, belowMisses: true });
  });

  test('goes on below a gap of one, and says that the answers do not go one way', async () => {
    const { smallest, monotonic } = await search(1, 9, (value) => value >= 6 || value === 4);
    expect({ smallest, monotonic }).toEqual({ smallest: 4, monotonic: false });
  });

  test('fails with the attempt, and for a range that is none', async () => {
    await expect(smallestMeeting(1, 2, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(search(2, 1, () => true)).rejects.toThrow(RangeError);
    await expect(search(0.5, 1, () => true)).rejects.toThrow(RangeError);
  });
});

describe('an objective held against an interval', () => {
  const of = (limits: { atMost?: number; atLeast?: number }, low: number, high: number) =>
    judgeSurely({ id: 'o', metric: '/events', ...limits }, { '/events': { mean: (low + high) / 2, low, high, n: 5 } })
      .certainty;

  test('is met by its unfavorable bound only', () => {
    expect(of({ atMost: 10 }, 8, 10)).toBe('met');
    expect(of({ atMost: 10 }, 8, 10.1)).toBe('open');
    expect(of({ atMost: 10 }, 10.1, 12)).toBe('missed');
    expect(of({ atLeast: 10 }, 10, 12)).toBe('met');
    expect(of({ atLeast: 10 }, 9, 12)).toBe('open');
    expect(of({ atLeast: 10 }, 7, 9)).toBe('missed');
    expect(of({ atLeast: 5, atMost: 10 }, 6, 9)).toBe('met');
  });

  test('without an interval is not met', () => {
    const judged = judgeSurely({ id: 'o', metric: '/events', atMost: 1 }, {});
    expect(judged).toEqual({ id: 'o', metric: '/events', atMost: 1, interval: null, certainty: 'unmeasured' });
  });
});

test('servers of an M/M/c queue are sized as Erlang C sizes them', async () => {
  const [rate, serviceS] = [8, 0.5];
  const load = rate * serviceS;
  const sojourn = (c: number) => serviceS + (erlangC(c, load) * serviceS) / (c - load);
  for (const atMost of [0.65, 0.54]) {
    let expected = 5;
    while (sojourn(expected) > atMost) expected++;
    // The limit is clear of the values at either side, so that chance does not decide.
    expect(atMost - sojourn(expected)).toBeGreaterThan(0.015);
    expect(sojourn(expected - 1) - atMost).toBeGreaterThan(0.03);
    const { smallest, belowMisses } = await smallestMeeting(1, 16, async (cores) => {
      const cpuMs = { dist: 'exponential' as const, mean: serviceS * 1000 };
      const one = queue({ arrivals: rate, cpuMs, cores, slots: cores, durationS: 1500, warmupS: 100 });
      const scenario = { ...one, run: { ...one.run, replications: 5 } };
      const { designs } = await runStudy(scenario, (id, seed) => {
        const simulation = new Simulation(scenario, id, seed);
        while (!simulation.advance(1e5));
        return Promise.resolve(simulation.result());
      });
      const objective = { id: 'quick', metric: '/tiers/queue/sojournS/mean', atMost };
      const outcome = judgeSurely(objective, designs['one']!.intervals);
      return { met: outcome.certainty === 'met', outcome };
    });
    expect({ smallest, belowMisses }).toEqual({ smallest: expected, belowMisses: true });
  }
});
