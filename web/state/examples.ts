/** A built-in scenario. */
export interface Example {
  readonly id: string;
  readonly name: string;
}

// The names at once, alone (the bundler leaves the rest out); a file's text when it is asked for.
const names = import.meta.glob<string>(['../../scenarios/*.json', '!../../scenarios/scenario.schema.json'], {
  eager: true,
  import: 'name',
});
const texts = import.meta.glob<string>(['../../scenarios/*.json', '!../../scenarios/scenario.schema.json'], {
  query: '?raw',
  import: 'default',
});

const idOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');
const loaders = new Map(Object.entries(texts).map(([path, load]) => [idOf(path), load]));

/** The one that opens first. */
export const FIRST = loaders.has('spam-heavy-monday') ? 'spam-heavy-monday' : ([...loaders.keys()][0] ?? '');

/** The built-in scenarios, the first one first, the others by name. */
export const EXAMPLES: readonly Example[] = Object.entries(names)
  .map(([path, name]) => ({ id: idOf(path), name: name || spelledOut(idOf(path)) }))
  .sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST) || (a.name < b.name ? -1 : 1));

/** The scenario as its file states it; undefined where there is no such example. */
export async function loadExample(id: string): Promise<unknown> {
  const text = await loaders.get(id)?.();
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function spelledOut(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
