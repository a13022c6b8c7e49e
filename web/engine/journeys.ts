import { fateOf, readJourney, recordStarts } from '../../sim/measure/journeys.ts';
import type { Fate, Interruption, Journey, JourneyBatch, JourneyNames } from '../../sim/measure/journeys.ts';

/** A journey as lists know it: all but what it did. */
export type JourneyHead = Omit<Journey, 'segments'>;

interface Place {
  readonly head: JourneyHead;
  readonly data: Float64Array;
  readonly at: number;
}

/** What became of a message, traced or not: its delivery time [s] where it was delivered. */
export interface Outcome {
  readonly fate: Fate;
  readonly tookS: number;
}

/** The traced messages of one design as they end while it runs. Their numbers stay as they came; a journey is read when it is looked at. */
export class JourneyStore {
  readonly names: JourneyNames;
  /** When machines stood still or were out. */
  interruptions: readonly Interruption[] = [];
  private readonly places: Place[] = [];
  private readonly byMessage = new Map<string, Place>();
  private outcomes: readonly Float32Array[] | undefined;

  constructor(names: JourneyNames) {
    this.names = names;
  }

  /** Adds a batch. */
  append({ data, interruptions, outcomes }: JourneyBatch): void {
    if (interruptions !== undefined) {
      this.interruptions = [...this.interruptions.slice(0, interruptions.from), ...interruptions.entries];
    }
    if (outcomes !== undefined) this.outcomes = outcomes;
    for (const at of recordStarts(data)) {
      const { segments: _, ...head } = readJourney(data, at, false);
      const place = { head, data, at };
      this.places.push(place);
      this.byMessage.set(key(head.stream, head.number), place);
    }
  }

  /** Adds a message that was followed because somebody asked: it can be found, but is none of the sample. */
  addFollowed(data: Float64Array): void {
    for (const at of recordStarts(data)) {
      const { segments: _, ...head } = readJourney(data, at, false);
      this.byMessage.set(key(head.stream, head.number), { head, data, at });
    }
  }

  /** How many there are. */
  get length(): number {
    return this.places.length;
  }

  /** Those of a stream that `which` picks, the slowest first; those that were not delivered come last. */
  select(stream: number, which: (head: JourneyHead) => boolean): JourneyHead[] {
    return this.places
      .map(({ head }) => head)
      .filter((head) => head.stream === stream && isLate(head.fate) && which(head))
      .sort((a, b) => rank(a) - rank(b) || took(b) - took(a) || a.number - b.number);
  }

  /** A traced message. */
  find(stream: number, number: number): Journey | undefined {
    const place = this.byMessage.get(key(stream, number));
    return place === undefined ? undefined : readJourney(place.data, place.at);
  }

  /** What became of a message; undefined before the run has ended, and for one of which nothing is kept. */
  outcomeOf(stream: number, number: number): Outcome | undefined {
    const known = this.byMessage.get(key(stream, number))?.head;
    if (known !== undefined) return { fate: known.fate, tookS: took(known) };
    const value = this.outcomes?.[stream]?.[number];
    if (value === undefined) return undefined;
    if (Number.isNaN(value)) return { fate: 'underWay', tookS: NaN };
    return value >= 0 ? { fate: 'delivered', tookS: value } : { fate: fateOf(-value), tookS: NaN };
  }
}

/** From its first attempt to its end [s]. */
export function took({ firstAt, endedAt }: Pick<Journey, 'firstAt' | 'endedAt'>): number {
  return endedAt - firstAt;
}

const rank = ({ fate }: JourneyHead): number => (fate === 'delivered' ? 0 : 1);

/** What a filter took out was never late. */
function isLate(fate: Fate): boolean {
  return fate === 'delivered' || fate === 'gaveUp' || fate === 'lost' || fate === 'underWay';
}

function key(stream: number, number: number): string {
  return `${stream} ${number}`;
}
