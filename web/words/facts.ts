import type { DesignResult, StreamResult } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';

/** What the sentences about one design are made from. */
export interface DesignFacts {
  readonly id: string;
  readonly name: string;
  readonly result: DesignResult;
  /** Highest sample of the CPU utilization after the warm-up, by tier (0 … 1; NaN where there is none). */
  readonly peakUtilization: Readonly<Record<string, number>>;
}

/** What the sentences about a run are made from. */
export interface Facts {
  readonly scenario: Scenario;
  readonly designs: readonly DesignFacts[];
}

/** The name of a design for people. */
export function designName(scenario: Scenario, id: string): string {
  return scenario.designs[id]?.name ?? id;
}

/** The name of a tier for people. */
export function tierName(scenario: Scenario, id: string): string {
  return scenario.tiers[id]?.name ?? id;
}

/** The name of a stream for people. */
export function streamName(scenario: Scenario, id: string): string {
  return scenario.streams[id]?.name ?? id;
}

/**
 * The stream whose delivery counts most: the inbound ham of the highest offered volume in the results; without inbound ham
 * any inbound mail, without that any mail. Undefined only where there are no streams.
 */
export function headlineStream(scenario: Scenario, designs: readonly { result: DesignResult }[]): string | undefined {
  const offered = (id: string): number => designs[0]?.result.streams[id]?.offered ?? 0;
  const rank = (id: string): number => {
    const stream = scenario.streams[id];
    return (stream?.direction === 'inbound' ? 2 : 0) + (stream?.class === 'ham' ? 1 : 0);
  };
  return Object.keys(scenario.streams).sort((a, b) => rank(b) - rank(a) || offered(b) - offered(a))[0];
}

/** The streams of wanted mail. */
export function hamStreams(scenario: Scenario): string[] {
  return Object.entries(scenario.streams).flatMap(([id, stream]) => (stream.class === 'ham' ? [id] : []));
}

/** Sum of a count over some streams of a design. */
export function total(
  result: DesignResult,
  streams: readonly string[],
  count: (stream: StreamResult) => number,
): number {
  return streams.reduce((sum, id) => {
    const stream = result.streams[id];
    return stream === undefined ? sum : sum + count(stream);
  }, 0);
}

/** Tries that got no service: refused connections, senders that lost patience, temporary refusals, sessions that broke with their machine. */
export function turnedAway(stream: StreamResult): number {
  return stream.refused + stream.abandoned + stream.deferred + stream.broken;
}

/** From this share on, mail that has not arrived when the run ends is worth a word: a little is always on the way. */
const MUCH = 0.01;

/** Share of the offered messages that are still on the way at the end, where that is more than a little; else 0. */
export function stuckShare({ offered, inFlight }: Pick<StreamResult, 'offered' | 'inFlight'>): number {
  return offered > 0 && inFlight / offered >= MUCH ? inFlight / offered : 0;
}

/** Messages that will never arrive although nobody decided so: lost with a host, or given up by their sender. */
export function failed(stream: StreamResult): number {
  return stream.lost + stream.gaveUp;
}
