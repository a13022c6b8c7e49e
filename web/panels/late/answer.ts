import type { JourneyHead, JourneyStore } from '../../engine/journeys.ts';
import type { Question } from '../../state/late.ts';

/** What is found for a question. */
export interface Answer {
  /** Traced messages, the slowest first. */
  readonly heads: readonly JourneyHead[];
  /** What they have in common: they arrived (or ended otherwise) in a stretch, or were on their way in it. */
  readonly kind: 'arrived' | 'on their way';
  /** The stretch [s]. */
  readonly from: number;
  readonly to: number;
}

/** Where fewer arrived in a sample, those on their way then are of more interest. */
const ENOUGH = 3;

/**
 * The traced messages that arrived in the sample that was asked about; where there are hardly any, those that were on their way in it; where
 * there are none, those that arrived about then. Or the slowest of the whole run.
 */
export function answerOf(
  store: JourneyStore,
  { stream, atS }: Question,
  { durationS, sampleS }: { readonly durationS: number; readonly sampleS: number },
): Answer {
  const number = store.names.streams.indexOf(stream);
  const arrived = (from: number, to: number): Answer => {
    const heads = store.select(number, ({ endedAt }) => (from === 0 || endedAt > from) && endedAt <= to);
    return { heads, kind: 'arrived', from, to };
  };
  if (atS === null) return arrived(0, durationS);
  // The last sample may be shorter.
  const begins = Math.max(0, (Math.ceil(atS / sampleS - 1e-6) - 1) * sampleS);
  const then = arrived(begins, atS);
  if (then.heads.length >= ENOUGH) return then;
  const heads = store.select(number, ({ firstAt, endedAt }) => firstAt <= atS && endedAt > begins);
  if (heads.length > then.heads.length) return { heads, kind: 'on their way', from: begins, to: atS };
  for (let more = sampleS; ; more *= 3) {
    const around = arrived(Math.max(0, begins - more), Math.min(durationS, atS + more));
    if (around.heads.length >= ENOUGH || (around.from === 0 && around.to === durationS)) return around;
  }
}
