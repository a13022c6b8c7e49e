import { placeProblem } from '../scenario/place.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import type { Axis } from '../study/grid.ts';
import { BadInput } from './command.ts';
import { jsonOrText } from './settings.ts';

/** What --vary says: which places of a scenario take which values. */

/** Reads `/pointer=a,b,c`: values separated by commas, each JSON or else text. Throws BadInput for anything else. */
export function readAxis(text: string): Axis {
  const { pointers, rest } = placesOf(text, '/pointer=a,b,c');
  const values = valuesIn(rest);
  if (rest === '' || values.length === 0) throw new BadInput(`--vary has no values: ${text}`);
  const seen = new Set(values.map((value) => JSON.stringify(value)));
  if (seen.size < values.length) throw new BadInput(`--vary has a value twice: ${text}`);
  return { pointers, values };
}

/** Places and the whole numbers that they may take. */
export interface Span {
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
}

/** Reads `/pointer=LOW..HIGH`, whole numbers. Throws BadInput for anything else. */
export function readSpan(text: string): Span {
  const { pointers, rest } = placesOf(text, '/pointer=LOW..HIGH');
  const [, first, last] = /^(\d{1,12})\.\.(\d{1,12})$/.exec(rest) ?? [];
  if (first === undefined || last === undefined) {
    throw new BadInput(`--vary must be /pointer=LOW..HIGH, whole numbers: ${text}`);
  }
  const [low, high] = [Number(first), Number(last)];
  if (low > high) throw new BadInput(`--vary must go upward, as in ${high}..${low}: ${text}`);
  return { pointers, low, high };
}

/** Throws BadInput with every pointer that leads nowhere in the scenario, and for one that is given twice. */
export function checkPlaces(scenario: Scenario, pointers: readonly string[]): void {
  const wrong = pointers.flatMap((pointer) => placeProblem(scenario, pointer) ?? []);
  const twice = new Set(pointers.filter((pointer, i) => pointers.indexOf(pointer) < i));
  wrong.push(...[...twice].map((pointer) => `varied twice: ${pointer}`));
  if (wrong.length > 0) throw new BadInput(...wrong.map((line) => `--vary: ${line}`));
}

function placesOf(text: string, form: string): { pointers: string[]; rest: string } {
  const at = text.indexOf('=');
  const pointers = text.slice(0, Math.max(0, at)).split(',');
  if (!pointers.every((pointer) => pointer.startsWith('/'))) throw new BadInput(`--vary must be ${form}: ${text}`);
  return { pointers, rest: text.slice(at + 1) };
}

/** A list of JSON as a whole, where objects have commas of their own; else piece by piece. */
function valuesIn(text: string): unknown[] {
  const list = jsonOrText(`[${text}]`);
  return Array.isArray(list) ? list : text.split(',').map(jsonOrText);
}
