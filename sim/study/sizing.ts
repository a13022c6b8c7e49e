/** The smallest whole number that will do: found by bisection, with an eye to whether more is really better. */

/** What is known of one value. */
export interface Tried<T> {
  readonly value: number;
  readonly met: boolean;
  /** Whatever the one who tried wants to keep. */
  readonly outcome: T;
}

/** What came of a search. */
export interface Sizing<T> {
  /** The smallest value that meets, of those tried; null when none does. */
  readonly smallest: number | null;
  /** The value just below was tried and does not meet: the answer is where it turns. False where the lowest value of the range meets. */
  readonly belowMisses: boolean;
  /** Of the values tried, none that misses is above one that meets. When false, a smaller value that was not tried may meet too. */
  readonly monotonic: boolean;
  /** Every value of the range was tried. */
  readonly complete: boolean;
  /** All values tried, in rising order. */
  readonly tried: readonly Tried<T>[];
}

/** So many values are all tried when both ends miss; of more, so many spread over the range. */
const PROBES = 9;

/**
 * Searches whole numbers from `low` to `high` for the smallest that meets. Bisection between the lowest, when it misses, and the highest,
 * when it meets; the neighbor of the answer below is among those tried, and the one below that is tried besides, since chance or a
 * design may make answers that do not go one way. If both ends miss, values between are tried before it is said that none meets.
 * `attempt` is called once for each value, one after the other; its failure rejects. Throws RangeError for a range that is none.
 */
export async function smallestMeeting<T>(
  low: number,
  high: number,
  attempt: (value: number) => Promise<{ readonly met: boolean; readonly outcome: T }>,
): Promise<Sizing<T>> {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
    throw new RangeError(`invalid range of whole numbers: ${low}..${high}`);
  }
  const known = new Map<number, Tried<T>>();
  const meets = async (value: number): Promise<boolean> => {
    const before = known.get(value);
    if (before) return before.met;
    const { met, outcome } = await attempt(value);
    known.set(value, { value, met, outcome });
    return met;
  };

  if (!(await meets(low)) && !(await meets(high))) {
    for (const value of between(low, high)) if (await meets(value)) break;
  }
  for (;;) {
    const best = lowestMet(known);
    if (best === undefined) break;
    await bisect(highestMissedBelow(known, best), best, meets);
    const answer = lowestMet(known) ?? best;
    // When even this one meets, the search goes on below it.
    if (answer - 2 < low || !(await meets(answer - 2))) break;
  }
  return summaryOf(known, low, high);
}

/** Narrows down from a value that misses (undefined: none does) and one that meets until they are neighbors. */
async function bisect(
  misses: number | undefined,
  meeting: number,
  meets: (value: number) => Promise<boolean>,
): Promise<void> {
  if (misses === undefined) return;
  let [below, above] = [misses, meeting];
  while (above - below > 1) {
    const middle = below + Math.floor((above - below) / 2);
    if (await meets(middle)) above = middle;
    else below = middle;
  }
}

/** Values inside a range in rising order: all of a short one, else some at even distances. */
function between(low: number, high: number): number[] {
  const inside = high - low - 1;
  if (inside <= PROBES) return Array.from({ length: Math.max(0, inside) }, (_, i) => low + 1 + i);
  return Array.from({ length: PROBES }, (_, i) => low + Math.round(((high - low) * (i + 1)) / (PROBES + 1)));
}

function lowestMet<T>(known: ReadonlyMap<number, Tried<T>>): number | undefined {
  const met = [...known.values()].filter((tried) => tried.met).map(({ value }) => value);
  return met.length > 0 ? Math.min(...met) : undefined;
}

function highestMissedBelow<T>(known: ReadonlyMap<number, Tried<T>>, limit: number): number | undefined {
  const missed = [...known.values()].filter(({ value, met }) => !met && value < limit).map(({ value }) => value);
  return missed.length > 0 ? Math.max(...missed) : undefined;
}

function summaryOf<T>(known: ReadonlyMap<number, Tried<T>>, low: number, high: number): Sizing<T> {
  const tried = [...known.values()].sort((a, b) => a.value - b.value);
  const smallest = lowestMet(known) ?? null;
  return {
    smallest,
    belowMisses: smallest !== null && known.get(smallest - 1)?.met === false,
    monotonic: smallest === null || tried.every(({ value, met }) => met || value < smallest),
    complete: tried.length === high - low + 1,
    tried,
  };
}
