import { expect, test } from 'vitest';
import { firstBreach, traceOf } from '../../web/words/breach.ts';

const time = Float64Array.of(10, 20, 30, 40);
const at = (pointer: string, limit: { atMost?: number; atLeast?: number }, values: number[], warmupS = 10) => {
  const trace = traceOf(pointer, 2);
  return trace && firstBreach(trace, limit, time, Float64Array.from(values), warmupS);
};

test('a level is breached in the first sample after the warm-up that is beyond the limit', () => {
  const p95 = '/streams/a~1b/deliveryS/p95';
  expect(traceOf(p95, 1)).toMatchObject({ metric: 'stream.deliveryP95', of: 'a/b', chart: 'latency' });
  expect(at(p95, { atMost: 5 }, [9, 5, NaN, 6])).toBe(40);
  expect(at(p95, { atMost: 9 }, [9, 5, NaN, 6])).toBeUndefined();
  expect(at('/tiers/gateway/utilization', { atLeast: 0.5 }, [0.1, 0.6, 0.4, 0.2])).toBe(30);
});

test('what adds up is breached when its sum passes the limit', () => {
  expect(at('/streams/ham/lost', { atMost: 0 }, [1, 0, 0.1, 0])).toBe(30);
  // 3,600 kW at PUE 2 are 2 kWh a second: 20 after the first measured sample, 40 after the second.
  expect(at('/energy/facilityKWh', { atMost: 30 }, [3.6e6, 3.6e6, 3.6e6, 3.6e6])).toBe(30);
  expect(at('/energy/itKWh', { atMost: 30 }, [3.6e6, 3.6e6, 3.6e6, 3.6e6])).toBeUndefined();
});

test('of what no chart shows nothing is said', () => {
  expect(traceOf('/footprint/hosts', 1)).toBeUndefined();
  expect(traceOf('/streams/ham/deliveryS/max', 1)).toBeUndefined();
});
