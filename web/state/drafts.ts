import { signal } from '@preact/signals';
import { forget, onOtherTab, recall, remember, rememberedKeys } from './store.ts';

/** The reader's own scenarios, kept in this browser, each under a key of its own so that tabs do not write over each other's. */

/** A scenario of the reader's, as it was left: it need not be valid, nor JSON. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** When it was last saved [ms of the epoch]. */
  readonly changed: number;
  /** Another one with each save: who saves says which one it knows. */
  readonly revision: string;
}

/** What came of saving: the new revision, or why it was not done. */
export type Saved = { readonly revision: string } | 'changed elsewhere' | 'refused';

const KEY = 'draft.';
/** Where the page once kept its only file; read for ever, never written. */
const OLD = 'draft';
const OLD_ID = 'own';

/** All drafts, the one changed last first. */
export const drafts = signal<readonly Draft[]>(readAll());

/** Keeps the list with what other tabs do; `changed` hears which draft another tab saved or deleted. */
export function followDrafts(changed: (id: string) => void): void {
  onOtherTab((key) => {
    drafts.value = readAll();
    if (key?.startsWith(KEY)) changed(key.slice(KEY.length));
  });
}

/** A draft as it is kept now; undefined where there is none. */
export function readDraft(id: string): Draft | undefined {
  const text = recall(KEY + id);
  if (text === undefined) return id === OLD_ID ? oldDraft() : undefined;
  try {
    const { name, text: own, changed, revision } = JSON.parse(text) as Partial<Draft>;
    if (typeof own !== 'string' || typeof name !== 'string') return undefined;
    return { id, name, text: own, changed: changed ?? 0, revision: revision ?? '' };
  } catch {
    return undefined;
  }
}

/** Saves a draft over the revision that is known, '' for a new one; never over one that another tab has saved since. */
export function saveDraft({ id, name, text }: Pick<Draft, 'id' | 'name' | 'text'>, known: string): Saved {
  const kept = readDraft(id);
  if (kept !== undefined && kept.revision !== known) return 'changed elsewhere';
  const revision = token();
  const entry = { name, text, changed: Date.now(), revision };
  if (!remember(KEY + id, JSON.stringify(entry))) return 'refused';
  drafts.value = readAll();
  return { revision };
}

/** Deletes a draft; returns it, to be saved again when that was a mistake. */
export function deleteDraft(id: string): Draft | undefined {
  const kept = readDraft(id);
  forget(KEY + id);
  if (id === OLD_ID) forget(OLD);
  drafts.value = readAll();
  return kept;
}

/** An id that no other draft has. */
export function newDraftId(): string {
  return token();
}

/** A name that no draft has: the one asked for, or that with the next number. */
export function freeName(wanted: string): string {
  const taken = new Set(drafts.value.map(({ name }) => name));
  const plain = wanted.trim() === '' ? 'Untitled scenario' : wanted.trim().slice(0, 200);
  if (!taken.has(plain)) return plain;
  const stem = plain.replace(/ \(\d+\)$/, '');
  for (let n = 2; ; n++) if (!taken.has(`${stem} (${n})`)) return `${stem} (${n})`;
}

function readAll(): Draft[] {
  const ids = new Set(rememberedKeys(KEY));
  if (recall(OLD) !== undefined) ids.add(OLD_ID);
  return [...ids].flatMap((id) => readDraft(id) ?? []).sort((a, b) => b.changed - a.changed || (a.id < b.id ? -1 : 1));
}

function oldDraft(): Draft | undefined {
  const text = recall(OLD);
  return text === undefined
    ? undefined
    : { id: OLD_ID, name: recall('draftName') ?? 'own file', text, changed: 0, revision: '' };
}

function token(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
}
