/** A place where two values differ, with what stands there in each; undefined where there is nothing. */
export interface Difference {
  readonly path: string;
  readonly mine: string | undefined;
  readonly base: string | undefined;
}

/** What the absence of a member means, in the words of the format's schema; of any other, that there is no such thing. */
const ABSENT: ReadonlyMap<string, string> = new Map([
  ['slots', 'unlimited'],
  ['backlog', 'unlimited'],
  ['vcpus', 'all cores of the host'],
  ['limitCores', 'its processors'],
  ['memoryGB', 'that of the model'],
  ['zones', 'any'],
  ['bootS', 'that of the pool'],
  ['pinned', 'placed by the pool'],
]);

/** Where two plain values differ, leaf by leaf, in the order of their keys. What is absent (null) is said in words. */
export function differences(mine: unknown, base: unknown): Difference[] {
  const [a, b] = [new Map(leaves(mine, '')), new Map(leaves(base, ''))];
  return [...new Set([...b.keys(), ...a.keys()])].flatMap((path) => {
    const pair = { path, mine: a.get(path), base: b.get(path) };
    return pair.mine === pair.base ? [] : [pair];
  });
}

function* leaves(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value !== 'object' || value === null) {
    if (value === null) yield [path, ABSENT.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'none'];
    else if (value !== undefined) yield [path, JSON.stringify(value)];
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) yield [path, Array.isArray(value) ? '[]' : '{}'];
  for (const [key, inner] of entries) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
