import { HEAD, PHASES, SEGMENT } from '../../columns/journeys.ts';
import type { Interruptions } from '../../columns/interruptions.ts';
import type { Mail } from '../../columns/mail.ts';
import type { Traces } from '../../columns/traces.ts';

const CPU = PHASES.indexOf('cpu');
const STANDSTILL = PHASES.indexOf('standstill');

/**
 * The record of a journey that ends at `now` with a fate. Segments follow one another from the first attempt to the end. CPU time is cut where the
 * machine stood still; what it would have taken alone is spread evenly over the rest.
 */
export function recordOf(
  traces: Traces,
  row: number,
  mail: Mail,
  interruptions: Interruptions,
  fate: number,
  now: number,
): Float64Array {
  const message = traces.message[row];
  const record = [
    mail.stream[message],
    mail.number[message],
    mail.firstAt[message],
    now,
    fate,
    mail.attempt[message],
    traces.sampled[row],
    0,
  ];
  const { tier, instance, stage, reason } = traces;
  let segments = 0;
  for (let step = traces.first[row]; step >= 0; step = traces.next[step]) {
    const from = traces.at[step];
    const to = traces.next[step] >= 0 ? traces.at[traces.next[step]] : now;
    if (!(to > from)) continue;
    const add = (at: number, phase: number, ownS: number): void => {
      record.push(at, phase, tier[step], instance[step], stage[step], ownS, reason[step]);
      segments++;
    };
    const pauses = traces.phase[step] === CPU ? interruptions.standstills(instance[step], from, to) : [];
    const stoodS = pauses.reduce((sum, [a, b]) => sum + (b - a), 0);
    const worksS = to - from - stoodS;
    // A machine that moved to a faster host in the middle does it in less time than it would have taken where it began.
    const ownS = Math.min(traces.ownS[step], worksS);
    let at = from;
    for (const [begins, ends] of pauses) {
      if (begins > at) add(at, CPU, (ownS * (begins - at)) / worksS);
      add(begins, STANDSTILL, 0);
      at = ends;
    }
    if (to > at) add(at, traces.phase[step], pauses.length === 0 ? ownS : (ownS * (to - at)) / worksS);
  }
  record[HEAD - 1] = segments;
  if (record.length !== HEAD + segments * SEGMENT) throw new Error('a journey has segments of another length');
  return Float64Array.from(record);
}
