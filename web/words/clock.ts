/**
 * The clock of a run: seconds from its start to local time of day and weekday. The start is a wall-clock time without a zone,
 * so it is reckoned in UTC throughout and no daylight saving ever bends a chart.
 */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (n: number): string => String(n).padStart(2, '0');

/** The start of a run as seconds of the Unix epoch, its wall clock taken as UTC. */
export function startOf(startsAt: string): number {
  const ms = Date.parse(startsAt.length === 16 ? `${startsAt}:00Z` : `${startsAt}Z`);
  return Number.isNaN(ms) ? 0 : ms / 1000;
}

/** `09:40`, with seconds only where they are not zero. */
export function timeOfDay(epochS: number): string {
  const d = new Date(Math.round(epochS) * 1000);
  const s = d.getUTCSeconds();
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}${s === 0 ? '' : `:${two(s)}`}`;
}

/** `Mon 09:40`. */
export function dayAndTime(epochS: number): string {
  const d = new Date(Math.round(epochS) * 1000);
  return `${DAYS[d.getUTCDay()] ?? ''} ${timeOfDay(epochS)}`;
}

/** `Mon 4 Oct`. */
export function shortDate(epochS: number): string {
  const d = new Date(Math.round(epochS) * 1000);
  return `${DAYS[d.getUTCDay()] ?? ''} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()] ?? ''}`;
}

/** `Monday, October 4, 2010`. */
export function longDate(epochS: number): string {
  const d = new Date(Math.round(epochS) * 1000);
  return `${LONG_DAYS[d.getUTCDay()] ?? ''}, ${LONG_MONTHS[d.getUTCMonth()] ?? ''} ${d.getUTCDate()}, ${d.getUTCFullYear()}`;
}

/** A moment with as much of the date as a run of this length needs: `09:40`, `Mon 09:40`, `Mon 4 Oct 09:40`. */
export function moment(epochS: number, runS: number): string {
  if (runS <= 86400 * 7) return dayAndTime(epochS);
  return `${shortDate(epochS)} ${timeOfDay(epochS)}`;
}

/** A length of time in words: `24 h`, `1 h 20 min`, `7 days`, `90 s`. */
export function duration(s: number): string {
  if (s < 1) return `${Math.round(s * 1000)} ms`;
  if (s < 120) return `${trim(s)} s`;
  if (s < 7200 && s % 3600 !== 0) return pair(s, 60, 'min', 1, 's');
  if (s < 172800) return pair(s, 3600, 'h', 60, 'min');
  return pair(s, 86400, 'days', 3600, 'h');
}

function pair(s: number, big: number, bigName: string, small: number, smallName: string): string {
  let whole = Math.floor(s / big);
  let rest = Math.round((s - whole * big) / small);
  if (rest * small >= big) {
    whole += 1;
    rest = 0;
  }
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

function trim(x: number): string {
  return String(Math.round(x * 10) / 10);
}
