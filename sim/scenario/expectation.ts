import { z } from 'zod';
import { grouped } from './grouped.ts';
import { branchesOf, discriminatorOf, literalsOf, notesOf, unwrap } from './schemaWalk.ts';

/** Says in words what may stand at a place: `a number from 0 to 1`, `"flat", "office" or an object with "hours"`. */

/** Words for what a schema expects, to follow "must be". */
export function expectation(schema: z.core.$ZodType): string {
  const inner = unwrap(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case 'number':
      return numberWords(inner, notesOf(schema).unit);
    case 'string': {
      const { maxLength } = z.toJSONSchema(inner, { io: 'input' });
      return maxLength === undefined ? 'a text' : `a text of at most ${maxLength} characters`;
    }
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'enum':
    case 'literal':
      return either(literalsOf(inner).map((value) => JSON.stringify(value)));
    case 'object': {
      const required = requiredKeys(inner);
      return required.length > 0 ? `an object with "${required.join('", "')}"` : 'an object';
    }
    case 'union': {
      const key = discriminatorOf(inner);
      const words = branchesOf(inner).flatMap((branch) => {
        const literals = literalsOf(branch);
        if (literals.length > 0) return literals.map((value) => JSON.stringify(value));
        const isKind = key !== undefined && unwrap(branch)._zod.def.type === 'object';
        return [isKind ? `an object with "${key}"` : expectation(branch)];
      });
      return either([...new Set(words)]);
    }
    default:
      return 'an object';
  }
}

/** The members that an object must have; none for any other schema. */
export function requiredKeys(schema: z.core.$ZodType): readonly string[] {
  const { def } = unwrap(schema)._zod;
  if (def.type !== 'object') return [];
  return Object.entries(def.shape).flatMap(([key, member]) => (member._zod.optin === undefined ? [key] : []));
}

function numberWords(schema: z.core.$ZodType, unit: string | undefined): string {
  const { type, minimum, maximum, exclusiveMinimum: above } = z.toJSONSchema(schema, { io: 'input' });
  const min = bound(minimum);
  const max = bound(maximum);
  const words = [type === 'integer' ? 'a whole number' : 'a number'];
  if (above !== undefined) words.push(`above ${above}`);
  if (min !== undefined && max !== undefined) words.push(`from ${min} to ${max}`);
  else if (min !== undefined) words.push(`of at least ${min}`);
  else if (max !== undefined) words.push(`${above === undefined ? 'of' : 'and'} at most ${max}`);
  if (unit !== undefined && unit !== '1') words.push(`[${unit}]`);
  return words.join(' ');
}

/** A bound that somebody stated, not the end of the exact whole numbers. */
function bound(value: number | undefined): string | undefined {
  if (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER) return undefined;
  // Up to four digits are read at a glance.
  return Number.isInteger(value) && value >= 10_000 ? grouped(value) : String(value);
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
