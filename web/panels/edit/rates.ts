import { sessionsPerS } from '../../../sim/scenario/estimate.ts';
import { rampsOf } from '../../../sim/scenario/ramps.ts';
import type { Ramp } from '../../../sim/scenario/ramps.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { multiplierAt, shapeOfRun } from '../../../sim/parts/profiles.ts';

/** Expected rate of a stream's sessions over the run, by arithmetic on the scenario alone: mean rate × profile × incidents. */
export interface StreamRate {
  readonly id: string;
  readonly name: string;
  /** Times [s from the start of the run] and rates [sessions/s]; equal times are a jump. */
  readonly points: readonly (readonly [at: number, perS: number])[];
}

/** Points beside those where a rate bends or jumps, at most. */
const GRID = 300;

/** The expected rates of all streams, in their order. */
export function ratesOf(scenario: Scenario): StreamRate[] {
  return Object.entries(scenario.streams).map(([id, stream]) => {
    const { durationS, startsAt } = scenario.run;
    if (stream.arrivals.process === 'trace')
      return { id, name: stream.name ?? id, points: recorded(stream.arrivals.atS, durationS) };
    const shape = shapeOfRun(stream.profile, startsAt);
    const mean = sessionsPerS(stream, scenario.mailboxes);
    const ramps = rampsOf(scenario, id);
    const rate = (at: number, side: 'before' | 'after'): number => {
      // A moment before a jump the hour is still the old one.
      const hour = multiplierAt(shape, side === 'before' ? Math.max(0, at - 1e-6) : at);
      return ramps.reduce((product, ramp) => product * factorAt(ramp, at, side), mean * hour);
    };
    const points = timesOf(durationS, shape.startS, ramps).flatMap((at): (readonly [number, number])[] => {
      const [before, after] = [rate(at, 'before'), rate(at, 'after')];
      return before === after || at === 0
        ? [[at, after]]
        : [
            [at, before],
            [at, after],
          ];
    });
    return { id, name: stream.name ?? id, points };
  });
}

/** What a recording brings, as a rate in each of a hundred equal stretches of the run. */
function recorded(atS: readonly number[], durationS: number): (readonly [number, number])[] {
  const bins = 100;
  const width = durationS / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const at of atS) {
    const bin = Math.floor(at / width);
    if (bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.flatMap((n, i): (readonly [number, number])[] => [
    [i * width, n / width],
    [(i + 1) * width, n / width],
  ]);
}

/** The factor of a ramp at a time, before or after a jump there. */
export function factorAt(ramp: Ramp, at: number, side: 'before' | 'after' = 'after'): number {
  let value = 1;
  for (let i = 0; i < ramp.length; i++) {
    const [t, factor] = ramp[i] ?? [0, 1];
    if (t < at || (t === at && side === 'after')) {
      value = factor;
      continue;
    }
    const previous = ramp[i - 1];
    if (previous === undefined) return 1;
    const [from, start] = previous;
    // At the end of a slope its last value, reached from before.
    return t === from ? value : at <= from ? value : start + ((factor - start) * (at - from)) / (t - from);
  }
  return value;
}

/** Times at which a rate may bend or jump, and a grid between them. */
function timesOf(durationS: number, startS: number, ramps: readonly Ramp[]): number[] {
  const times = new Set([0, durationS]);
  const hours = durationS / 3600;
  if (hours <= 24 * 60) for (let t = 3600 - (startS % 3600); t < durationS; t += 3600) times.add(t);
  for (let i = 1; i < GRID; i++) times.add((durationS * i) / GRID);
  for (const ramp of ramps) for (const [t] of ramp) if (t > 0 && t < durationS) times.add(t);
  return [...times].sort((a, b) => a - b);
}
