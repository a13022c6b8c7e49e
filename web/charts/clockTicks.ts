import { shortDate, timeOfDay } from '../words/clock.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const STEPS = [
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
];
/** 1970-01-05, a Monday: steps of whole weeks begin on Mondays. */
const MONDAY = 4 * DAY;

/** A tick of the time axis. */
export interface ClockTick {
  /** Seconds from the start of the run. */
  readonly at: number;
  /** Time of day, or the date where ticks are days apart. */
  readonly label: string;
  /** The date, under the first tick and wherever a day begins; '' elsewhere. */
  readonly date: string;
}

/** Round clock times between two times of a run that began at `start` (epoch seconds), at most about `most` of them. */
export function clockTicks(from: number, to: number, start: number, most: number): ClockTick[] {
  const wanted = (to - from) / Math.max(1, most);
  const step = STEPS.find((s) => s >= wanted) ?? Math.ceil(wanted / (364 * DAY)) * 364 * DAY;
  const origin = step >= 7 * DAY ? MONDAY : 0;
  const ticks: ClockTick[] = [];
  for (let k = Math.ceil((start + from - origin) / step - 1e-9); ; k++) {
    const epoch = origin + k * step;
    if (epoch > start + to + 1e-6) return ticks;
    const dayBegins = epoch % DAY === 0;
    ticks.push(
      step >= DAY
        ? { at: epoch - start, label: shortDate(epoch), date: '' }
        : { at: epoch - start, label: timeOfDay(epoch), date: dayBegins || ticks.length === 0 ? shortDate(epoch) : '' },
    );
  }
}
