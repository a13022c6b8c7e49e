import { expect, test } from 'vitest';
import { Simulation } from '../../sim/simulation.ts';
import { queue } from '../support/queue.ts';
import { simulate, streamOf, tierOf } from '../support/simulate.ts';

/** A session every second on the second, served for half a second. */
const everySecond = (warmupS: number, durationS = 20.25) =>
  queue({ arrivals: { process: 'renewal', interarrival: 1 }, cpuMs: 500, durationS, warmupS });

test('mail that comes in the very moment in which the warm-up ends counts', () => {
  const run = simulate(everySecond(10));
  const mail = streamOf(run);
  expect(mail.offered).toBe(11);
  expect(mail.attempts).toBe(11);
  expect(mail.delivered).toBe(10);
  expect(mail.inFlight).toBe(1);
  expect(mail.sessionS.count).toBe(10);
  expect(tierOf(run).arrivals).toBe(11);
});

test('a warm-up of the length of a sample leaves that sample its row', () => {
  const scenario = everySecond(10);
  scenario.run.sampleS = 10;
  const { simulation } = simulate(scenario);
  expect(simulation.takeFrame()?.rows).toBe(3);
});

test('averages are over the measured time only', () => {
  const tier = tierOf(simulate(everySecond(10)));
  // Half a second busy in each of ten seconds, then a quarter until the end.
  expect(tier.busyCores).toBeCloseTo(5.25 / 10.25, 12);
  expect(tier.throughputPerS).toBeCloseTo(10 / 10.25, 12);
});

test('a result asked for early tells of the time so far', () => {
  const simulation = new Simulation(everySecond(10), 'one');
  expect(tierOf({ result: simulation.result() }).busyCores).toBe(0);
  // Arrival at 1 s, end at 1.5 s, arrival at 2 s.
  simulation.advance(3);
  expect(simulation.now).toBe(2);
  expect(tierOf({ result: simulation.result() }).busyCores).toBeCloseTo(0.25, 12);
});
