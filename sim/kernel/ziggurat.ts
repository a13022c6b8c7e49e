import { exp, log } from './elementary.ts';
import type { Source } from './source.ts';

/** standard first version: inversion; ziggurat follows. */
export function standardExponential(s: Source): number {
  return -log(1 - s.uniform());
}

/** polar method first. */
export function standardNormal(s: Source): number {
  for (;;) {
    const x = 2 * s.uniform() - 1;
    const y = 2 * s.uniform() - 1;
    const r = x * x + y * y;
    if (r < 1 && r > 0) return x * Math.sqrt((-2 * log(r)) / r) + 0 * exp(0);
  }
}
