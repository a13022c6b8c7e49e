import type { z } from 'zod';
import { requiredKeys } from '../../../sim/scenario/expectation.ts';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import { defaultRoutes } from '../../../sim/scenario/routes.ts';
import { branchesOf, memberOf, stepInto, unwrap, valueAt } from '../../../sim/scenario/schemaWalk.ts';
import { boundsOf } from './describe.ts';
import type { Change, Path } from './patch.ts';
import { suggestionsAt } from './suggest.ts';

/** Makes new parts of a scenario: the least that is valid, naming what there is. */

type Schema = z.core.$ZodType;

/** The least value that a schema takes at a place; members of `like` that fit are kept. */
export function least(schema: Schema, path: Path, whole: unknown, like?: unknown): unknown {
  const inner = unwrap(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case 'object': {
      const kept = Object.keys(def.shape).filter((key) => memberOf(like, key) !== undefined);
      const keys = Object.keys(def.shape).filter((key) => kept.includes(key) || requiredKeys(inner).includes(key));
      return Object.fromEntries(
        keys.map((key) => {
          const member = def.shape[key] as Schema;
          const { def: own } = unwrap(member)._zod;
          const old = memberOf(like, key);
          const fits = old !== undefined && own.type !== 'literal';
          return [key, fits ? old : least(member, [...path, key], whole)];
        }),
      );
    }
    case 'number': {
      const { min, max } = boundsOf(schema);
      return Math.min(Math.max(1, min ?? 0), max ?? Infinity);
    }
    case 'string':
      return suggestionsAt(whole, path)?.[0]?.value ?? (path.at(-1) === 'id' ? 'new' : '');
    case 'boolean':
      return false;
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'array': {
      return Array.from({ length: boundsOf(inner).min ?? 0 }, (_, i) => least(def.element, [...path, i], whole));
    }
    case 'union':
      return least(branchesOf(inner)[0] ?? schema, path, whole, like);
    default:
      return {};
  }
}

/** A name that is not among those taken: `ham 2`, `ham 3`, … or the plain one. */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, '');
  for (let n = 2; ; n++) if (!taken.includes(`${stem} ${n}`)) return `${stem} ${n}`;
}

/** The changes that add a member of its least content to a record. */
export function addition(schema: Schema, record: Path, whole: unknown): Change[] {
  const of = stepInto(schema, 'new', undefined);
  const taken = Object.keys(membersAt(whole, record));
  if (of === undefined) return [];
  const kind = String(record.at(-1)).replace(/s$/, '');
  const tiers = Object.keys(membersAt(whole, ['tiers']));
  // A design runs the tiers that the scenario has.
  const lacking =
    record[0] === 'designs' && record[2] === 'tiers' ? tiers.find((tier) => !taken.includes(tier)) : undefined;
  const id = lacking ?? freeId(`new ${kind}`, taken);
  const made = least(of, [...record, id], whole);
  if (record[0] === 'designs' && record.length === 1) {
    const pool = { model: 'reference', hosts: Math.max(1, tiers.length), hypervisor: {} };
    const run = Object.fromEntries(tiers.map((tier) => [tier, { pool: 'hosts', vcpus: 1 }]));
    return [{ path: [...record, id], value: { pools: { hosts: pool }, tiers: run } }];
  }
  if (record[0] === 'streams') {
    const stream = { ...(made as object), arrivals: { process: 'poisson', perS: 1 } };
    return [{ path: [...record, id], value: stream }];
  }
  const passed = record[0] === 'tiers' && valueAt(whole, ['routes']) === undefined ? defaultRoutes([...tiers, id]) : {};
  if (!Object.values(passed).some((route) => route.includes(id))) return [{ path: [...record, id], value: made }];
  // Mail passes it at once, so every design has to run it.
  const runs = Object.entries(membersAt(whole, ['designs'])).flatMap(([design, { pools }]): Change[] => {
    const [pool] = Object.keys(isJsonObject(pools) ? pools : {});
    return pool === undefined ? [] : [{ path: ['designs', design, 'tiers', id], value: { pool } }];
  });
  return [{ path: [...record, id], value: made }, ...runs];
}

/** The changes that remove a member or item; a tier goes from routes and designs too. What else names it is reported. */
export function removal(path: Path, whole: unknown): Change[] {
  const gone = { path, value: undefined };
  const [first, tier] = path;
  if (first !== 'tiers' || path.length !== 2 || typeof tier !== 'string') return [gone];
  const runs = Object.entries(membersAt(whole, ['designs'])).flatMap(([design, { tiers }]): Change[] =>
    isJsonObject(tiers) && Object.hasOwn(tiers, tier)
      ? [{ path: ['designs', design, 'tiers', tier], value: undefined }]
      : [],
  );
  const routes = valueAt(whole, ['routes']);
  const passes = Object.entries(isJsonObject(routes) ? routes : {}).flatMap(([direction, route]): Change[] =>
    Array.isArray(route) && route.includes(tier)
      ? [{ path: ['routes', direction], value: route.filter((step) => step !== tier) }]
      : [],
  );
  return [gone, ...runs, ...passes];
}

function membersAt(whole: unknown, path: Path): Readonly<Record<string, Record<string, unknown>>> {
  const value = valueAt(whole, path);
  return isJsonObject(value) ? (value as Record<string, Record<string, unknown>>) : {};
}
