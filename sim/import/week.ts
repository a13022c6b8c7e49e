import { hourOfWeekAt } from './calendar.ts';

const HOURS = 168;
/** Rounds of fitting; a multiplicative table settles within a few. */
const ROUNDS = 50;

/** The fitted shape of a week. */
export interface WeekFit {
  /** 24 and 7 weights of mean 1; hours or weekdays that the log does not cover get the mean of those that it does. */
  readonly hours: number[];
  readonly days: number[];
  /** Mean rate over a whole week of that shape [1/s]. */
  readonly perS: number;
  /** Hours of the day and days of the week that the log covers for at least half an hour. */
  readonly hoursCovered: number;
  readonly daysCovered: number;
}

/** How long each hour of the week was watched between two moments [s]. */
export function exposureOf(fromS: number, toS: number): Float64Array {
  const exposure = new Float64Array(HOURS);
  const weeks = Math.max(0, Math.floor((toS - fromS) / (HOURS * 3600)) - 1);
  exposure.fill(weeks * 3600);
  for (let at = fromS + weeks * HOURS * 3600; at < toS;) {
    const end = Math.min(toS, (Math.floor(at / 3600) + 1) * 3600);
    exposure[hourOfWeekAt(at)] += end - at;
    at = end;
  }
  return exposure;
}

/**
 * Fits rate × weight of the hour × weight of the day to counts by hour of the week, each watched for its own time: the most likely ones
 * for Poisson counts, by iterative proportional fitting (Deming and Stephan 1940).
 */
export function fitWeek(counts: Float64Array, exposure: Float64Array): WeekFit {
  const hours = new Float64Array(24).fill(1);
  const days = new Float64Array(7).fill(1);
  const fit = (
    weights: Float64Array,
    of: (cell: number) => number,
    other: Float64Array,
    otherOf: (cell: number) => number,
  ): void => {
    const seen = new Float64Array(weights.length);
    const expected = new Float64Array(weights.length);
    for (let cell = 0; cell < HOURS; cell++) {
      seen[of(cell)] += counts[cell];
      expected[of(cell)] += exposure[cell] * other[otherOf(cell)];
    }
    weights.forEach((_, i) => {
      weights[i] = expected[i] > 0 ? seen[i] / expected[i] : 0;
    });
  };
  const hourOf = (cell: number): number => cell % 24;
  const dayOf = (cell: number): number => Math.floor(cell / 24);
  for (let round = 0; round < ROUNDS; round++) {
    fit(hours, hourOf, days, dayOf);
    fit(days, dayOf, hours, hourOf);
  }
  const watched = (n: number, of: (cell: number) => number): Float64Array => {
    const sums = new Float64Array(n);
    exposure.forEach((s, cell) => (sums[of(cell)] += s));
    return sums;
  };
  const hoursSeen = watched(24, hourOf);
  const daysSeen = watched(7, dayOf);
  fillGaps(hours, hoursSeen, () => 0);
  fillGaps(days, daysSeen, (day) => (day > 4 ? 1 : 0));
  const hourMean = mean(hours);
  const dayMean = mean(days);
  const scaled = (weights: Float64Array, by: number): number[] =>
    Array.from(weights, (w) => (by > 0 ? Number((w / by).toFixed(4)) : 1));
  const covered = (seen: Float64Array): number => seen.filter((s) => s >= 1800).length;
  return {
    hours: scaled(hours, hourMean),
    days: scaled(days, dayMean),
    perS: hourMean * dayMean,
    hoursCovered: covered(hoursSeen),
    daysCovered: covered(daysSeen),
  };
}

/** What was not watched gets the mean of what was, of its own kind if there is any. */
function fillGaps(weights: Float64Array, seen: Float64Array, kindOf: (i: number) => number): void {
  const known = Array.from(weights.keys()).filter((i) => seen[i] > 0);
  const meanOf = (among: readonly number[]): number =>
    among.length === 0 ? NaN : among.reduce((sum, i) => sum + weights[i], 0) / among.length;
  for (const i of weights.keys()) {
    if (seen[i] > 0) continue;
    const alike = meanOf(known.filter((k) => kindOf(k) === kindOf(i)));
    weights[i] = alike === alike ? alike : meanOf(known);
  }
}

function mean(weights: Float64Array): number {
  return weights.reduce((sum, w) => sum + w, 0) / weights.length;
}
