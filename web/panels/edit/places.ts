import { signal } from '@preact/signals';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import type { Path } from './patch.ts';

/** Which groups of the form are open, and how to get to a field. */

/** Groups that were opened or closed, by pointer; others are as they begin. */
export const folds = signal<Readonly<Record<string, boolean>>>({ '/run': true });

/** Which part of the editor is shown beside the form, or instead of it where there is no room for both. */
export const side = signal<'form' | 'json' | 'changes'>('form');

/** The id of a field's control on the page. */
export function fieldId(path: Path): string {
  return `field${formatPointer(path).replaceAll(/[^\w/-]/g, '_')}`;
}

/** Opens or closes a group. */
export function fold(path: Path, open: boolean): void {
  folds.value = { ...folds.value, [formatPointer(path)]: open };
}

/** Opens all groups around a place and focuses its field, or the nearest there is around it after so many frames. */
export function goToField(path: Path, narrow: boolean, frames = 20): void {
  if (narrow) side.value = 'form';
  const opened = path.map((_, i) => [formatPointer(path.slice(0, i + 1)), true] as const);
  folds.value = { ...folds.value, ...Object.fromEntries(opened) };
  // What was folded is rendered in the next frames.
  let tries = frames;
  const look = (): void => {
    const exact = document.getElementById(fieldId(path));
    if (exact === null && --tries > 0) {
      requestAnimationFrame(look);
      return;
    }
    const found = exact ?? nearest(path);
    // The mark of a whole part shows nothing, and takes no focus, while nothing is wrong: its heading does.
    const hidden = found !== null && found.getClientRects().length === 0;
    const shown = hidden ? (document.getElementById(`${found.id}-fold`) ?? found) : found;
    shown?.focus();
    shown?.scrollIntoView({ block: 'center' });
  };
  requestAnimationFrame(look);
}

function nearest(path: Path): HTMLElement | null {
  for (let n = path.length - 1; n > 0; n--) {
    const found = document.getElementById(fieldId(path.slice(0, n)));
    if (found !== null) return found;
  }
  return null;
}
