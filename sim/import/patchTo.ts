import { isJsonObject } from '../scenario/mergePatch.ts';

/** The merge patch (RFC 7396) that makes one JSON value into another; the value itself where one of them is no object. */
export function patchTo(wanted: unknown, from: unknown): unknown {
  if (!isJsonObject(wanted) || !isJsonObject(from)) return wanted;
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(from)) if (!Object.hasOwn(wanted, key)) patch[key] = null;
  for (const [key, value] of Object.entries(wanted)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (JSON.stringify(before) !== JSON.stringify(value)) patch[key] = patchTo(value, before);
  }
  return patch;
}
