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

/** Where two plain values differ, leaf by leaf, in the order of their keys. What only one has is told as a whole, what is absent (null) in words. */
export function differences(mine: unknown, base: unknown, path = ''): Difference[] {
  if (!isGroup(mine) || !isGroup(base)) {
    const pair = { path, mine: said(mine, path), base: said(base, path) };
    return pair.mine === pair.base ? [] : [pair];
  }
  return [...new Set([...Object.keys(base), ...Object.keys(mine)])].flatMap((key) =>
    differences(mine[key], base[key], path === '' ? key : `${path}.${key}`),
  );
}

type Group = Readonly<Record<string, unknown>>;

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** So many members of a whole are told; how many there are more is said. */
const MOST = 4;

function said(value: unknown, path: string): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return ABSENT.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'none';
  if (!isGroup(value)) return JSON.stringify(value);
  const plain = [...leaves(value, '')];
  const told = plain.slice(0, MOST).map(([key, text]) => `${key} ${text}`);
  return told.join(', ') + (plain.length > MOST ? ` and ${plain.length - MOST} more` : '');
}

/** The plain values of a whole with their places; what is absent says nothing. */
function* leaves(value: unknown, path: string): Generator<[string, string]> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    yield [path, JSON.stringify(value)];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
