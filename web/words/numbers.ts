/**
 * Numbers as people read them: three significant digits, grouped thousands, always with a unit.
 * One locale for everybody, so that a page and its screenshot say the same on every machine.
 */

/** What stands where a run measured nothing. */
export const NONE = '–';

/** A value and its unit, apart so that the page can set the unit smaller. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

const LOCALE = 'en-US';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });
// Made once: making a format costs more than a hundred uses of it.
const two = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** A number with three significant digits; whole thousands keep all their digits (12,345, not 12,300). */
export function plain(x: number): string {
  if (!Number.isFinite(x)) return NONE;
  const text = Math.abs(x) >= 1000 ? whole.format(x) : significant.format(x);
  return text === '-0' ? '0' : text;
}

/** A whole number with grouped thousands. */
export function count(n: number): string {
  return Number.isFinite(n) ? whole.format(n) : NONE;
}

/** A large number as one says it: 3.43 million, 136,000. */
export function roughly(n: number): string {
  if (n >= 1e9) return `${significant.format(n / 1e9)} billion`;
  if (n >= 1e6) return `${significant.format(n / 1e6)} million`;
  return n >= 1000 ? whole.format(Number(n.toPrecision(3))) : plain(n);
}

/** A share (0 … 1) in percent: 63%, 0.42%, 0%. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return NONE;
  const x = share * 100;
  if (x > 0 && x < 0.01) return '<0.01%';
  // 99.96 must not become 100: "full" and "almost full" are different findings.
  if (x > 99 && x < 100) return `${(Math.floor(x * 10) / 10).toFixed(1)}%`;
  return `${x >= 10 ? whole.format(x) : two.format(x)}%`;
}

/** Seconds in the unit that suits them: 350 ms, 12.3 s, 5.2 min, 3.1 h, 4.5 days. */
export function seconds(s: number): Quantity {
  if (!Number.isFinite(s)) return { text: NONE, unit: '' };
  const a = Math.abs(s);
  if (a === 0) return { text: '0', unit: 's' };
  if (a < 0.001) return { text: plain(s * 1e6), unit: 'µs' };
  if (a < 0.9995) return { text: plain(s * 1e3), unit: 'ms' };
  if (a < 120) return { text: plain(s), unit: 's' };
  if (a < 7200) return { text: plain(s / 60), unit: 'min' };
  if (a < 172800) return { text: plain(s / 3600), unit: 'h' };
  return { text: plain(s / 86400), unit: 'days' };
}

/** Watts, from ten thousand on in kilowatts. */
export function watts(w: number): Quantity {
  if (!Number.isFinite(w)) return { text: NONE, unit: '' };
  return Math.abs(w) >= 10_000 ? { text: plain(w / 1000), unit: 'kW' } : { text: plain(w), unit: 'W' };
}

/** Energy given in kWh: Wh below one, MWh from ten thousand on. */
export function energy(kWh: number): Quantity {
  if (!Number.isFinite(kWh)) return { text: NONE, unit: '' };
  if (Math.abs(kWh) >= 10_000) return { text: plain(kWh / 1000), unit: 'MWh' };
  return kWh !== 0 && Math.abs(kWh) < 1 ? { text: plain(kWh * 1000), unit: 'Wh' } : { text: plain(kWh), unit: 'kWh' };
}

/** Carbon given in kilograms of CO₂. */
export function carbon(kg: number): Quantity {
  if (!Number.isFinite(kg)) return { text: NONE, unit: '' };
  return Math.abs(kg) >= 10_000 ? { text: plain(kg / 1000), unit: 't CO₂' } : { text: plain(kg), unit: 'kg CO₂' };
}

/** An amount of money in its currency; small amounts keep three significant digits. */
export function money(x: number, currency: string): string {
  if (!Number.isFinite(x)) return NONE;
  const digits =
    Math.abs(x) >= 1000
      ? { maximumFractionDigits: 0 }
      : Math.abs(x) >= 1 || x === 0
        ? { maximumFractionDigits: 2 }
        : { maximumSignificantDigits: 3 };
  const key = `${currency} ${JSON.stringify(digits)}`;
  let format = moneyFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(LOCALE, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...digits,
    });
    moneyFormats.set(key, format);
  }
  return format.format(x);
}

/** A quantity as one string. */
export function say({ text, unit }: Quantity): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** A text of a scenario with its percents as the page writes them: 95%, which no line breaks apart, for 95 %. */
export function closedUp(text: string): string {
  return text.replaceAll(/(?<=\d)[ \u00a0\u202f]%/g, '%');
}

/** `one host`, `4 hosts`: a number with its noun. */
export function countOf(n: number, singular: string, plural = `${singular}s`): string {
  return `${count(n)} ${n === 1 ? singular : plural}`;
}

/** Names in a row, but no more than two of them: `a, b and 3 more`. */
export function shortList(names: readonly string[]): string {
  return names.length <= 3 ? list(names) : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** Names in a row: `a`, `a and b`, `a, b and c`. */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
