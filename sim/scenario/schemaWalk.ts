import { z } from 'zod';
import { isJsonObject } from './mergePatch.ts';
import type { PathStep } from './problem.ts';
import type { Origin } from './schema/origin.ts';

/** Looks into a schema: what may stand at a place, for messages and hints. */

type Known = z.core.$ZodTypes;

/** The schema behind defaults, optionality and null. */
export function unwrap(schema: z.core.$ZodType): Known {
  const { def } = (schema as Known)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
      return unwrap(def.innerType);
    case 'pipe':
      return unwrap(def.in);
    default:
      return schema as Known;
  }
}

/** Whether null may stand where the schema does. */
export function allowsNull(schema: z.core.$ZodType): boolean {
  const { def } = (schema as Known)._zod;
  if (def.type === 'nullable') return true;
  return 'innerType' in def && def.type !== 'promise' && allowsNull(def.innerType);
}

/** The member of an object, an array or a record's place, or the union's branch that a value evidently means. */
export function stepInto(schema: z.core.$ZodType, step: PathStep, value: unknown): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
    case 'record':
      return def.valueType;
    case 'array':
      return def.element;
    case 'union': {
      const branch = branchOf(inner, value);
      return branch && stepInto(branch, step, value);
    }
    default:
      return undefined;
  }
}

/** The schema at a path of a value, unwrapped no further than its last step; undefined where the schema knows no such place. */
export function schemaAt(
  schema: z.core.$ZodType,
  steps: readonly PathStep[],
  value: unknown,
): z.core.$ZodType | undefined {
  let at: z.core.$ZodType | undefined = schema;
  let here = value;
  for (const step of steps) {
    if (!at) return undefined;
    at = stepInto(at, step, here);
    here = memberOf(here, step);
  }
  return at;
}

/** The member of a JSON value, undefined where it has none. */
export function memberOf(value: unknown, step: PathStep): unknown {
  if (Array.isArray(value)) return (value as unknown[])[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** The value at a path, undefined where there is none. */
export function valueAt(value: unknown, steps: readonly PathStep[]): unknown {
  return steps.reduce(memberOf, value);
}

/** The names of an object's members, of a record's fixed keys, or of the evident branch of a union. */
export function knownKeys(schema: z.core.$ZodType, value: unknown): readonly string[] {
  const inner = unwrap(schema);
  const { def } = inner._zod;
  if (def.type === 'object') return Object.keys(def.shape);
  if (def.type === 'record') return literalsOf(def.keyType).map(String);
  if (def.type === 'union') {
    const branch = branchOf(inner, value);
    return branch ? knownKeys(branch, value) : [];
  }
  return [];
}

/** The values of an enumeration or literal, else none. */
export function literalsOf(schema: z.core.$ZodType): readonly unknown[] {
  const { def } = unwrap(schema)._zod;
  if (def.type === 'enum') return Object.values(def.entries);
  return def.type === 'literal' ? def.values : [];
}

/** The branches of a union. */
export function branchesOf(union: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = unwrap(union)._zod;
  return def.type === 'union' ? def.options : [];
}

/** The member by which the branches of a union are told apart, like `process`, `policy`, `kind` or `dist`. */
export function discriminatorOf(union: z.core.$ZodType): string | undefined {
  const { def } = unwrap(union)._zod;
  if (def.type !== 'union') return undefined;
  if ('discriminator' in def) return String(def.discriminator);
  const objects = def.options.map(unwrap).flatMap(({ _zod: { def } }) => (def.type === 'object' ? [def.shape] : []));
  const first = objects[0];
  if (!first || objects.length < 2) return undefined;
  return Object.keys(first).find((key) => objects.every((shape) => shape[key] && literalsOf(shape[key]).length === 1));
}

/** The values that the discriminator of a union may have, each once. */
export function discriminatorValues(union: z.core.$ZodType): readonly string[] {
  const key = discriminatorOf(union);
  if (key === undefined) return [];
  const values = branchesOf(union).flatMap((branch) => {
    const member = stepInto(branch, key, undefined);
    return member ? literalsOf(member).map(String) : [];
  });
  return [...new Set(values)];
}

/** The branch of a union that a value evidently means: of its kind, with its discriminator, sharing most members with it. */
export function branchOf(union: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  const branches = branchesOf(union);
  const key = discriminatorOf(union);
  if (isJsonObject(value)) {
    const objects = branches.filter((branch) => unwrap(branch)._zod.def.type === 'object');
    const meant =
      key === undefined
        ? objects
        : objects.filter((branch) => {
            const member = stepInto(branch, key, undefined);
            return member !== undefined && literalsOf(member).includes(value[key]);
          });
    const shared = (branch: z.core.$ZodType) => {
      const keys = knownKeys(branch, value);
      return keys.filter((name) => Object.hasOwn(value, name)).length - keys.length / 1000;
    };
    return meant.toSorted((a, b) => shared(b) - shared(a))[0];
  }
  const type = Array.isArray(value) ? 'array' : typeof value;
  return branches.find((branch) => {
    const { def } = unwrap(branch)._zod;
    return def.type === type || (type === 'string' && (def.type === 'enum' || def.type === 'literal'));
  });
}

/** What a schema's metadata says: of a default that is a number, also where it comes from. */
export interface Notes extends Partial<Origin> {
  readonly description?: string;
  readonly unit?: string;
}

/** Description, unit and source of the field at a schema; those of the wrapped one where the wrapper has none. */
export function notesOf(schema: z.core.$ZodType): Notes {
  const own = z.globalRegistry.get(schema) as Notes | undefined;
  const { def } = (schema as Known)._zod;
  const within = 'innerType' in def && def.type !== 'promise' ? notesOf(def.innerType) : {};
  return { ...within, ...own };
}
