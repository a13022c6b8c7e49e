import type { Quantity } from './numbers.ts';

/** One number of a card: a design's value of a measure, with a bar to compare by eye. */
export interface Row {
  /** Index of the design. */
  readonly design: number;
  readonly value: Quantity;
  /** The numbers beside it, in words. */
  readonly note: string;
  /** Length of its bar, 0 … 1; null where there is nothing to draw. */
  readonly bar: number | null;
  /** A mark on the bar's scale, such as the peak; null for none. */
  readonly mark: number | null;
  /** Something is wrong here. */
  readonly bad: boolean;
}

/** Rows that belong together: one tier, or all (`name` null). */
export interface Group {
  readonly name: string | null;
  readonly rows: readonly Row[];
}

/** A verdict card: a question, its answer in a sentence, and the numbers behind it. */
export interface Card {
  readonly id: string;
  readonly title: string;
  /** What is measured and how to read it. */
  readonly what: string;
  /** The answer, computed from the numbers. */
  readonly verdict: string;
  readonly groups: readonly Group[];
}

/** A row with the parts that most rows leave out filled in. */
export function row(parts: Pick<Row, 'design' | 'value'> & Partial<Row>): Row {
  return { note: '', bar: null, mark: null, bad: false, ...parts };
}

/** A value over the largest of its kind, for a bar; null where there is nothing to compare. */
export function part(value: number | null | undefined, most: number): number | null {
  return value === null || value === undefined || !Number.isFinite(value) || !(most > 0) ? null : value / most;
}
