import type { Series } from '../../engine/series.ts';

/** Messages of a stream that were delivered in a stretch made of whole samples; NaN where that was not sampled. */
export function deliveredIn(samples: Series, stream: string, from: number, to: number): number {
  const rates = samples.column('stream.deliveredPerS', stream);
  if (rates === undefined) return NaN;
  let sum = 0;
  let begins = 0;
  samples.time.forEach((ends, i) => {
    if (begins >= from - 1e-6 && ends <= to + 1e-6) sum += (rates[i] ?? 0) * (ends - begins);
    begins = ends;
  });
  return sum;
}
