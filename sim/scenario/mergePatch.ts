/**
 * JSON Merge Patch (RFC 7396): objects merge member by member, null removes a member, anything else replaces.
 * Neither argument is changed; parts that the patch does not touch are shared with the target.
 */

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies a merge patch to a JSON value and returns the outcome. A member called `__proto__` stays a member like any other:
 * the outcome's members are defined, never assigned, so that no prototype is touched.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map<string, unknown>(isJsonObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
