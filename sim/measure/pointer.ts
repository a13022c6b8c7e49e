import { formatPointer, readPointer } from '../scenario/pointer.ts';

/** The numbers of a result by their JSON pointers. */

/** The number at a pointer; null where there is none in this result. Throws RangeError for a text that is no pointer. */
export function readNumber(result: unknown, pointer: string): number | null {
  const value = readPointer(result, pointer);
  return typeof value === 'number' ? value : null;
}

/** Parts of a design's result that are judged or derived from its numbers, or list what happened, which no two runs do alike. */
const NOT_METRICS: readonly string[] = ['objectives', 'findings', 'intervals', 'series', 'migrations', 'journal'];

/** Pointer and value of every number of a design's result, in the order in which it states them. */
export function* numbersOf(result: object): Generator<readonly [pointer: string, value: number]> {
  for (const [part, value] of Object.entries(result)) {
    if (!NOT_METRICS.includes(part)) yield* below([part], value);
  }
}

function* below(
  names: readonly (string | number)[],
  value: unknown,
): Generator<readonly [pointer: string, value: number]> {
  if (typeof value === 'number') yield [formatPointer(names), value];
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* below([...names, i], item);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* below([...names, name], member);
  }
}
