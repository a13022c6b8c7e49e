import { effect, signal } from '@preact/signals';
import type { Result } from '../../sim/measure/result.ts';
import type { Expectation } from '../../sim/share/expectation.ts';
import type { Reproduction } from '../../sim/share/reproduction.ts';
import { ran, result } from './runner.ts';
import { opened, seed } from './scenario.ts';

/** Whether the run came out as its link says; null without such a link, before the end, and on another seed. */
export const reproduction = signal<Reproduction | null>(null);

/** Compares every result with what the link says of it. */
export function followReproduction(): void {
  effect(() => {
    const now = opened.value;
    const own = result.value;
    reproduction.value = null;
    const isOwn =
      ran.value?.scenario === now?.scenario && seed.value === now?.scenario.seed && own?.seed === seed.value;
    const expected = now?.expected;
    if (expected === undefined || own === null || !isOwn) return;
    void compare(expected, own);
  });
}

async function compare(expected: Expectation, own: Result): Promise<void> {
  const { compareWith } = await import('./study.ts');
  if (result.peek() === own) reproduction.value = compareWith(expected, own);
}
