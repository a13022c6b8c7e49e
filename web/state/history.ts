/** What a text was before and after, for undo and redo. Plain data: each step makes a new one. */
export interface TextHistory {
  readonly before: readonly string[];
  readonly text: string;
  readonly after: readonly string[];
  /** What the last step was about: another one about the same, soon after it, is part of it. '' for nothing. */
  readonly about: string;
  /** When the last step was [ms]. */
  readonly at: number;
}

/** Steps kept at most. */
const MOST = 300;
/** Steps about the same that come within this time of each other are one [ms]. */
const PAUSE_MS = 1200;

/** A history that begins with a text. */
export function begunWith(text: string): TextHistory {
  return { before: [], text, after: [], about: '', at: 0 };
}

/** After a step to another text; the same text is no step. */
export function stepped(history: TextHistory, text: string, about: string, at: number): TextHistory {
  if (text === history.text) return history;
  const goesOn = about !== '' && about === history.about && at - history.at <= PAUSE_MS && history.before.length > 0;
  const before = goesOn ? history.before : [...history.before.slice(1 - MOST), history.text];
  return { before, text, after: [], about, at };
}

/** One step back; the same history where there is none. */
export function undone(history: TextHistory): TextHistory {
  const text = history.before.at(-1);
  if (text === undefined) return history;
  return { before: history.before.slice(0, -1), text, after: [history.text, ...history.after], about: '', at: 0 };
}

/** One step forward again; the same history where there is none. */
export function redone(history: TextHistory): TextHistory {
  const [text, ...after] = history.after;
  if (text === undefined) return history;
  return { before: [...history.before, history.text], text, after, about: '', at: 0 };
}
