import { signal } from '@preact/signals';

/** A built-in scenario. */
export interface Example {
  readonly id: string;
  /** Its own name once it is loaded; made from the id before. */
  readonly name: string;
}

// Lazily: a file is fetched when it is asked for.
const files = import.meta.glob<unknown>(['../../scenarios/*.json', '!../../scenarios/scenario.schema.json'], {
  import: 'default',
});

const loaders = new Map(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), load]));

/** The one that opens first. */
export const FIRST = loaders.has('spam-heavy-monday') ? 'spam-heavy-monday' : ([...loaders.keys()][0] ?? '');

/** The built-in scenarios, the first one first. */
export const examples = signal<readonly Example[]>(
  [...loaders.keys()]
    .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1))
    .map((id) => ({ id, name: spelledOut(id) })),
);

/** The scenario as its file states it; undefined where there is no such example. */
export async function loadExample(id: string): Promise<unknown> {
  const json = await loaders.get(id)?.();
  const name = nameIn(json);
  if (name !== undefined) {
    examples.value = examples.value.map((example) => (example.id === id ? { id, name } : example));
  }
  return json;
}

/** Fetches the other examples too, when there is time, so that the picker shows their real names. */
export async function loadNames(): Promise<void> {
  for (const { id } of examples.value) {
    // A missing file only means that the name made from the id stays.
    await loadExample(id).catch(() => undefined);
  }
}

function nameIn(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('name' in json)) return undefined;
  return typeof json.name === 'string' ? json.name : undefined;
}

function spelledOut(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
