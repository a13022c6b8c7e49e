import { effect, signal } from '@preact/signals';
import { scenarioHash } from '../share/address.ts';
import { pack } from '../share/codec.ts';
import { shared } from './scenario.ts';

/** The link to what is on the page: its text, or why there is none; null while it is being made. */
export const link = signal<{ readonly text: string } | { readonly problem: string } | null>(null);

/** Keeps the link with the scenario and its seed. */
export function followLink(): void {
  effect(() => {
    const json = shared.value;
    link.value = null;
    if (json !== null) void make(json);
  });
}

async function make(json: Readonly<Record<string, unknown>>): Promise<void> {
  const made = await pack(json).then(
    (payload) => ({ text: `${location.origin}${location.pathname}${scenarioHash(payload)}` }),
    (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
  );
  // The scenario may have changed meanwhile.
  if (shared.peek() === json) link.value = made;
}
