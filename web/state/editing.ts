import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { followDrafts, freeName, newDraftId, readDraft, saveDraft } from './drafts.ts';
import { begunWith, redone, stepped, undone } from './history.ts';
import type { TextHistory } from './history.ts';
import { applyEdited, opened, toMend } from './scenario.ts';
import type { Opened } from './scenario.ts';
import { goTo } from './screen.ts';

/**
 * The scenario that is being edited: one JSON text, which the form and the JSON editor both change. It begins as what is opened, and the
 * first change makes a draft of it, so that nothing that was opened is written over and nothing that was written is lost.
 */

/** The draft that edits are saved in. */
interface Kept {
  readonly id: string;
  readonly name: string;
  /** The revision that this tab knows. */
  readonly revision: string;
}

const history = signal<TextHistory | null>(null);
let unsaved: ReturnType<typeof setTimeout> | undefined;
/** What was put on the page from here: it is being edited already. */
let applied: unknown;

/** The draft being edited; null while nothing was changed. */
export const draft = signal<Kept | null>(null);
/** What happened to the draft that the reader should know; '' for nothing. */
export const draftNews = signal('');
/** Whether what was edited last is kept nowhere but on the page: the browser refuses to keep it. */
export const unkept = signal(false);
/** Whether another tab saved the draft that is open here. */
export const changedElsewhere = signal(false);
/** Why what is edited cannot be run; '' where nothing is known against it. */
export const obstacle = signal('');

/** Counts the documents that were begun: what belongs to the one before is forgotten with the next. */
export const documents = signal(0);
/** The text being edited; null until a scenario is there. */
export const text = computed(() => history.value?.text ?? null);
export const canUndo = computed(() => (history.value?.before.length ?? 0) > 0);
export const canRedo = computed(() => (history.value?.after.length ?? 0) > 0);

/** The text as JSON; undefined while it is none. */
export const editedJson = computed((): unknown => {
  if (text.value === null) return undefined;
  try {
    return JSON.parse(text.value) as unknown;
  } catch {
    return undefined;
  }
});

/** Whether what is edited differs from what the page shows results of. */
export const stale = computed(
  () => text.value !== null && !(editedJson.value !== undefined && isSame(editedJson.value, opened.value?.json)),
);

/** Changes the text. Changes about the same thing, soon after each other, are undone together. */
export function edit(next: string, about = ''): void {
  const now = history.value;
  if (now === null || next === now.text) return;
  history.value = stepped(now, next, about, performance.now());
  keep();
}

/** Takes the last change back. */
export function undo(): void {
  if (history.value !== null && canUndo.value) history.value = undone(history.value);
  keep();
}

/** Makes the change again that was taken back last. */
export function redo(): void {
  if (history.value !== null && canRedo.value) history.value = redone(history.value);
  keep();
}

/** Runs what is edited; where it is no valid scenario, shows where it has to be mended. */
export async function runEdited(): Promise<void> {
  const json = editedJson.value;
  if (json === undefined) {
    goTo('edit');
    return;
  }
  flush();
  applied = json;
  const { id = '', name = '' } = draft.value ?? {};
  if (!(await applyEdited(json, { id, name }))) goTo('edit');
}

/** Goes on with a kept draft, whatever state it is in. */
export function editDraft(id: string): void {
  const kept = readDraft(id);
  if (kept === undefined) return;
  flush();
  batch(() => {
    documents.value += 1;
    history.value = begunWith(kept.text);
    draft.value = { id, name: kept.name, revision: kept.revision };
    changedElsewhere.value = false;
    draftNews.value = '';
  });
}

/** Gives the draft being edited another name. */
export function renameEdited(name: string): void {
  if (draft.value === null) save();
  if (draft.value === null) return;
  draft.value = { ...draft.value, name };
  save();
}

/** Keeps what is edited with what is opened, and saves it before the page goes. */
export function followEditing(): void {
  effect(() => {
    const now = opened.value;
    if (now !== null && now.json !== applied) untracked(() => begin(now));
  });
  effect(() => {
    const id = toMend.value;
    if (id === null) return;
    untracked(() => editDraft(id));
    toMend.value = null;
    goTo('edit');
  });
  followDrafts((id) => {
    const mine = draft.value;
    if (mine?.id !== id || readDraft(id)?.revision === mine.revision) return;
    changedElsewhere.value = true;
  });
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}

function begin(now: Opened): void {
  flush();
  const kept = now.draft === undefined ? undefined : readDraft(now.draft);
  batch(() => {
    documents.value += 1;
    history.value = begunWith(kept?.text ?? JSON.stringify(now.json, null, 2));
    draft.value = kept === undefined ? null : { id: kept.id, name: kept.name, revision: kept.revision };
    changedElsewhere.value = false;
    draftNews.value = '';
    obstacle.value = '';
  });
}

function keep(): void {
  // The first change makes the draft at once: the address's entry remembers it from then on.
  if (draft.value === null) save();
  else unsaved ??= setTimeout(flush, 250);
}

/** Saves now what waits to be saved. */
function flush(): void {
  if (unsaved === undefined) return;
  clearTimeout(unsaved);
  unsaved = undefined;
  save();
}

function save(): void {
  const own = text.value;
  if (own === null) return;
  const now = draft.value ?? { id: newDraftId(), name: freeName(nameOf(editedJson.value)), revision: '' };
  let saved = saveDraft({ id: now.id, name: now.name, text: own }, now.revision);
  let kept = now;
  let news = '';
  if (saved === 'changed elsewhere') {
    kept = { id: newDraftId(), name: freeName(now.name), revision: '' };
    saved = saveDraft({ id: kept.id, name: kept.name, text: own }, '');
    news = `“${now.name}” was changed in another tab. What you do here goes on in “${kept.name}”; both are kept.`;
  }
  unkept.value = saved === 'refused';
  if (saved === 'refused' || saved === 'changed elsewhere') {
    draftNews.value = 'This browser keeps nothing here: download the scenario before you close the page.';
    return;
  }
  batch(() => {
    draft.value = { ...kept, revision: (saved as { revision: string }).revision };
    if (news !== '') changedElsewhere.value = false;
    draftNews.value = news === '' ? draftNews.value : news;
  });
  const entry = window.history.state as { draft?: string } | null;
  if (entry?.draft !== kept.id) window.history.replaceState({ draft: kept.id }, '');
}

function nameOf(json: unknown): string {
  const name = typeof json === 'object' && json !== null && 'name' in json ? json.name : undefined;
  return typeof name === 'string' && name !== '' ? name : (opened.peek()?.scenario.name ?? '');
}

/** Whether two JSON values are the same; the order of members does not matter. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}
