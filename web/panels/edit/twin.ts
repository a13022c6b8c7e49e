import { memberOf } from '../../../sim/scenario/schemaWalk.ts';
import { goTo } from '../../state/screen.ts';
import { checked } from './check.ts';
import { freeId } from './create.ts';
import type { Path } from './patch.ts';
import { fold, goToField } from './places.ts';
import { change } from './state.ts';

/** Copies and moves parts of the scenario that is edited. */

/** What stands at a place, the preset's parts included. */
export function wholeAt(path: Path): unknown {
  return path.reduce(memberOf, checked.value.whole);
}

/** Puts a copy of an entry after it, under a free name, and opens it; returns where it is. */
export function copyEntry(path: Path, value: unknown): Path {
  const rest = path.slice(0, -1);
  const around = wholeAt(rest);
  if (Array.isArray(around)) {
    const items = around as readonly unknown[];
    const id = memberOf(value, 'id');
    const ids = items.map((item) => String(memberOf(item, 'id')));
    const twin = typeof id === 'string' ? { ...(value as object), id: freeId(id, ids) } : value;
    const at = Number(path.at(-1)) + 1;
    change([{ path: rest, value: items.toSpliced(at, 0, twin) }]);
    return [...rest, at];
  }
  const key = freeId(String(path.at(-1)), Object.keys(around as object));
  const name = memberOf(value, 'name');
  const twin = typeof name === 'string' ? { ...(value as object), name: `${name}, copy` } : value;
  change([{ path: [...rest, key], value: twin }]);
  fold([...rest, key], true);
  return [...rest, key];
}

/** Moves an item of a list. */
export function moveItem(list: Path, from: number, to: number): void {
  const items = wholeAt(list) as readonly unknown[];
  change([{ path: list, value: items.toSpliced(from, 1).toSpliced(to, 0, items[from]) }]);
}

/** The editor may have to be fetched first. */
const FRAMES = 600;

/** Copies a design and goes to the copy, to be changed and run beside the others. */
export function copyDesign(id: string): void {
  const path = ['designs', id];
  const copy = copyEntry(path, wholeAt(path));
  goTo('edit');
  goToField(copy, true, FRAMES);
}
