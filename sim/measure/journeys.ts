import { HEAD, PHASES, REASONS, SEGMENT, UNDER_WAY } from '../columns/journeys.ts';
import type { Phase, Reason } from '../columns/journeys.ts';
import type { Interruption } from '../columns/interruptions.ts';
import { Count } from '../columns/counts.ts';
import type { Engine } from '../model/engine.ts';

export type { Interruption, Phase, Reason };
export { PHASES };

/** What a message did for a while. Segments follow one another without gaps from its first attempt to its end. */
export interface Segment {
  readonly phase: Phase;
  /** [s from the start of the run] */
  readonly from: number;
  readonly to: number;
  /** Where: places in `JourneyNames`, −1 for none. */
  readonly tier: number;
  readonly instance: number;
  /** The last of the stages that it was for, a place in `JourneyNames.stages`, −1 for none. */
  readonly stage: number;
  /** CPU and disk: what it would have taken with nobody else there [s]; for the rest it shared or waited. */
  readonly ownS: number;
  /** Why it was put off, of a wait for another try. */
  readonly reason: Reason;
}

/** What became of a message. */
export type Fate = 'delivered' | 'rejected' | 'quarantined' | 'dropped' | 'gaveUp' | 'lost' | 'underWay';

/** A traced message from its first attempt to its end. */
export interface Journey {
  /** Place of its stream in the scenario, and its number there: the same message in every design. */
  readonly stream: number;
  readonly number: number;
  /** [s from the start of the run]; the end of the run for one still under way then. */
  readonly firstAt: number;
  readonly endedAt: number;
  readonly fate: Fate;
  /** Tries at the first tier. */
  readonly tries: number;
  /** True for one of the sample, false for one traced because of trouble. */
  readonly sampled: boolean;
  readonly segments: readonly Segment[];
}

/** What the numbers of journeys stand for; the same for a whole run. */
export interface JourneyNames {
  readonly streams: readonly string[];
  readonly tiers: readonly string[];
  readonly instances: readonly { readonly id: string; readonly tier: number }[];
  /** One per row of the stage table; `first` is the first row of the same place of the route, before or after acceptance. */
  readonly stages: readonly { readonly id: string; readonly first: number }[];
}

/** Journeys that have ended since the last batch, as numbers in a row; its buffer may be transferred. */
export interface JourneyBatch {
  readonly data: Float64Array<ArrayBuffer>;
  /** Interruptions that are new or have ended, in place of all from a place on. */
  readonly interruptions?: { readonly from: number; readonly entries: readonly Interruption[] };
  /** Messages chosen for the sample so far, and traced because of trouble. */
  readonly sampled: number;
  readonly troubled: number;
  /** Once, when the run has ended: what became of every message (`sim/columns/outcomes.ts`), one per stream. */
  readonly outcomes?: readonly Float32Array<ArrayBuffer>[];
}

const FATES: ReadonlyMap<number, Fate> = new Map([
  [Count.delivered, 'delivered'],
  [Count.rejected, 'rejected'],
  [Count.quarantined, 'quarantined'],
  [Count.dropped, 'dropped'],
  [Count.gaveUp, 'gaveUp'],
  [Count.lost, 'lost'],
  [UNDER_WAY, 'underWay'],
]);

/** The fate of a number of a record. */
export function fateOf(code: number): Fate {
  return FATES.get(code) ?? 'underWay';
}

/** The names of an engine's journeys. */
export function journeyNames({ world }: Engine): JourneyNames {
  const { streams, tiers, instances, stages, passes, accounts } = world;
  const first = new Map<number, number>();
  passes.sessionFrom.forEach((from, pass) => {
    for (let row = from; row < passes.end[pass]; row++) first.set(row, from);
    for (let row = passes.end[pass]; row < passes.afterEnd[pass]; row++) first.set(row, passes.end[pass]);
  });
  return {
    streams: streams.ids,
    tiers: tiers.ids,
    instances: instances.ids.map((id, i) => ({ id, tier: instances.tier[i] })),
    stages: Array.from(stages.account, (account, row) => ({
      id: accounts[account].stage,
      first: first.get(row) ?? row,
    })),
  };
}

/** Takes the journeys of an engine that have ended since the last call. */
export class JourneyReader {
  private readonly engine: Engine;
  private changes = 0;
  /** Interruptions before this place had ended when they were last taken. */
  private settled = 0;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** The next batch, or undefined when there is nothing new; `isLast` once the run has ended. */
  take(isLast: boolean): JourneyBatch | undefined {
    const { journeys, world } = this.engine;
    const { interruptions } = world;
    if (journeys.records.count === 0 && interruptions.changes === this.changes && !isLast) return undefined;
    const news = interruptions.changes !== this.changes;
    this.changes = interruptions.changes;
    const from = this.settled;
    const entries = interruptions.entries.slice(from).map((entry) => ({ ...entry }));
    const open = entries.findIndex(({ to }) => to === Infinity);
    this.settled = from + (open < 0 ? entries.length : open);
    return {
      data: journeys.records.take(),
      ...(news && { interruptions: { from, entries } }),
      sampled: journeys.sampled,
      troubled: journeys.troubled,
      ...(isLast && { outcomes: journeys.outcomes.of }),
    };
  }
}

/** Where the records of a batch begin. */
export function* recordStarts(data: Float64Array): Generator<number> {
  for (let at = 0; at < data.length; at += HEAD + data[at + HEAD - 1] * SEGMENT) yield at;
}

/** Reads the record that begins at a place of a batch; without its segments if they are not wanted. */
export function readJourney(data: Float64Array, at: number, withSegments = true): Journey {
  const endedAt = data[at + 3];
  const segments: Segment[] = [];
  const n = withSegments ? data[at + HEAD - 1] : 0;
  for (let i = 0; i < n; i++) {
    const s = at + HEAD + i * SEGMENT;
    segments.push({
      from: data[s],
      to: i + 1 < n ? data[s + SEGMENT] : endedAt,
      phase: PHASES[data[s + 1]],
      tier: data[s + 2],
      instance: data[s + 3],
      stage: data[s + 4],
      ownS: data[s + 5],
      reason: REASONS[data[s + 6]],
    });
  }
  return {
    stream: data[at],
    number: data[at + 1],
    firstAt: data[at + 2],
    endedAt,
    fate: fateOf(data[at + 4]),
    tries: data[at + 5],
    sampled: data[at + 6] === 1,
    segments,
  };
}
