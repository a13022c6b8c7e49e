import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CASES } from './cases.ts';
import { differences, keptResults, resultsOf } from './results.ts';

test.each(CASES.map((golden) => [golden.name, golden] as const))(
  'results of %s are the kept ones: counts exactly, other numbers to nine digits (renew with test/golden/update.ts)',
  (_, golden) => {
    expect(differences(keptResults(golden), resultsOf(golden))).toEqual([]);
  },
);

test('every kept file belongs to a case', () => {
  const files = readdirSync(dirname(fileURLToPath(import.meta.url))).filter((name) => name.endsWith('.json'));
  expect(files.toSorted()).toEqual(CASES.map(({ name }) => `${name}.json`).toSorted());
});

test('differences are found wherever they are, and rounding is none', () => {
  const kept = { a: 1, b: { c: [0.5, 'x'], d: null }, e: 3.25 };
  expect(differences(kept, structuredClone(kept))).toEqual([]);
  expect(differences(kept, { ...kept, e: 3.25 * (1 + 5e-10) })).toEqual([]);
  expect(differences(kept, { ...kept, e: 3.25 * (1 + 5e-9) })).toHaveLength(1);
  expect(differences(kept, { ...kept, a: 2 })).toEqual(['/a: 1 is now 2']);
  expect(differences(kept, { ...kept, b: { c: [0.5, 'y', 1], d: 0 } })).toEqual([
    '/b/c/1: "x" is now "y"',
    '/b/c/2: undefined is now 1',
    '/b/d: null is now 0',
  ]);
  expect(differences({ n: 1_000_000_001 }, { n: 1_000_000_002 })).toHaveLength(1);
});
