import { signal } from '@preact/signals';
import { obstacle, runEdited, stale } from './editing.ts';
import { embedded } from './manner.ts';
import { busy } from './runner.ts';
import { pageKey } from './pageKey.ts';
import { opened, rerun } from './scenario.ts';
import { screen } from './screen.ts';
import { recall, remember } from './store.ts';

/** Whether the list of keys is shown. */
export const keysShown = signal(false);

/** Whether keys without Ctrl or Alt do something wherever the focus is; dictation software types by accident, so it can be switched off. */
export const singleKeys = signal(recall('singleKeys') !== 'off');

/** Switches keys of the whole page on or off, and remembers it. */
export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  remember('singleKeys', on ? 'on' : 'off');
}

/** Follows the keys of the whole page. A figure in another page has none: its keys are that page's. */
export function followKeys(): void {
  if (embedded) return;
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !singleKeys.value || keysShown.value) return;
    const asked = pageKey(event.key, event.ctrlKey || event.metaKey || event.altKey, targetOf(event.target));
    if (asked === undefined) return;
    event.preventDefault();
    if (asked === 'help') keysShown.value = true;
    else runByKey();
  });
}

function targetOf(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement) return `input:${target.type}`;
  if (target instanceof HTMLElement && target.isContentEditable) return 'edited';
  return target instanceof Element ? target.tagName.toLowerCase() : '';
}

/** What the button of the run bar does, on the screens that have one; a run that goes on is left alone. */
function runByKey(): void {
  const hasBar = screen.value === 'results' || screen.value === 'edit' || screen.value === 'compare';
  if (!hasBar || busy.value || opened.value === null) return;
  if (!stale.value) rerun();
  else if (obstacle.value === '') void runEdited();
}
