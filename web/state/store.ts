import { embedded } from './manner.ts';

/**
 * What the page remembers in this browser: the reader's theme and own file. Nothing works less when storage is refused. As a figure in
 * another page it remembers nothing, and looks the same to everyone.
 */

const PREFIX = 'mailwatt.';

/** A remembered text, or undefined. */
export function recall(key: string): string | undefined {
  if (embedded) return undefined;
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a text; false where the browser refuses. */
export function remember(key: string, text: string): boolean {
  if (embedded) return false;
  try {
    localStorage.setItem(PREFIX + key, text);
    return true;
  } catch {
    return false;
  }
}

/** Forgets a text. */
export function forget(key: string): void {
  if (embedded) return;
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was remembered then.
  }
}

/** What follows a beginning in the keys of all remembered texts that have it. */
export function rememberedKeys(beginning: string): string[] {
  if (embedded) return [];
  try {
    const full = PREFIX + beginning;
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(full) ? [key.slice(full.length)] : []));
  } catch {
    return [];
  }
}

/** Calls back when another tab of this browser changes what is remembered, with the key; undefined when it may be any. */
export function onOtherTab(changed: (key: string | undefined) => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === null) changed(undefined);
    else if (key.startsWith(PREFIX)) changed(key.slice(PREFIX.length));
  });
}
