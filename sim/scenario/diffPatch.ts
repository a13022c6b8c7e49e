import { isJsonObject } from './mergePatch.ts';

/** The other way round of a JSON Merge Patch: the smallest one that turns one document into another. */

/** Whether two JSON values are equal; the order of members does not matter, `undefined` is as good as missing. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isSameJson(item, b[i]))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const present = (object: Record<string, unknown>): string[] =>
    Object.keys(object).filter((key) => object[key] !== undefined);
  const keys = present(a);
  return keys.length === present(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]));
}

/** A document as written, and as understood: defaults filled in, which decide what is equal. */
export interface Understood {
  readonly written: unknown;
  readonly filled: unknown;
}

/**
 * The members in which a document differs from another, as a merge patch on that: what means the same is left out, what is missing is
 * removed with null, arrays are replaced whole. A merge patch cannot say everything (no member can be set to null), so whoever
 * uses it applies it and looks whether the outcome means the same.
 */
export function diffPatch(from: Understood, to: Understood): Record<string, unknown> {
  const patch = new Map<string, unknown>();
  const keys = new Set([...Object.keys(membersOf(from.written)), ...Object.keys(membersOf(to.written))]);
  for (const key of keys) {
    const before = member(from, key);
    const after = member(to, key);
    if (isSameJson(before.filled, after.filled) && isSettled(before, after)) continue;
    if (after.written === undefined) patch.set(key, null);
    else if (isJsonObject(before.written) && isJsonObject(after.written)) patch.set(key, diffPatch(before, after));
    else patch.set(key, after.written);
  }
  return Object.fromEntries(patch);
}

/** Where the schema keeps nothing of a member under this name, what was written decides. */
function isSettled(before: Understood, after: Understood): boolean {
  return before.filled !== undefined || isSameJson(before.written, after.written);
}

function membersOf(json: unknown): Record<string, unknown> {
  return isJsonObject(json) ? json : {};
}

function member(document: Understood, key: string): Understood {
  const of = (json: unknown): unknown => (isJsonObject(json) && Object.hasOwn(json, key) ? json[key] : undefined);
  return { written: of(document.written), filled: of(document.filled) };
}
