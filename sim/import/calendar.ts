/** A calendar day: month and day count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_S = 86400;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Days from 1970-01-01 to a day of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms", 2013). */
export function daysOf({ year, month, day }: Day): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

/** The day that lies so many days after 1970-01-01. */
export function dayAt(days: number): Day {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const ofEra = z - era * 146097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const m = Math.floor((5 * ofYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** `2024-05-13T09:12:33` of a time in seconds since 1970-01-01, local as it is; fractions are dropped. */
export function writeTime(atS: number): string {
  const days = Math.floor(atS / DAY_S);
  const { year, month, day } = dayAt(days);
  const second = Math.floor(atS - days * DAY_S);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

/** Hour of the week of such a time, from Monday 00:00; 1970-01-01 was a Thursday. */
export function hourOfWeekAt(atS: number): number {
  const hours = Math.floor(atS / 3600) + 3 * 24;
  return hours - Math.floor(hours / 168) * 168;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isDay = ({ year, month, day }: Day): boolean =>
  day >= 1 && day <= (month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0));

/** A time that stands at the beginning of a text, and where the text goes on. */
export interface Stamp {
  /** [s since 1970-01-01, by the clock on the wall] */
  readonly atS: number;
  readonly end: number;
}

/**
 * Reads time stamps: syslog's (`Oct  4 09:12:33`, which has no year, or with one before it or after the day), ISO 8601
 * (`2024-05-13T09:12:33.123+02:00`) and the journal's long form (`Mon 2024-05-13 09:12:33 CEST`). Times are those
 * of the wall clock where the log was written, since that is what office hours follow; where stamps name their offset from UTC, that of the
 * first one holds for all, so that a change to summer time leaves no gap.
 */
export class Clock {
  private readonly latest: Day;
  private year: number | undefined;
  private month = 0;
  private offsetS: number | undefined;

  /** `latest`: the last day on which the log can have been written; it decides the year of the first stamp without one. */
  constructor(latest: Day) {
    this.latest = latest;
  }

  /** The stamp at the beginning of a line, or undefined where none is. */
  read(line: string): Stamp | undefined {
    const first = line.charCodeAt(0);
    const isDigit = first >= 48 && first <= 57;
    // A year, a blank and the name of a month; a weekday, a blank and a year with its dash.
    if (isDigit && line.charCodeAt(5) >= 65) return this.syslog(line);
    if (isDigit) return this.iso(line);
    return line.charCodeAt(8) === 45 ? this.journal(line) : this.syslog(line);
  }

  private syslog(line: string): Stamp | undefined {
    const match = /^(?:(\d{4}) )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2})(?:\.\d+)? /.exec(
      line,
    );
    const at = match ? MONTHS.indexOf(match[2]) : -1;
    if (!match || at < 0 || at % 3 !== 0) return undefined;
    const month = at / 3 + 1;
    const day = Number(match[3]);
    const year = Number([match[1], match[4]].find(Boolean) ?? NaN);
    const days = daysOf(year > 0 ? { year, month, day } : this.placed(month, day));
    return isDay(dayAt(days)) && dayAt(days).day === day
      ? stampAt(days, match[5], match[6], match[7], match[0])
      : undefined;
  }

  /** The journal's long form: a weekday before the date, a time zone by its letters after the time. */
  private journal(line: string): Stamp | undefined {
    const stamp = this.iso(line.slice(4));
    const zone = stamp === undefined ? null : /^ [A-Z]{2,5}(?= )/.exec(line.slice(4 + stamp.end));
    return stamp === undefined ? undefined : { atS: stamp.atS, end: 4 + stamp.end + (zone?.[0].length ?? 0) };
  }

  /** The year of a stamp that has none: the latest possible for the first one, the next where the months begin anew. */
  private placed(month: number, day: number): Day {
    if (this.year === undefined) {
      const { latest } = this;
      const isLater = month > latest.month || (month === latest.month && day > latest.day);
      this.year = latest.year - (isLater ? 1 : 0);
      // A log that begins on 29 February is of a leap year.
      if (month === 2 && day === 29) while (!isLeap(this.year)) this.year--;
    } else if (month < this.month - 6) {
      this.year++;
    } else if (month > this.month + 6) {
      // A late line of December among those of January.
      return { year: this.year - 1, month, day };
    }
    this.month = month;
    return { year: this.year, month, day };
  }

  private iso(line: string): Stamp | undefined {
    const match =
      /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?(?=$|[^\d:])/.exec(line);
    if (!match) return undefined;
    const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    if (!isDay(day)) return undefined;
    const stamp = stampAt(daysOf(day), match[4], match[5], match[6] ?? '0', match[0]);
    if (stamp === undefined) return undefined;
    const atS = stamp.atS + Number(match[7] ?? 0);
    if (match[8] === undefined) return { atS, end: stamp.end };
    const offsetS = offsetOf(match[8]);
    this.offsetS ??= offsetS;
    return { atS: atS - offsetS + this.offsetS, end: stamp.end };
  }
}

function stampAt(days: number, hour: string, minute: string, second: string, whole: string): Stamp | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 60) return undefined;
  return { atS: days * DAY_S + h * 3600 + m * 60 + s, end: whole.length };
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.replace(/\D/g, '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return text.startsWith('-') ? -seconds : seconds;
}
