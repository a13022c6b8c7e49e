import { applyEdits, modify } from 'jsonc-parser';
import { extend } from '../../../sim/scenario/extend.ts';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import { presetJson } from '../../../sim/scenario/presets/index.ts';
import type { PathStep } from '../../../sim/scenario/problem.ts';
import { memberOf, valueAt } from '../../../sim/scenario/schemaWalk.ts';

/**
 * Changes of a scenario file, which may be a merge patch on a preset: what is meant is said of the whole scenario, and written as the least
 * change of the file. The text keeps its layout elsewhere.
 */

/** A way into the scenario. */
export type Path = readonly PathStep[];

/** A value to put at a place of the whole scenario; undefined removes what is there. */
export interface Change {
  readonly path: Path;
  readonly value: unknown;
}

const FORMATTING = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** The file with changes made one after the other. The text must be JSON. */
export function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce(changedOnce, text);
}

/** The whole scenario that a file means: its preset with the patch applied. */
export function wholeOf(json: unknown): unknown {
  return extend(json).json;
}

/** The whole scenario of the preset that a file extends; undefined where it extends none. */
export function presetOf(json: unknown): unknown {
  const name = memberOf(json, 'extends');
  const preset = typeof name === 'string' ? presetJson(name) : undefined;
  return preset === undefined ? undefined : extend(preset).json;
}

/** Whether two JSON values are equal; the order of members does not matter. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => isSameJson(x, b[i]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && isSameJson(a[k], b[k]));
}

/** A JSON value with another one put at a path, or removed from there. */
export function withValue(json: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(json)) {
    const items = json as unknown[];
    const at = Number(step);
    if (rest.length === 0 && value === undefined) return items.toSpliced(at, 1);
    return items.toSpliced(at, 1, withValue(items[at], rest, value));
  }
  const members = new Map(isJsonObject(json) ? Object.entries(json) : []);
  if (rest.length === 0 && value === undefined) members.delete(String(step));
  else members.set(String(step), withValue(members.get(String(step)), rest, value));
  return Object.fromEntries(members);
}

function changedOnce(text: string, { path, value }: Change): string {
  const json = JSON.parse(text) as unknown;
  const preset = presetOf(json);
  if (preset === undefined || path[0] === 'extends') return write(text, path, value);
  const list = listOn(wholeOf(json), path);
  if (list === undefined) return writeMember(text, json, preset, path, value);
  // A patch holds lists whole: once it does, its items are changed in place.
  const after = withValue(valueAt(wholeOf(json), list), path.slice(list.length), value);
  if (isSameJson(after, valueAt(preset, list))) return cleared(text, json, preset, list);
  return Array.isArray(valueAt(json, list)) ? write(text, path, value) : write(text, list, after);
}

/** Writes a member of an object: as what is different from the preset there, null where it is to be gone. */
function writeMember(text: string, json: unknown, preset: unknown, path: Path, value: unknown): string {
  const before = valueAt(preset, path);
  // Null in a patch removes a member, and what is not there is as its default: null, wherever null may stand.
  const meant = value ?? undefined;
  if (isSameJson(before ?? undefined, meant)) return cleared(text, json, preset, path);
  return write(text, path, meant === undefined ? null : difference(before, meant));
}

/** What as a merge patch turns one value into the other. */
function difference(before: unknown, after: unknown): unknown {
  if (!isJsonObject(after)) return after;
  if (!isJsonObject(before)) return after;
  const patch = new Map<string, unknown>();
  for (const [key, value] of Object.entries(after)) {
    if (!isSameJson(before[key], value)) patch.set(key, difference(before[key], value));
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch.set(key, null);
  return Object.fromEntries(patch);
}

/** Takes a place out of the patch, with the objects around it that say nothing any more. */
function cleared(text: string, json: unknown, preset: unknown, path: Path): string {
  if (valueAt(json, path) === undefined) return text;
  let until = path;
  while (until.length > 1) {
    const around = valueAt(json, until.slice(0, -1));
    const lonely = isJsonObject(around) && Object.keys(around).length === 1;
    if (!lonely || !isJsonObject(valueAt(preset, until.slice(0, -1)))) break;
    until = until.slice(0, -1);
  }
  return write(text, until, undefined);
}

/** The path of the outermost list that a path leads through. */
function listOn(whole: unknown, path: Path): Path | undefined {
  for (let n = 1; n < path.length; n++) if (Array.isArray(valueAt(whole, path.slice(0, n)))) return path.slice(0, n);
  return undefined;
}

function write(text: string, path: Path, value: unknown): string {
  const isInsertion = value !== undefined && Array.isArray(valueAt(JSON.parse(text), path.slice(0, -1)));
  return applyEdits(
    text,
    modify(text, [...path], value, { ...FORMATTING, isArrayInsertion: isInsertion && isNew(text, path) }),
  );
}

function isNew(text: string, path: Path): boolean {
  return valueAt(JSON.parse(text), path) === undefined;
}
