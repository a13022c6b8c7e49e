import { z } from 'zod';
import { expectation, requiredKeys } from './expectation.ts';
import { isJsonObject } from './mergePatch.ts';
import { nearest, quoted } from './nearest.ts';
import { problemAt, shown, type PathStep, type Problem } from './problem.ts';
import {
  allowsNull,
  branchesOf,
  branchOf,
  discriminatorOf,
  discriminatorValues,
  knownKeys,
  literalsOf,
  memberOf,
  notesOf,
  schemaAt,
  stepInto,
  valueAt,
} from './schemaWalk.ts';

/** Turns what the schema finds wrong with a value into lines that a person can act on. */

type Issue = z.core.$ZodIssue;

/** What is needed to explain issues. */
interface Place {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  /** Where the value stands in the scenario. */
  readonly base: readonly PathStep[];
}

/** The words for one that is not known: the nearest known one if there is one, else all of them. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const hint =
    near === undefined ? (known.length === 0 ? '' : `; known: ${quoted(known)}`) : `; did you mean "${near}"?`;
  return `unknown ${what} ${shown(word)}${hint}`;
}

/** Every problem that a schema has with a value, in the order of the schema; empty when it has none. `base` is where the value stands. */
export function schemaProblems(schema: z.core.$ZodType, value: unknown, base: readonly PathStep[] = []): Problem[] {
  const outcome = z.safeParse(schema, value);
  if (outcome.success) return [];
  return outcome.error.issues.flatMap((issue) => explain(issue, { schema, value, base }));
}

function explain(issue: Issue, { schema, value, base }: Place): Problem[] {
  const within = issue.path as PathStep[];
  const steps = [...base, ...within];
  const here = valueAt(value, within);
  const at = evident(schemaAt(schema, within, value) ?? schema, here);
  const one = (message: string, more: readonly PathStep[] = []) => [problemAt([...steps, ...more], message)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => one(unknownKey(at, here, key), [key]));
    case 'invalid_key': {
      const why = issue.issues[0]?.message ?? 'invalid name';
      return one(`invalid name, ${why}: ${shown(within.at(-1))}`);
    }
    case 'invalid_union': {
      // Where the discriminator is the trouble, the issue may stand at it or at its object.
      const up = issue.discriminator !== undefined && issue.discriminator === within.at(-1) ? -1 : undefined;
      const union = within.slice(0, up);
      return explainUnion({
        schema: schemaAt(schema, union, value) ?? schema,
        value: valueAt(value, union),
        base: [...base, ...union],
      });
    }
    case 'invalid_value':
      if (here === undefined) return one(missing(at));
      return typeof here === 'string'
        ? one(unknownWord(String(steps.at(-1) ?? 'value'), here, literalsOf(at).map(String)))
        : one(`must be ${expectation(at)}: ${shown(here)}`);
    case 'too_small':
    case 'too_big':
      if (Array.isArray(here)) return one(lengthWords(issue, here.length));
      if (typeof here === 'string') return one(`must be ${expectation(at)}, not ${here.length}`);
      return one(`must be ${expectation(at)}: ${shown(here)}`);
    case 'invalid_type':
      if (here === undefined) return one(missing(at));
      return one(`must be ${expectation(at)}${allowsNull(at) ? ' or null' : ''}: ${shown(here)}`);
    default:
      return one(isJsonObject(here) || Array.isArray(here) ? issue.message : `${issue.message}: ${shown(here)}`);
  }
}

/** The branch of a union that a number, text or list evidently means. */
function evident(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  return isJsonObject(value) || branchesOf(schema).length === 0 ? schema : (branchOf(schema, value) ?? schema);
}

/** A union is explained by the branch that was evidently meant. */
function explainUnion({ schema, value, base }: Place): Problem[] {
  const key = discriminatorOf(schema);
  if (value === undefined) return [problemAt(base, missing(schema))];
  if (isJsonObject(value) && key !== undefined) {
    const kind = value[key];
    const known = discriminatorValues(schema);
    if (kind === undefined) return [problemAt([...base, key], `missing; known: ${quoted(known)}`)];
    const name = typeof kind === 'string' ? kind : shown(kind);
    if (!known.includes(name)) return [problemAt([...base, key], unknownWord(key, name, known))];
    const forms = formsOf(schema, key, kind);
    const given = Object.keys(value).filter((name) => name !== key);
    if (forms.length > 1 && !forms.some((form) => form.every((name) => given.includes(name)))) {
      const needed = forms.map((form) => form.join(' and ')).join(', or ');
      return [problemAt(base, `${shown(kind)} needs ${needed}: ${shown(value)}`)];
    }
  }
  const branch = branchOf(schema, value);
  if (!branch) return [problemAt(base, `must be ${expectation(schema)}: ${shown(value)}`)];
  if (literalsOf(branch).length > 0 && typeof value === 'string') {
    const known = branchesOf(schema).flatMap((b) => literalsOf(b).map(String));
    return [problemAt(base, unknownWord(String(base.at(-1) ?? 'value'), value, known))];
  }
  return schemaProblems(branch, value, base);
}

/** The required members, the discriminator aside, of each branch with that discriminator. */
function formsOf(union: z.core.$ZodType, key: string, kind: unknown): readonly (readonly string[])[] {
  return branchesOf(union)
    .filter((branch) => {
      const member = stepInto(branch, key, undefined);
      return member !== undefined && literalsOf(member).includes(kind);
    })
    .map((branch) => requiredKeys(branch).filter((name) => name !== key));
}

function unknownKey(at: z.core.$ZodType, here: unknown, key: string): string {
  const known = knownKeys(at, here);
  // A key that is not there yet was meant sooner than one that is.
  const unused = known.filter((name) => memberOf(here, name) === undefined);
  const near = nearest(key, unused) ?? nearest(key, known);
  return unknownWord('key', key, near === undefined ? known : [near]);
}

function missing(at: z.core.$ZodType): string {
  const { description } = notesOf(at);
  // A bare word like "Mean" says no more than the key does.
  if (description === undefined || !description.includes(' ')) return `missing; must be ${expectation(at)}`;
  return `missing; ${/^[A-Z][a-z]/.test(description) ? description[0].toLowerCase() + description.slice(1) : description}`;
}

function lengthWords(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, length: number): string {
  const [bound, words] = issue.code === 'too_small' ? [issue.minimum, 'at least'] : [issue.maximum, 'at most'];
  return `must have ${issue.exact ? 'exactly' : words} ${bound} ${bound === 1 ? 'item' : 'items'}, not ${length}`;
}
