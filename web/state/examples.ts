import type { Scenario } from '../../sim/scenario/schema/scenario.ts';

/** A built-in scenario. */
export interface Example {
  readonly id: string;
  readonly name: string;
}

/** A scenario as its file states it, and as it is understood. */
export interface ReadExample {
  readonly json: Readonly<Record<string, unknown>>;
  readonly scenario: Scenario;
  /** What the reader may want to know about it. */
  readonly notes: readonly string[];
  /** Events that running all its designs is expected to take. */
  readonly events: number;
}

// The names at once, alone (the bundler leaves the rest out); a scenario when it is asked for. They are read when the page is built
// (tools/readScenarios.mjs): the page is there half a second sooner than if it had to fetch the schema and check them.
const names = import.meta.glob<string>(['../../scenarios/*.json', '!../../scenarios/scenario.schema.json'], {
  eager: true,
  import: 'name',
});
const scenarios = import.meta.glob<ReadExample>(['../../scenarios/*.json', '!../../scenarios/scenario.schema.json'], {
  query: '?read',
  import: 'default',
});

const idOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');
const loaders = new Map(Object.entries(scenarios).map(([path, load]) => [idOf(path), load]));

/** The one that opens first. */
export const FIRST = loaders.has('spam-heavy-monday') ? 'spam-heavy-monday' : ([...loaders.keys()][0] ?? '');

/** The built-in scenarios, the first one first, the others by name. */
export const EXAMPLES: readonly Example[] = Object.entries(names)
  .map(([path, name]) => ({ id: idOf(path), name: name || spelledOut(idOf(path)) }))
  .sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST) || (a.name < b.name ? -1 : 1));

/** A built-in scenario; undefined where there is no such example. Rejects when it cannot be fetched. */
export async function loadExample(id: string): Promise<ReadExample | undefined> {
  return loaders.get(id)?.();
}

function spelledOut(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
