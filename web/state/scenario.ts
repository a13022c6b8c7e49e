import { batch, computed, signal } from '@preact/signals';
import { exampleHash, exampleNamed, readAddress, scenarioHash } from '../../sim/share/address.ts';
import type { Expectation } from '../../sim/share/expectation.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { compressor } from '../share/compressor.ts';
import { readView } from '../share/viewText.ts';
import type { View } from '../share/viewText.ts';
import { pushEntry, replaceEntry } from './entry.ts';
import { FIRST, loadExample } from './examples.ts';
import type { ReadExample } from './examples.ts';
import { clear, start } from './runner.ts';
import { newerFormat, reader, shortest } from './reader.ts';
import { runsAtOnce } from './manner.ts';
import { drafts, freeName, newDraftId, readDraft, saveDraft } from './drafts.ts';
import { lookAt, resetView } from './view.ts';

/** Where a scenario came from. */
export type Source =
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'link' }
  | { readonly kind: 'lesson'; readonly id: string }
  | { readonly kind: 'draft'; readonly id: string; readonly name: string };

/** The scenario on the page: as it was written, and as it was understood. */
export interface Opened {
  readonly source: Source;
  /** The draft of the reader's that belongs to it, as the entry of the address says; it may have gone further. */
  readonly draft: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
  readonly scenario: Scenario;
  /** What the reader may want to know about it. */
  readonly notes: readonly string[];
  /** Events that running all its designs is expected to take. */
  readonly events: number;
  /** What its link says should come of it, on its own seed. */
  readonly expected?: Expectation;
  /** What its link says to look at. */
  readonly view?: View;
}

