import { readQuantity } from '../../sim/scenario/lesson/quantity.ts';
import type { NumberFormat } from '../../sim/scenario/lesson/schema.ts';
import { carbon, count, energy, money, NONE, percent, plain, say, seconds, watts } from './numbers.ts';

/** The numbers of a lesson's text: `{{result /designs/virtual/energy/meanW W}}` becomes `740 W` once the run has it. */

/** The documents that a text can name. */
export interface TextSources {
  /** The result of the lesson's own scenario; undefined until its run is over. */
  readonly result: unknown;
  /** The lesson's own scenario, defaults filled in. */
  readonly scenario: unknown;
}

/** A number that a text asks for. */
export interface Placeholder {
  readonly source: 'result' | 'scenario';
  readonly quantity: string;
  readonly format: string;
}

const PLACEHOLDER = /\{\{(result|scenario) (\/\S+(?: (?:over|minus) \/\S+)?) (\S+)\}\}/g;

/** What stands where the run has not come to a number yet. */
const PENDING = '…';

/** One text from the lines of a lesson. */
export function joined(prose: string | readonly string[]): string {
  return typeof prose === 'string' ? prose : prose.join('\n');
}

/** The numbers that a text asks for. */
export function placeholdersOf(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, source, quantity = '', format = '']) => ({
    source: source === 'scenario' ? 'scenario' : 'result',
    quantity,
    format,
  }));
}

/** A text with its numbers. */
export function filled(text: string, sources: TextSources): string {
  return text.replaceAll(PLACEHOLDER, (_, source: string, quantity: string, format: string) => {
    const document = source === 'scenario' ? sources.scenario : sources.result;
    if (document === undefined) return PENDING;
    const value = readQuantity(document, quantity);
    return value === undefined ? NONE : numberText(value, format as NumberFormat, currencyOf(sources.scenario));
  });
}

/** A number as a lesson writes it. */
export function numberText(value: number, format: NumberFormat, currency = 'USD'): string {
  switch (format) {
    case 'W':
      return say(watts(value));
    case 'kWh':
      return say(energy(value));
    case 'kg':
      return say(carbon(value));
    case '%':
      return percent(value);
    case 's':
      return say(seconds(value));
    case 'ms':
      return say(seconds(value / 1000));
    case 'GB':
      return `${plain(value)} GB`;
    case 'count':
      return count(value);
    case 'plain':
      return plain(value);
    case 'times':
      return `${plain(value)} times`;
    case 'money':
      return money(value, currency);
  }
}

/** Which number format a scenario's money has. */
export function currencyOf(scenario: unknown): string {
  const { facility } = (scenario ?? {}) as { facility?: { currency?: string } };
  return facility?.currency ?? 'USD';
}

/** How far a guess is from what the run showed, in words. */
export function verdictOnGuess(guess: number, shown: number): string {
  if (guess === shown) return 'Exactly what the run showed.';
  if (shown === 0) return 'The run showed none at all.';
  const off = guess / shown - 1;
  if (Math.abs(off) < 0.1)
    return `Close: ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} what the run showed.`;
  const factor = guess > shown ? guess / shown : shown / guess;
  if (guess <= 0) return 'The run showed more than that.';
  const much = factor < 2 ? percent(Math.abs(off)) : `${plain(factor)} times`;
  if (factor < 2) return `${much} ${off < 0 ? 'below' : 'above'} what the run showed.`;
  return off < 0 ? `The run showed ${much} as much.` : `You guessed ${much} as much as the run showed.`;
}
