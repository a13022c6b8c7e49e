import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import { memberOf } from '../../../sim/scenario/schemaWalk.ts';
import { isSameJson } from './patch.ts';
import type { Path } from './patch.ts';

/** A place where two scenarios differ; undefined where one has nothing. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two JSON values differ, in the order of the second: objects member by member, lists by the ids of their items where all have one. */
export function differences(before: unknown, after: unknown, path: Path = []): Difference[] {
  if (isSameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => differences(memberOf(before, key), memberOf(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const was = idsOf(before);
    const is = idsOf(after);
    // Items that only moved are told as a list, since their order is what differs.
    if (was !== undefined && is !== undefined && isSameJson(was, is))
      return is.flatMap((_, i) => differences(before[i], after[i], [...path, i]));
  }
  return [{ path, before, after }];
}

function idsOf(items: readonly unknown[]): string[] | undefined {
  const ids = items.map((item) => memberOf(item, 'id'));
  return ids.every((id) => typeof id === 'string') ? ids : undefined;
}
