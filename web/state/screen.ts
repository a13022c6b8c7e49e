import { effect, signal } from '@preact/signals';
import { pushEntry } from './entry.ts';

/** What one looks at: where to begin, the results of a run, the scenario being edited, runs beside each other, or the lessons. */
export type ScreenId = 'start' | 'results' | 'edit' | 'compare' | 'lessons';

const IDS: readonly ScreenId[] = ['start', 'results', 'edit', 'compare', 'lessons'];
const TITLES: Readonly<Record<ScreenId, string>> = {
  start: 'Start · Mailwatt',
  results: 'Mailwatt',
  edit: 'Edit · Mailwatt',
  compare: 'Compare · Mailwatt',
  lessons: 'Lessons · Mailwatt',
};

/** The screen shown: that of `?view=` in the address, else the results. Runs go on whatever it is. */
export const screen = signal<ScreenId>(screenOf(location.search));

/** The address of a screen, with the scenario in its hash and everything else of the query kept. */
export function screenAddress(id: ScreenId): string {
  const query = new URLSearchParams(location.search);
  if (id === 'results') query.delete('view');
  else query.set('view', id);
  if (id !== 'lessons') {
    query.delete('lesson');
    query.delete('step');
  }
  const text = query.toString();
  return `${location.pathname}${text === '' ? '' : `?${text}`}${location.hash}`;
}

/** The address of the results of another scenario. */
export function resultsAddress(hash: string): string {
  return screenAddress('results').replace(/#.*|$/, hash);
}

/** Shows a screen from its top, of another scenario where a hash is given, which is still to be visited; Back returns to the one before. */
export function goTo(id: ScreenId, hash?: string): void {
  if (hash !== undefined) pushEntry(null, screenAddress(id).replace(/#.*|$/, hash));
  else if (id === screen.value) return;
  else pushEntry(history.state, screenAddress(id)); // the entry's draft stays known
  screen.value = id;
  scrollTo(0, 0);
}

/** Keeps the screen with the address when one goes back and forth, and the window's title with the screen. */
export function followScreen(): void {
  addEventListener('popstate', () => {
    screen.value = screenOf(location.search);
  });
  effect(() => {
    document.title = TITLES[screen.value];
  });
}

/** Whether the address names a lesson: then the lesson says what is run, not the part after `#`. */
export function namesLesson(): boolean {
  return screenOf(location.search) === 'lessons' && new URLSearchParams(location.search).has('lesson');
}

function screenOf(query: string): ScreenId {
  const named = new URLSearchParams(query);
  const asked = named.get('view') ?? (named.has('lesson') ? 'lessons' : null);
  return IDS.find((id) => id === asked) ?? 'results';
}
