import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulate } from '../support/simulate.ts';
import type { GoldenCase } from './cases.ts';

/** Digits kept of a number: more than are compared, so that a file changes only where something did. */
const KEPT = 12;
/** Digits that must agree. */
const SAME = 1e-9;

/** Where the results of a case are kept. */
export function fileOf({ name }: GoldenCase): string {
  return join(dirname(fileURLToPath(import.meta.url)), `${name}.json`);
}

/** The results of every design of a case, numbers rounded to the digits that are kept. */
export function resultsOf({ scenario }: GoldenCase): unknown {
  const designs = Object.keys(scenario.designs).map((id) => [id, simulate(scenario, scenario.seed, id).result]);
  const text = JSON.stringify(Object.fromEntries(designs), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(KEPT)) : value,
  );
  return JSON.parse(text);
}

/** The results that are kept for a case. */
export function keptResults(golden: GoldenCase): unknown {
  return JSON.parse(readFileSync(fileOf(golden), 'utf8'));
}

/** Where two results differ, one line each: counts and words in anything, other numbers beyond the ninth digit. */
export function differences(kept: unknown, found: unknown, path = ''): string[] {
  if (typeof kept === 'number' && typeof found === 'number') {
    const isCount = Number.isInteger(kept) && Number.isInteger(found);
    const isSame = isCount
      ? kept === found
      : Math.abs(kept - found) <= SAME * Math.max(Math.abs(kept), Math.abs(found));
    return isSame ? [] : [`${path}: ${kept} is now ${found}`];
  }
  if (isRecord(kept) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(kept), ...Object.keys(found)])];
    return keys.flatMap((key) => differences(kept[key], found[key], `${path}/${key}`));
  }
  return Object.is(kept, found) ? [] : [`${path}: ${JSON.stringify(kept)} is now ${JSON.stringify(found)}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
