import { computed } from '@preact/signals';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import { memberOf, valueAt } from '../../../sim/scenario/schemaWalk.ts';
import { edit, text } from '../../state/editing.ts';
import { checked } from './check.ts';
import { changed, isSameJson } from './patch.ts';
import type { Change, Path } from './patch.ts';

/** What the form's fields need of the scenario that is edited. */

/** Messages by the pointer of their place. */
export const messages = computed((): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { steps, message } of checked.value.problems) {
    const pointer = formatPointer(steps);
    found.set(pointer, [...(found.get(pointer) ?? []), message]);
  }
  return found;
});

/** Makes changes of the whole scenario, as one step; those about the same, soon after each other, are undone together. */
export function change(changes: readonly Change[], about = ''): void {
  const now = text.peek();
  if (now === null || !checked.peek().isJson || changes.length === 0) return;
  edit(changed(now, changes), about);
}

/** Puts a value at a place; undefined takes away what is there. */
export function put(path: Path, value: unknown): void {
  change([{ path, value }], `field ${formatPointer(path)}`);
}

/** Whether something is wrong at or below a place. */
export function isWrongBelow(path: Path): boolean {
  const pointer = formatPointer(path);
  return [...messages.value.keys()].some((at) => at === pointer || at.startsWith(`${pointer}/`));
}

/** The value that the preset has at a place; items of lists are found by their id. */
export function presetAt(path: Path): unknown {
  const { whole, preset } = checked.value;
  let [here, there] = [whole, preset];
  for (const step of path) {
    if (Array.isArray(there)) {
      const id = memberOf(memberOf(here, step), 'id');
      const items = there as unknown[];
      there = id === undefined ? items[Number(step)] : items.find((item) => memberOf(item, 'id') === id);
    } else there = memberOf(there, step);
    here = memberOf(here, step);
  }
  return there;
}

/** Whether a place differs from the preset; without a preset, from a default that is given. Of what is all new only the whole is marked. */
export function isChanged(path: Path, byDefault: unknown): boolean {
  const { whole, preset } = checked.value;
  const value = valueAt(whole, path);
  if (preset !== undefined && path.length > 1 && presetAt(path.slice(0, -1)) === undefined) return false;
  if (preset === undefined && byDefault === undefined) return false;
  const before = preset === undefined ? byDefault : (presetAt(path) ?? byDefault);
  return value !== undefined && !isSameJson(value ?? undefined, before ?? undefined);
}
