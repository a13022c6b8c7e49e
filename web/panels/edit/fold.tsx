import type { ComponentChildren } from 'preact';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import type { Path } from './patch.ts';
import { fieldId, fold, folds } from './places.ts';
import { isChanged, isWrongBelow } from './state.ts';

/** A group of the form that opens and closes; what is in it is made when it is first open. */
export function Fold({
  path,
  title,
  help,
  actions,
  children,
}: {
  path: Path;
  title: string;
  help?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const open = folds.value[formatPointer(path)] ?? false;
  const wrong = isWrongBelow(path);
  const changed = isChanged(path, undefined) && path.length > 0;
  return (
    <div class={`fold fold-${Math.min(path.length, 4)}`}>
      <div class="fold-head">
        <button
          type="button"
          class="fold-button"
          id={`${fieldId(path)}-fold`}
          aria-expanded={open}
          onClick={() => fold(path, !open)}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          <span class="fold-title">
            <span>{title}</span>
            {wrong && <span class="tag tag-wrong">problem</span>}
            {changed && <span class="tag">changed</span>}
          </span>
        </button>
        {help}
        {open && actions}
      </div>
      {open && (
        <fieldset class="fold-body" aria-label={title}>
          {children}
        </fieldset>
      )}
    </div>
  );
}
