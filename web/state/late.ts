import { batch, signal } from '@preact/signals';

/** What is asked about mail that was late: a moment on a chart, or the slowest of the whole run. */
export interface Question {
  readonly design: string;
  readonly stream: string;
  /** End of the sample [s]; null for the whole run. */
  readonly atS: number | null;
}

/** A message: the same in every design. */
export interface MessageId {
  readonly stream: string;
  readonly number: number;
}

/** What is asked; null for nothing yet. */
export const question = signal<Question | null>(null);

/** The message whose journey is shown; null for the first of the list. */
export const message = signal<MessageId | null>(null);

/** How it was asked: how often so far, from where, and whether by key: then the answer takes the focus. */
export const asked = signal<{ readonly times: number; readonly from: HTMLElement | null; readonly byKey: boolean }>({
  times: 0,
  from: null,
  byKey: false,
});

/** Asks why mail was late. */
export function ask(now: Question, byKey: boolean): void {
  batch(() => {
    question.value = now;
    message.value = null;
    const from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    asked.value = { times: asked.value.times + 1, from, byKey };
  });
}

/** Forgets the question. */
export function unask(): void {
  question.value = null;
  message.value = null;
}
