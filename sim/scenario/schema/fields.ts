import { z } from 'zod';

/**
 * Small builders for the fields of the format. Each puts the description and the unit into the schema's metadata,
 * from where the editor's hints, the JSON Schema and the documentation take them.
 */

/** What the metadata of a field may say beside its description. */
export interface FieldNotes {
  /** Unit of the value, in brackets nowhere: `s`, `ms`, `KB`, `W`, `1` for a share. */
  unit?: string;
}

interface Range extends FieldNotes {
  min?: number;
  max?: number;
  /** The lower bound itself is not allowed. */
  above?: number;
}

/** A finite number in a range, with its meaning and unit. */
export function num(description: string, { min, max, above, ...notes }: Range = {}): z.ZodNumber {
  let field = z.number();
  if (min !== undefined) field = field.min(min);
  if (above !== undefined) field = field.gt(above);
  if (max !== undefined) field = field.max(max);
  return field.meta({ description, ...notes });
}

/** A whole number in a range, with its meaning. */
export function whole(description: string, { min = 0, max = 1e9, ...notes }: Range = {}): z.ZodNumber {
  return z
    .int()
    .min(min)
    .max(max)
    .meta({ description, ...notes });
}

/** A share or probability, 0 to 1. */
export function share(description: string, notes: FieldNotes = {}): z.ZodNumber {
  return num(description, { min: 0, max: 1, unit: '1', ...notes });
}

/** A text of bounded length: a scenario may come from a stranger's link. */
export function text(description: string, maxLength = 200): z.ZodString {
  return z.string().max(maxLength).meta({ description });
}

/** The key of a stream, tier, pool, design, stage or incident: it appears in pointers, file names and the page. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,47}$/,
    'must be 1 to 48 letters, digits, spaces, ".", "_" or "-", beginning with a letter or digit',
  )
  .refine((key) => !['__proto__', 'constructor', 'prototype'].includes(key), 'this name is reserved');

/** A record from ids to values with at most `most` entries. */
export function named<T extends z.ZodType>(of: T, description: string, most: number) {
  return z
    .record(id, of)
    .refine((record) => Object.keys(record).length <= most, `at most ${most} entries`)
    .meta({ description });
}
