import type { Trace } from '../scenario/schema/trace.ts';
import type { Arrivals } from './arrivals.ts';

/** Recorded arrivals: the times of a trace, one after the other. They are the same whatever the seed and the design. */
export class TraceArrivals implements Arrivals {
  /** Times of the rows [s], ascending; equal ones come in the order of the rows. */
  private readonly atS: Float64Array;
  private row = 0;

  constructor({ atS }: Pick<Trace, 'atS'>) {
    this.atS = Float64Array.from(atS);
  }

  after(): number {
    return this.row < this.atS.length ? this.atS[this.row++] : Infinity;
  }
}

/**
 * A column of a trace in place of a sampler: "draws" the rows' values in their order. Each arrival asks once, since a row is
 * a session of one message; after the last row it repeats that.
 */
export class TraceColumn {
  /** Never the same always, as far as whoever samples is concerned. */
  readonly constant = undefined;
  private readonly values: Float64Array;
  private row = 0;

  constructor(values: readonly number[]) {
    this.values = Float64Array.from(values);
  }

  /** The next row's value. */
  sample(): number {
    const row = this.row < this.values.length ? this.row++ : this.values.length - 1;
    return this.values[row];
  }
}