/** Why something could not be opened; what was open stays. */
export interface Trouble {
  readonly title: string;
  readonly message: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** The scenario on the page; null until the first one is there. */
export const opened = signal<Opened | null>(null);
/** The seed that a run takes. */
export const seed = signal('');
/** What could not be opened. */
export const trouble = signal<Trouble | null>(null);
/** A draft that cannot be run as it is: whoever edits takes it up. */
export const toMend = signal<string | null>(null);

/** The scenario as it is shared: as written, with the seed of the page. */
export const shared = computed<Readonly<Record<string, unknown>> | null>(() => {
  const now = opened.value;
  if (now === null) return null;
  return seed.value === now.scenario.seed ? now.json : { ...now.json, seed: seed.value };
});

/** A scenario that takes more events than this is not run until the reader says so: it may be a stranger's. */
export const MANY_EVENTS = 2e8;

/** Only what was asked for last is opened, however long the others take to load. */
let asked = 0;

/** Begins to fetch what opening an address takes, so that it is on its way while the page is made. */
export function prepare(hash: string): void {
  const id = hash === '' ? FIRST : exampleNamed(hash);
  // Whoever opens it tells what went wrong.
  if (id === undefined) void reader();
  else loadExample(id).catch(() => undefined);
}

/** Opens what an address says, at the start and whenever it changes. */
export async function visit(hash: string): Promise<void> {
  const mine = ++asked;
  const address = await readAddress(hash, compressor);
  if (mine !== asked) return;
  switch (address.kind) {
    case 'none':
      return openExample(FIRST, 'keep');
    case 'example':
      return openExample(address.id, 'keep', address.view);
    case 'draft':
      return openDraft(draftOfEntry() ?? drafts.value[0]?.id, 'keep');
    case 'scenario':
      await open(address.json, { kind: 'link' }, 'This link holds no valid scenario', 'keep', address);
      return;
    case 'problem':
      refuse('This link cannot be opened', address.message);
  }
}

/** Opens a built-in scenario. */
export async function openExample(id: string, address: 'push' | 'keep' = 'push', view?: string): Promise<void> {
  const mine = ++asked;
  let example: ReadExample | undefined;
  try {
    example = await loadExample(id);
  } catch {
    if (mine === asked) refuse('The scenario could not be loaded', 'Check the connection and try again.');
    return;
  }
  if (mine !== asked) return;
  if (example === undefined) {
    const shown = id.length > 40 ? `${id.slice(0, 40)}…` : id;
    refuse(
      'There is no such example',
      `No built-in scenario is called “${shown}”. The list above has those that exist.`,
    );
    return;
  }
  await show(
    { source: { kind: 'example', id }, ...example, ...(view !== undefined && { view: readView(view) }) },
    address,
  );
}

/** Opens the text of a file, or pasted text. It becomes a draft of its own beside those that this browser keeps. */
export async function openText(text: string, name: string): Promise<void> {
  const source = { kind: 'draft', id: newDraftId(), name: freeName(name) } as const;
  await openSource(text, source, 'push', () => {
    saveDraft({ id: source.id, name: source.name, text }, '');
  });
}

/** Opens what a lesson is about; the address stays that of the lesson. */
export async function openLessonScenario(json: unknown, id: string): Promise<boolean> {
  return open(json, { kind: 'lesson', id }, 'This lesson cannot be run', 'keep');
}

/** Opens a changed scenario, as a link to it would. */
export async function openChanged(json: unknown): Promise<boolean> {
  return open(json, { kind: 'link' }, 'The changed scenario cannot be run', 'push');
}

/** Opens a draft that this browser keeps; one that is not valid is not run, and goes to whoever edits. */
export async function openDraft(id: string | undefined, address: 'push' | 'keep' = 'push'): Promise<void> {
  asked += 1;
  const draft = id === undefined ? undefined : readDraft(id);
  if (draft === undefined) {
    refuse(
      'There is no file here',
      'The address names a file that was opened in another browser. Ask for its link, or for the file itself.',
    );
    return;
  }
  const { text, name } = draft;
  if (await openSource(text, { kind: 'draft', id: draft.id, name }, address)) return;
  trouble.value = null;
  toMend.value = draft.id;
}

/** Puts on the page what was edited, and runs it; false where it is no valid scenario, which changes nothing. */
export async function applyEdited(json: unknown, draft: { id: string; name: string }): Promise<boolean> {
  const mine = ++asked;
  const read = await reader();
  if (mine !== asked) return false;
  if (read === undefined) return unreadable();
  const loaded = read.loadScenario(json);
  if (!loaded.ok) return false;
  const { scenario } = loaded;
  const before = opened.value;
  // A seed that was chosen beside the scenario stays chosen.
  const chosen = before !== null && seed.value !== before.scenario.seed && scenario.seed === before.scenario.seed;
  const next = chosen ? seed.value : scenario.seed;
  batch(() => {
    trouble.value = null;
    opened.value = {
      source: { kind: 'draft', ...draft },
      draft: draft.id,
      json: json as Record<string, unknown>,
      scenario,
      notes: loaded.notes,
      events: read.expectedEventsOfAll(scenario),
    };
    seed.value = next;
    if (before === null || !looksAlike(before.scenario, scenario)) resetView();
  });
  void start(scenario, next, 'or recall');
  await showAddress(before?.source.kind === 'draft' && before.source.id === draft.id ? 'replace' : 'push');
  return true;
}

/** Runs the scenario again on another seed. */
export async function reseed(text: string): Promise<void> {
  const now = opened.value;
  if (now === null) return;
  seed.value = text;
  void start(now.scenario, text);
  await showAddress('replace');
}

/** Runs the scenario again. */
export function rerun(): void {
  const now = opened.value;
  if (now !== null) void start(now.scenario, seed.value);
}

/** Has the address say what is on the page, where it said something else: when one leaves a lesson. */
export async function renewAddress(): Promise<void> {
  await showAddress('replace');
}

/** Forgets what could not be opened; the address says again what is on the page. */
export async function dismiss(): Promise<void> {
  trouble.value = null;
  await showAddress('replace');
}

/** Reports what could not be opened. */
export function refuse(title: string, message: string, problems: Trouble['problems'] = []): void {
  trouble.value = { title, message, problems };
}

/** Opens JSON text: what is wrong with its syntax is told with line and column. `valid` is called before it is on the page. */
async function openSource(
  text: string,
  source: Source & { kind: 'draft' },
  address: 'push' | 'keep',
  valid?: () => void,
): Promise<boolean> {
  const mine = ++asked;
  const title = `“${source.name}” cannot be opened`;
  const read = await reader();
  if (mine !== asked) return false;
  if (read === undefined) return unreadable();
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const syntax = read.syntaxProblem(plain);
  if (syntax !== undefined) {
    refuse(title, problemCount(1), [syntax]);
    return false;
  }
  return open(JSON.parse(plain) as unknown, source, title, address, undefined, valid);
}

/** Checks a scenario and, if it is one, puts it on the page and runs it; else reports every problem and changes nothing. */
async function open(
  json: unknown,
  source: Source,
  title: string,
  address: 'push' | 'keep',
  { expected, view }: { readonly expected?: Expectation; readonly view?: string } = {},
  valid?: () => void,
): Promise<boolean> {
  const mine = ++asked;
  const newer = newerFormat(json);
  if (newer !== undefined) {
    refuse(title, newer);
    return false;
  }
  const read = await reader();
  if (mine !== asked) return false;
  if (read === undefined) return unreadable();
  const loaded = read.loadScenario(json);
  if (!loaded.ok) {
    refuse(title, problemCount(loaded.problems.length), loaded.problems);
    return false;
  }
  const { scenario, notes } = loaded;
  valid?.();
  const events = read.expectedEventsOfAll(scenario);
  const own = { source, json: json as Record<string, unknown>, scenario, notes, events };
  const said = { ...(expected !== undefined && { expected }), ...(view !== undefined && { view: readView(view) }) };
  await show({ ...own, ...said }, address);
  return true;
}

/** Puts a scenario on the page and runs it, unless it may take long or the address says not to. */
async function show(own: Omit<Opened, 'draft'>, address: 'push' | 'keep'): Promise<void> {
  const { source, scenario, events } = own;
  const entry = address === 'keep' && source.kind !== 'lesson' ? draftOfEntry() : undefined;
  const draft = source.kind === 'draft' ? source.id : entry;
  batch(() => {
    trouble.value = null;
    opened.value = { ...own, draft };
    seed.value = scenario.seed;
    resetView();
    if (own.view !== undefined) lookAt(own.view, scenario);
  });
  const isAsked = address === 'push' || source.kind === 'lesson' || runsAtOnce;
  if (events > MANY_EVENTS || !isAsked) clear();
  else void start(scenario, scenario.seed);
  if (address === 'push') await showAddress('push');
}

function unreadable(): false {
  refuse(
    'A part of the page could not be loaded',
    'Check the connection, then reload the page: it may have been updated since it was opened.',
  );
  return false;
}

/** Writes the scenario on the page into the address, so that reload, Back and a copied address find it again. */
async function showAddress(how: 'push' | 'replace'): Promise<void> {
  const now = opened.value;
  const json = shared.value;
  if (now === null || json === null) return;
  const hash = await hashFor(now, json);
  if (opened.value !== now || hash === location.hash) return;
  if (how === 'push') pushEntry(now.draft === undefined ? null : { draft: now.draft }, hash);
  else replaceEntry(history.state, hash);
}

/** The draft that the present entry of the address was edited in. */
function draftOfEntry(): string | undefined {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'draft' in state && typeof state.draft === 'string'
    ? state.draft
    : undefined;
}

/** Whether two scenarios have the same time, streams, tiers and designs, so that one looks at them alike. */
function looksAlike(a: Scenario, b: Scenario): boolean {
  const parts = ({ run, streams, tiers, designs }: Scenario): string =>
    JSON.stringify([run.startsAt, run.durationS, Object.keys(streams), Object.keys(tiers), Object.keys(designs)]);
  return parts(a) === parts(b);
}

async function hashFor({ source, json, expected }: Opened, now: Readonly<Record<string, unknown>>): Promise<string> {
  if (source.kind === 'example' && now === json) return exampleHash(source.id);
  try {
    const hash = await scenarioHash(await shortest(now), compressor, now === json ? expected : undefined);
    // Longer ones slow the address bar down; the file is kept in this browser anyway.
    if (hash.length <= 8000 || source.kind !== 'draft') return hash;
  } catch {
    // Too big for a link.
  }
  return '#draft';
}

function problemCount(n: number): string {
  return n === 1 ? 'One thing is wrong with it:' : `${n} things are wrong with it:`;
}
