import { extend } from '../extend.ts';
import { isJsonObject, mergePatch } from '../mergePatch.ts';
import { formatPointer, parsePointer, readPointer, withPointer } from '../pointer.ts';
import type { Lesson } from './schema.ts';

/**
 * The scenario of a lesson: its patch alone, or laid on the shipped scenario that it names. A shipped scenario may itself be a patch on a
 * preset: then both are put together without losing what either removes.
 */
export function scenarioOf(
  { patch, title }: Pick<Lesson, 'patch' | 'title'>,
  shipped: unknown,
): Record<string, unknown> {
  const isPatch = isJsonObject(shipped) && Object.hasOwn(shipped, 'extends');
  const named = { name: title, ...patch };
  if (shipped === undefined) return named;
  return (isPatch ? together(shipped, named) : mergePatch(shipped, named)) as Record<string, unknown>;
}

/** A scenario with one field changed: a patch stays one, unless the field is inside a list, which patches replace whole. */
export function turned(
  json: Readonly<Record<string, unknown>>,
  pointer: string,
  value: number,
): Record<string, unknown> {
  const whole = extend(json).json;
  const names = parsePointer(pointer);
  const inList = names.some((_, i) => Array.isArray(readPointer(whole, formatPointer(names.slice(0, i)))));
  return withPointer(inList ? whole : json, pointer, value) as Record<string, unknown>;
}

/** Where a knob stands in a scenario; undefined where the field is missing or no number. */
export function positionOf(json: unknown, pointer: string): number | undefined {
  const value = readPointer(extend(json).json, pointer);
  return typeof value === 'number' ? value : undefined;
}

/** Two patches as one: what either removes stays removed. */
function together(one: unknown, other: unknown): unknown {
  if (!isJsonObject(other)) return other;
  const merged = new Map<string, unknown>(isJsonObject(one) ? Object.entries(one) : []);
  for (const [key, value] of Object.entries(other)) merged.set(key, together(merged.get(key), value));
  return Object.fromEntries(merged);
}
