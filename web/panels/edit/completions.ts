import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { getLocation } from 'jsonc-parser';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import {
  branchesOf,
  discriminatorValues,
  knownKeys,
  literalsOf,
  notesOf,
  schemaAt,
  stepInto,
  unwrap,
  valueAt,
} from '../../../sim/scenario/schemaWalk.ts';
import { scenario } from '../../../sim/scenario/schema/scenario.ts';
import { checked } from './check.ts';
import { mayBe } from './describe.ts';
import type { Path } from './patch.ts';
import { suggestionsAt } from './suggest.ts';

/** What may stand at the cursor: keys of the format that are not there yet, names of the preset's parts, and the values that a field takes. */
export function completions(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  const { path, isAtPropertyKey, previousNode } = getLocation(text, context.pos);
  const word = context.matchBefore(/"?[\w @./*-]*/);
  const inNode = previousNode !== undefined && previousNode.offset < context.pos && isAround(previousNode, context.pos);
  const from = inNode ? previousNode.offset : (word?.from ?? context.pos);
  const to = inNode ? previousNode.offset + previousNode.length : context.pos;
  if (!context.explicit && !inNode && (word === null || word.from === word.to)) return null;
  const options = isAtPropertyKey
    ? keysAt(path.slice(0, -1), /^\s*:/.test(text.slice(to)))
    : valuesAt(path, context.pos);
  return options.length === 0 ? null : { from, to, options, validFor: /^"?[\w @./*-]*"?$/ };
}

function isAround(node: { offset: number; length: number; type: string }, at: number): boolean {
  return at <= node.offset + node.length && node.type !== 'object' && node.type !== 'array';
}

/** Keys that may stand in an object, those that the file itself does not have yet. */
export function keysAt(path: Path, hasColon = false): Completion[] {
  const { whole, json } = checked.peek();
  const value = valueAt(whole, path);
  const schema = schemaAt(scenario, path, whole);
  if (schema === undefined) return [];
  const there = valueAt(json, path);
  const written = isJsonObject(there) ? Object.keys(there) : [];
  const known = knownKeys(schema, value);
  const names = isJsonObject(value) ? Object.keys(value) : [];
  const first = path.length === 0 ? ['extends'] : [];
  return [...new Set([...first, ...known, ...names])]
    .filter((key) => !written.includes(key))
    .map((key): Completion => {
      const member = key === 'extends' ? undefined : stepInto(schema, key, value);
      const notes = member === undefined ? {} : notesOf(member);
      return {
        label: JSON.stringify(key),
        apply: hasColon ? JSON.stringify(key) : `${JSON.stringify(key)}: `,
        type: 'property',
        detail: notes.unit === undefined || notes.unit === '1' ? '' : notes.unit,
        info: [notes.description, member === undefined ? '' : mayBe(member)].filter(Boolean).join('. '),
      };
    });
}

/** Values that may stand at a place. */
export function valuesAt(path: Path, _at = 0): Completion[] {
  const { whole } = checked.peek();
  const known = suggestionsAt(whole, path);
  if (known !== undefined)
    return known.map(({ value, words }) => ({
      label: JSON.stringify(value),
      type: 'constant',
      detail: words === value ? '' : words,
    }));
  const schema = schemaAt(scenario, path, whole);
  if (schema === undefined) return discriminatorsAt(path, whole);
  const { def } = unwrap(schema)._zod;
  const words =
    def.type === 'boolean'
      ? [true, false]
      : def.type === 'union'
        ? branchesOf(schema).flatMap((branch) => literalsOf(branch))
        : literalsOf(schema);
  const more =
    words.length > 0 ? words : discriminatorsAt(path, whole).map(({ label }) => JSON.parse(label) as unknown);
  return more.map((word) => ({ label: JSON.stringify(word), type: 'enum' }));
}

/** The kinds that a union's object may be of, at the member that says which. */
function discriminatorsAt(path: Path, whole: unknown): Completion[] {
  const around = schemaAt(scenario, path.slice(0, -1), whole);
  const values = around === undefined ? [] : discriminatorValues(around);
  const names = ['dist', 'process', 'policy', 'kind'];
  if (!names.includes(String(path.at(-1)))) return [];
  return values.map((word) => ({ label: JSON.stringify(word), type: 'enum' }));
}
