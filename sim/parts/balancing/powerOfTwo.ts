import type { Source } from '../../kernel/source.ts';
import { connections } from './candidates.ts';
import type { Candidates } from './candidates.ts';
import { nth, working } from './random.ts';

/** Of two different ones picked at random, the one with fewer connections (Mitzenmacher 2001); the first picked among equals. */
export function powerOfTwo(candidates: Candidates, luck: Source): number {
  const n = working(candidates);
  if (n < 2) return nth(candidates, 0);
  const a = Math.floor(luck.uniform() * n);
  const b = (a + 1 + Math.floor(luck.uniform() * (n - 1))) % n;
  const one = nth(candidates, a);
  const other = nth(candidates, b);
  return connections(candidates, other) < connections(candidates, one) ? other : one;
}
