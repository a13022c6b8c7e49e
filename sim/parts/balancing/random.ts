import type { Source } from '../../kernel/source.ts';
import type { Candidates } from './candidates.ts';

/** Any of the working ones, each as likely as another. */
export function random(candidates: Candidates, luck: Source): number {
  return nth(candidates, Math.floor(luck.uniform() * working(candidates)));
}

/** How many instances are known to work. */
export function working({ first, end, known }: Candidates): number {
  let n = 0;
  for (let instance = first; instance < end; instance++) n += known[instance];
  return n;
}

/** The n-th working instance from 0, −1 if there are not so many. */
export function nth({ first, end, known }: Candidates, n: number): number {
  let left = n;
  for (let instance = first; instance < end; instance++) {
    if (known[instance] === 1 && left-- === 0) return instance;
  }
  return -1;
}
