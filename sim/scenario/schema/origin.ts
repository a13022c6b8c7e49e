/** Where a figure of the format or of a preset comes from, and how far it can be trusted. */

/**
 * How far a figure can be trusted: read in a published measurement; stated by a vendor, a standard or a program's defaults; reckoned from
 * such figures; our estimate, what is only remembered included; or no claim about the world at all, but chosen.
 */
export const MARKS = ['measured', 'vendor', 'derived', 'estimate', 'chosen'] as const;

/** How far a figure can be trusted, in one word. */
export type Mark = (typeof MARKS)[number];

/** Where a figure comes from. */
export interface Origin {
  /** In words: who measured or said it, or why it was chosen. */
  readonly source: string;
  /** Year of the source; of an estimate the year it is meant for, of a choice the year it was made. */
  readonly year: number;
  readonly mark: Mark;
}

/** An origin as metadata of a field. */
export type OriginNotes = Origin & Record<string, unknown>;

/** Read in a published measurement. */
export function measured(source: string, year: number): OriginNotes {
  return { source, year, mark: 'measured' };
}

/** Stated by a vendor, a standard, or the defaults of a program in wide use. */
export function vendor(source: string, year: number): OriginNotes {
  return { source, year, mark: 'vendor' };
}

/** Our estimate, for want of a published figure. */
export function estimate(source: string, year = 2026): OriginNotes {
  return { source, year, mark: 'estimate' };
}

/** No claim about the world: a neutral value, or a setting of the study. */
export function chosen(source: string): OriginNotes {
  return { source, year: 2026, mark: 'chosen' };
}
