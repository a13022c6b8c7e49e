/** What the page remembers in this browser: the reader's theme and own file. Nothing works less when storage is refused. */

const PREFIX = 'mailwatt.';

/** A remembered text, or undefined. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a text; false where the browser refuses. */
export function remember(key: string, text: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, text);
    return true;
  } catch {
    return false;
  }
}

/** Forgets a text. */
export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was remembered then.
  }
}
