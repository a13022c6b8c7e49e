import { readPointer } from '../pointer.ts';
import type { Bounds } from './schema.ts';

/** The number of a document that a quantity names: `/a/b`, `/a/b over /c` or `/a/b minus /c`; undefined where there is none. */
export function readQuantity(document: unknown, quantity: string): number | undefined {
  const [first = '', how, second = ''] = quantity.split(' ');
  const a = numberAt(document, first);
  if (how === undefined || a === undefined) return a;
  const b = numberAt(document, second);
  if (b === undefined) return undefined;
  if (how === 'minus') return a - b;
  return b === 0 ? undefined : a / b;
}

/** Whether a number is there and within its bounds. */
export function isWithin(value: number | undefined, { atLeast, atMost }: Bounds): boolean {
  return (
    value !== undefined && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
  );
}

/** A number; the length of a list counts as one. */
function numberAt(document: unknown, pointer: string): number | undefined {
  const value = readPointer(document, pointer);
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
