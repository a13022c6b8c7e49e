import { bisector, line, max, min, range } from 'd3';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { flagsOf } from '../incidents.ts';
import { ratesOf } from '../edit/rates.ts';
import type { StreamRate } from '../edit/rates.ts';
import { duration } from '../../words/clock.ts';
import { countOf, plain } from '../../words/numbers.ts';

/** A scenario in small: the mail it brings over its run, by arithmetic on the scenario alone, and when its incidents come. */
export interface Outline {
  /** Areas as paths, in a box of `WIDTH` × `HEIGHT`: all mail, and ham within it. */
  readonly all: string;
  readonly ham: string;
  /** Where incidents come, from the left of the box. */
  readonly incidents: readonly number[];
  /** The same in words. */
  readonly words: string;
}

export const WIDTH = 240;
export const HEIGHT = 36;
const POINTS = 160;

/** Outlines a scenario. */
export function outlineOf(scenario: Scenario): Outline {
  const { durationS } = scenario.run;
  const rates = ratesOf(scenario);
  const ham = rates.filter(({ id }) => scenario.streams[id]?.class === 'ham');
  // The end is still the last hour: a jump there belongs to what comes after the run.
  const times = range(POINTS + 1).map((i) => Math.min((durationS * i) / POINTS, durationS * (1 - 1e-9)));
  const sum = (streams: readonly StreamRate[]): number[] =>
    times.map((at) => streams.reduce((total, { points }) => total + rateAt(points, at), 0));
  const [all, wanted] = [sum(rates), sum(ham)];
  const most = max(all) ?? 0;
  const draw = line<number>(
    (_, i) => (WIDTH * i) / POINTS,
    (rate) => HEIGHT - (most > 0 ? (HEIGHT - 1) * (rate / most) : 0),
  ).digits(1);
  const area = (values: readonly number[]): string => `${draw([...values]) ?? ''}V${HEIGHT}H0Z`;
  const incidents = flagsOf(scenario);
  const least = min(all) ?? 0;
  const rate = plain(least) === plain(most) ? plain(most) : `${plain(least)} to ${plain(most)}`;
  return {
    all: area(all),
    ham: area(wanted),
    incidents: incidents.map(({ atS }) => (WIDTH * atS) / durationS),
    words: [
      `${duration(durationS)}, ${rate} sessions/s`,
      ...(incidents.length > 0 ? [countOf(incidents.length, 'incident')] : []),
    ].join(', '),
  };
}

const byTime = bisector<readonly [number, number], number>(([at]) => at);

/** A stream's rate at a time, between the points around it. */
function rateAt(points: StreamRate['points'], at: number): number {
  const i = byTime.right(points, at);
  const [from, a] = points[i - 1] ?? [0, 0];
  const [to, b] = points[i] ?? [from, a];
  return to === from ? a : a + ((b - a) * (at - from)) / (to - from);
}
