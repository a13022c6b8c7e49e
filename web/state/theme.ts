import { effect, signal } from '@preact/signals';
import { replaceEntry } from './entry.ts';
import { forget, recall, remember } from './store.ts';

/** The reader's choice; `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark';

/** The themes in the order in which the button goes through them. */
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** The theme chosen: `?theme=` of the address, else what this browser remembers, else the system's. */
export const theme = signal<Theme>(
  asTheme(new URLSearchParams(location.search).get('theme')) ?? asTheme(recall('theme')) ?? 'auto',
);

/** Keeps the document's attribute with the choice; the style sheet does the rest. */
export function followTheme(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === 'auto') root.removeAttribute('data-theme');
    else root.dataset['theme'] = theme.value;
  });
}

/** Chooses and remembers a theme. */
export function chooseTheme(next: Theme): void {
  theme.value = next;
  const address = new URL(location.href);
  if (address.searchParams.has('theme')) {
    address.searchParams.delete('theme'); // else it would win over what was chosen at the next visit
    replaceEntry(history.state, address.href);
  }
  if (next === 'auto') forget('theme');
  else remember('theme', next);
}

function asTheme(text: string | null | undefined): Theme | undefined {
  return THEMES.find((known) => known === text);
}
