/** Observations to a batch: what the 5 in the rule's name stands for. */
const BATCH = 5;

/** How much of the beginning of a series is under the influence of how it began. */
export interface Truncation {
  /** Observations to delete, a multiple of five. */
  readonly deleted: number;
  /** False when the best place to cut is in the second half: the series is too short to say where it settles. */
  readonly settled: boolean;
}

/**
 * Where to cut a series so that the mean of what is left is known best: the cut that minimizes the squared standard error of that mean,
 * over batches of five observations (MSER-5: White, Cobb and Spratt 2000, "A comparison of five steady-state truncation heuristics for
 * simulation", WSC). Of equal cuts the earliest. An incomplete last batch is left out; the last five batches are never cut into, as the
 * error of so few says nothing. Throws RangeError for fewer than 50 observations.
 */
export function mser5(values: ArrayLike<number>): Truncation {
  const batches = Math.floor(values.length / BATCH);
  if (batches < 2 * BATCH) throw new RangeError(`too few observations: ${values.length} (at least 50)`);
  let best = 0;
  let least = Infinity;
  // From the end, so that mean and sum of squares of what is left come by one more value each (Welford 1962).
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let cut = batches - 1; cut >= 0; cut--) {
    let sum = 0;
    for (let i = cut * BATCH; i < (cut + 1) * BATCH; i++) sum += values[i];
    const value = sum / BATCH;
    n++;
    const away = value - mean;
    mean += away / n;
    squares += away * (value - mean);
    const error = squares / (n * n);
    if (n >= BATCH && error <= least) {
      least = error;
      best = cut;
    }
  }
  return { deleted: best * BATCH, settled: best <= batches / 2 };
}
