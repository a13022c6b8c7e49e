import { importsOf, resolveImport, strip } from './source.ts';
import type { SourceFile } from './source.ts';

/** The floors of sim/, lowest first: a file imports from its own folder or from a lower floor. */
export const floors = [
  'sim/kernel/',
  'sim/columns/',
  'sim/parts/',
  'sim/scenario/',
  'sim/import/',
  'sim/model/',
  'sim/measure/',
  'sim/study/',
  'sim/share/',
  'sim/simulation.ts',
  'sim/cli/',
];

/** The floors of web/, lowest first; what stands in no folder (main.tsx) is above them all. */
export const webFloors = [
  /^web\/(words|share|offline)\//,
  /^web\/engine\//,
  /^web\/state\//,
  /^web\/charts\//,
  /^web\/topology\//,
  /^web\/panels\//,
  /^web\/[^/]+$/,
];

/** What of sim/ the page may name: what describes itself, the formats, and the studies, which are handed a way to run. */
const openToWeb =
  /^sim\/(scenario\/|import\/|parts\/|study\/|share\/|measure\/(buckets|journeys|metrics|result)|kernel\/histogram)/;

const packagesOfSim: Record<string, RegExp> = {
  // Random numbers are made in one place, so that every stream has a name and a purpose.
  seedrandom: /^sim\/kernel\/streams\.ts$/,
  zod: /^sim\/(parts|scenario|measure|cli)\//,
  '@noble/hashes': /^sim\//,
};

/** The members of Math that are exactly specified, or constants. */
const exactMath = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
);

const isEngine = (path: string) => path.startsWith('sim/') && !path.startsWith('sim/cli/');
const floorOf = (path: string) => floors.findIndex((floor) => path.startsWith(floor));
const webFloorOf = (path: string) => webFloors.findIndex((floor) => floor.test(path));
const packageOf = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** What is wrong with where a file imports from, one sentence each. */
export function complaintsAboutImports({ path, text }: SourceFile): string[] {
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(`${path}: ${what}`);

  if (path.startsWith('sim/') && floorOf(path) < 0) complain(`stands on no floor (known: ${floors.join(', ')})`);

  if (path.startsWith('web/') && webFloorOf(path) < 0) complain(`stands on no floor (known: ${webFloors.join(', ')})`);

  for (const { specifier, typeOnly, text: statement } of importsOf(text)) {
    if (!specifier.startsWith('.')) {
      const name = packageOf(specifier);
      if (/^import\s+\*\s+as\s+\w+\s+from\s+'d3'/.test(statement)) {
        complain('imports all of d3: name what is needed, so that the rest stays out of the page');
      }
      if (isEngine(path) && !(packagesOfSim[name]?.test(path) ?? false)) complain(`may not import ${specifier}`);
      if (path.startsWith('web/') && specifier.startsWith('node:')) complain(`may not import ${specifier}`);
      continue;
    }
    const target = resolveImport(path, specifier);
    if (!/\.\w+$/.test(target)) complain(`imports ${specifier} without its extension`);

    if (path.startsWith('sim/')) {
      if (!target.startsWith('sim/')) {
        if (!(path.startsWith('sim/cli/') && target === 'package.json')) complain(`reaches out of sim/ to ${target}`);
      } else if (floorOf(target) > floorOf(path)) {
        complain(`reaches up to ${target}`);
      }
    } else if (path.startsWith('web/')) {
      if (target.startsWith('sim/')) {
        const worker = /^web\/engine\/.*\.worker\.ts$/.test(path);
        const wire = path.startsWith('web/engine/') && typeOnly;
        const allowed = openToWeb.test(target) || (target === 'sim/simulation.ts' && (worker || wire));
        if (!allowed) complain(`may not know ${target}`);
      } else if (/\.tsx?$/.test(target) && webFloorOf(target) > webFloorOf(path)) {
        complain(`reaches up to ${target}`);
      } else if (/^(test|tools)\//.test(target)) {
        complain(`reaches out to ${target}`);
      }
    }
  }
  return complaints;
}

/** What in an engine file could give other results in another JavaScript engine, place or run. */
export function complaintsAboutExactness({ path, text }: SourceFile): string[] {
  if (!isEngine(path)) return [];
  const complaints: string[] = [];
  const source = strip(text);
  const complain = (index: number, what: string) =>
    complaints.push(`${path}:${source.slice(0, index).split('\n').length}: ${what}`);

  for (const match of source.matchAll(/(?<![\w$.])Math\b(?:\s*\.\s*(\w+))?/g)) {
    if (!exactMath.has(match[1] ?? '')) complain(match.index, `${match[0]} is not exact everywhere`);
  }
  for (const match of source.matchAll(/(\S*)\s*\*\*=?\s*(\S*)/g)) {
    const base = /(?<![\w$.)\]])(\d+)$/.exec(match[1] ?? '')?.[1];
    const exponent = /^-?\d+(?![\w$.([])/.exec(match[2] ?? '')?.[0];
    if (!isExactPower(base, exponent)) complain(match.index, `${match[0].trim()}: ** is exact for whole powers only`);
  }
  const elsewhere = /(?<![\w$.])(Date|performance|console|Intl|crypto|globalThis|process|eval)\b(?!\s*:)/g;
  for (const match of source.matchAll(elsewhere)) complain(match.index, `names ${match[1]}`);
  for (const match of source.matchAll(/\.\s*(localeCompare|toLocale\w*)\b/g)) {
    complain(match.index, `${match[1]} depends on the place`);
  }
  return complaints;
}

/** Whole numbers up to 2^53, and every power of two, come out the same in every engine's pow. */
function isExactPower(base: string | undefined, exponent: string | undefined): boolean {
  if (base === undefined || exponent === undefined) return false;
  if (base === '2') return Math.abs(Number(exponent)) <= 1022;
  return Number(exponent) >= 0 && BigInt(base) ** BigInt(exponent) <= 2n ** 53n;
}

/** The import cycles among these files, each as the chain of paths that closes it. */
export function findCycles(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => resolveImport(path, specifier))
        .filter((target) => known.has(target)),
    ]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const chain: string[] = [];
  const visit = (path: string) => {
    const at = chain.indexOf(path);
    if (at >= 0) cycles.push([...chain.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    chain.push(path);
    for (const target of edges.get(path) ?? []) visit(target);
    chain.pop();
    done.add(path);
  };
  for (const { path } of files) visit(path);
  return cycles;
}
