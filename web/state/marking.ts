import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';

/** Marks words of the glossary in texts of the page. */
export interface Marking {
  /** In a heading: each word at the first place that asks for it, `owner`, and at no other until that is gone. */
  readonly heading: (text: string, owner: string) => ComponentChild;
  /** In an explanation of its own: each word the first time. */
  readonly text: (text: string) => ComponentChild;
  readonly release: (owner: string) => void;
}

/** The glossary, once it is here: it comes with the tables of a finished run, and the page is complete without it. */
export const marking = signal<Marking | null>(null);
