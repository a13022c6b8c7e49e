/**
 * Daily and weekly shapes of traffic. A shape is 168 multipliers, one per hour of the week from Monday 00:00, of mean 1:
 * hourly weights and daily weights are each scaled to mean 1 and multiplied.
 */

/** A shape as a scenario states it. */
export type ProfileSpec =
  'flat' | 'office' | { readonly hours: readonly number[]; readonly days?: readonly number[] | undefined };

/** Hours of a week. */
export const HOURS_PER_WEEK = 168;

/**
 * Working hours of an office, local time. Hours: share of the day's mail, the busiest hour 10.5 % (shape: estimate, the peak hour
 * is about twice the working-day mean in mail server planning guides of the 2000s). Days: a weekend day has 0.30 of a weekday's mail
 * (derived from the junk share of a university, 20 % on weekdays and 45 % on weekends in 2003, junk taken as flat).
 */
export const OFFICE = {
  hours: [
    0.0054, 0.0036, 0.0027, 0.0027, 0.0036, 0.0072, 0.0163, 0.0407, 0.0814, 0.1013, 0.1049, 0.0904, 0.0669, 0.0796,
    0.0922, 0.0886, 0.0723, 0.0506, 0.0289, 0.0181, 0.0145, 0.0118, 0.009, 0.0072,
  ],
  days: [1, 1, 1, 1, 1, 0.3, 0.3],
} as const;

const ONE_DAY = [1, 1, 1, 1, 1, 1, 1];

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The 168 multipliers of a profile, from Monday 00:00, mean 1. */
export function weekOf(profile: ProfileSpec): number[] {
  if (profile === 'flat') return Array.from({ length: HOURS_PER_WEEK }, () => 1);
  const { hours, days = ONE_DAY } = profile === 'office' ? OFFICE : profile;
  const scale = 1 / (mean(hours) * mean(days));
  return days.flatMap((day) => hours.map((hour) => hour * day * scale));
}

/** A moment of the calendar, as far as shapes need it. */
export interface CalendarTime {
  /** 0 is Monday. */
  readonly weekday: number;
  /** Seconds since midnight. */
  readonly secondOfDay: number;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a local date and time `YYYY-MM-DDThh:mm[:ss]`. Undefined when there is no such moment (13th month, 30 February, 24:00).
 * Weekday by Zeller's congruence ("Kalender-Formeln", Acta Mathematica 9, 1887) for the Gregorian calendar.
 */
export function readCalendarTime(text: string): CalendarTime | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const daysOfMonth = month === 2 && leap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  if (day < 1 || day > daysOfMonth || hour > 23 || minute > 59 || second > 59) return undefined;
  // January and February count as months 13 and 14 of the year before.
  const m = month < 3 ? month + 12 : month;
  const y = month < 3 ? year + 399 : year + 400;
  const saturdayFirst =
    (day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7;
  return { weekday: (saturdayFirst + 5) % 7, secondOfDay: hour * 3600 + minute * 60 + second };
}

/** A profile laid along a run. */
export interface RunShape {
  /** The 168 multipliers of the week, from Monday 00:00. */
  readonly week: readonly number[];
  /** Where in the week the run starts [s since Monday 00:00]. */
  readonly startS: number;
}

/** Lays a profile along a run that starts at a local date and time. Throws RangeError when there is no such moment. */
export function shapeOfRun(profile: ProfileSpec, startsAt: string): RunShape {
  const start = readCalendarTime(startsAt);
  if (!start) throw new RangeError(`invalid date: ${startsAt}`);
  return { week: weekOf(profile), startS: start.weekday * 86400 + start.secondOfDay };
}

/** Hour of the week [0, 168) at a time of the run [s]. */
export function hourOfWeek(startS: number, tS: number): number {
  return Math.floor((startS + tS) / 3600) % HOURS_PER_WEEK;
}

/** Multiplier of the rate at a time of the run [s]; constant within each hour of the clock. */
export function multiplierAt({ week, startS }: RunShape, tS: number): number {
  return week[hourOfWeek(startS, tS)];
}
