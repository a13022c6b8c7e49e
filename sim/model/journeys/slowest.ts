import type { JourneyRecords } from '../../columns/journeys.ts';

/** The slowest troubled journeys that are kept for each stream: of those delivered in a window, and of others that ended in it. */
const DELIVERED = 3;
const OTHERS = 1;
/** Journeys kept in all at most: where there are more windows than that, several share their slowest. */
const IN_ALL = 1 << 14;

interface Kept {
  readonly took: number;
  readonly record: Float64Array;
}

/** Keeps the slowest journeys of each window of the charts; when the window is over they go to the records. */
export class Slowest {
  private readonly records: JourneyRecords;
  /** Windows that share their slowest. */
  private readonly span: number;
  private windows = 0;
  /** Slowest first; two lists per stream: delivered, and ended otherwise. */
  private readonly kept: Kept[][];

  constructor(streams: number, windows: number, records: JourneyRecords) {
    this.records = records;
    this.span = Math.ceil((windows * streams * (DELIVERED + OTHERS)) / IN_ALL);
    this.kept = Array.from({ length: streams * 2 }, () => []);
  }

  /** A journey has ended; its record is made only if it is kept so far. */
  offer(stream: number, delivered: boolean, took: number, make: () => Float64Array): void {
    const kept = this.kept[stream * 2 + (delivered ? 0 : 1)];
    const most = delivered ? DELIVERED : OTHERS;
    if (kept.length === most && kept[most - 1].took >= took) return;
    let place = kept.length;
    while (place > 0 && kept[place - 1].took < took) place--;
    kept.splice(place, 0, { took, record: make() });
    if (kept.length > most) kept.pop();
  }

  /** A window of the charts ends, or the run. */
  windowEnds(isLast: boolean): void {
    this.windows++;
    if (!isLast && this.windows % this.span !== 0) return;
    for (const kept of this.kept) {
      for (const { record } of kept) this.records.add(record);
      kept.length = 0;
    }
  }
}
