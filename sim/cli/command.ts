/** What a command of the command line says of itself, and the errors that end one. */

/** An option of a command. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** What the value is called in the help, like `FILE`; for options of type string. */
  readonly value?: string;
  readonly about: string;
}

/** The options of a command by their names. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What was given: the values of options (every one in a list, a boolean as `true`), and the other words. */
export interface Given {
  readonly options: Readonly<Record<string, readonly (string | true)[]>>;
  readonly words: readonly string[];
}

/** A command. */
export interface Command {
  readonly name: string;
  /** The words after the name, like `FILE`. */
  readonly words: string;
  readonly summary: string;
  /** More than the summary, for the command's own help; lines end where they end here. */
  readonly about?: string;
  readonly options: OptionSpecs;
  /** Fewest and most words. */
  readonly arity: readonly [least: number, most: number];
  /** Does it; returns the exit code. */
  readonly run: (given: Given) => number | Promise<number>;
}

/** Exit codes: done; with --check, an objective was missed; bad input or usage; ended by Ctrl-C. */
export const Exit = { done: 0, missed: 1, bad: 2, interrupted: 130 } as const;

/** Wrong usage or unreadable input: its message goes to standard error, one line per problem, and the exit code is 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  /** Lines for people. */
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}
