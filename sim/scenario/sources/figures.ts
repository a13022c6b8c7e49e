import { isJsonObject } from '../mergePatch.ts';
import { formatPointer } from '../pointer.ts';

/** A number of a scenario, or a list of numbers that belong together, like the weights of the hours. */
export interface Figure {
  /** JSON pointer to it. */
  readonly pointer: string;
  /** The names along the pointer; items of a list that have an id go by it. */
  readonly names: readonly string[];
  readonly value: number | readonly number[];
}

/** Every figure of a JSON document, in its order. */
export function figuresOf(json: unknown): Figure[] {
  const found: Figure[] = [];
  const visit = (value: unknown, steps: readonly (string | number)[], names: readonly string[]): void => {
    if (typeof value === 'number' || isNumbers(value)) found.push({ pointer: formatPointer(steps), names, value });
    else if (Array.isArray(value)) {
      value.forEach((item: unknown, i) => visit(item, [...steps, i], [...names, nameOf(item, i)]));
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) visit(member, [...steps, key], [...names, key]);
    }
  };
  visit(json, [], []);
  return found;
}

/** Steps along a JSON document as names: items of a list that have an id go by it. */
export function namesAlong(json: unknown, steps: readonly string[]): string[] {
  let here = json;
  return steps.map((step) => {
    const listed = Array.isArray(here);
    here = (here as Readonly<Record<string, unknown>> | null | undefined)?.[step];
    return listed ? nameOf(here, Number(step)) : step;
  });
}

/** Whether two figures, or what may be one, have the same value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number');
}

function nameOf(item: unknown, place: number): string {
  return isJsonObject(item) && typeof item['id'] === 'string' ? item['id'] : String(place);
}
