import type { Column, Frame, MetricId } from '../../sim/measure/metrics.ts';

/** The sampled columns of one design as they grow while it runs: one array per column, doubled when it is full. */
export class Series {
  /** The columns, in the order in which frames hold them. */
  readonly columns: readonly Column[];
  /** How many samples there are. */
  length = 0;

  private times = new Float64Array(64);
  private readonly values: Float64Array[];
  private readonly sums = new Map<string, Float64Array>();
  private readonly indexOf: ReadonlyMap<string, number>;

  constructor(columns: readonly Column[]) {
    this.columns = columns;
    this.values = columns.map(() => new Float64Array(64));
    this.indexOf = new Map(columns.map(({ metric, of }, i) => [key(metric, of), i]));
  }

  /** Adds the rows of a frame. Throws RangeError when it has other columns. */
  append({ rows, data }: Frame): void {
    const width = this.columns.length + 1;
    if (data.length < rows * width) throw new RangeError(`invalid frame: ${data.length} values for ${rows} rows`);
    this.reserve(this.length + rows);
    for (let row = 0; row < rows; row++) {
      const from = row * width;
      const to = this.length + row;
      this.times[to] = data[from] ?? NaN;
      this.values.forEach((column, i) => {
        const value = data[from + 1 + i] ?? NaN;
        // A share of nothing is no number: nothing was measured.
        column[to] = Number.isFinite(value) ? value : NaN;
      });
    }
    this.length += rows;
  }

  /** End of each sample [s from the start of the run]; a view that the next append may outdate. */
  get time(): Float64Array {
    return this.times.subarray(0, this.length);
  }

  /** The samples of a metric of a tier, host or stream (empty for the design); undefined where there is no such column. */
  column(metric: MetricId, of: string): Float64Array | undefined {
    const i = this.indexOf.get(key(metric, of));
    return i === undefined ? undefined : this.values[i]?.subarray(0, this.length);
  }

  /** The sum of a metric over some of its owners, sample by sample, made anew only when samples came; undefined where none has it. */
  sum(metric: MetricId, ofs: readonly string[]): Float64Array | undefined {
    const name = key(metric, ofs.join('\n'));
    const known = this.sums.get(name);
    if (known?.length === this.length) return known;
    const columns = ofs.map((of) => this.column(metric, of)).filter((column) => column !== undefined);
    if (columns.length === 0) return undefined;
    const sum = Float64Array.from({ length: this.length }, (_, i) =>
      columns.reduce((all, column) => all + (column[i] ?? NaN), 0),
    );
    this.sums.set(name, sum);
    return sum;
  }

  /** The tiers, hosts or streams for which a metric is sampled. */
  ownersOf(metric: MetricId): string[] {
    return this.columns.filter((column) => column.metric === metric).map(({ of }) => of);
  }

  /** The largest sample of a metric that ends after `fromS`; NaN where nothing was measured. */
  peak(metric: MetricId, of: string, fromS: number): number {
    const column = this.column(metric, of);
    let most = NaN;
    column?.forEach((value, i) => {
      if ((this.times[i] ?? 0) > fromS && !(value <= most) && !Number.isNaN(value)) most = value;
    });
    return most;
  }

  private reserve(rows: number): void {
    if (rows <= this.times.length) return;
    let capacity = this.times.length;
    while (capacity < rows) capacity *= 2;
    this.times = grown(this.times, capacity);
    this.values.forEach((column, i) => {
      this.values[i] = grown(column, capacity);
    });
  }
}

function grown(old: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const fresh = new Float64Array(capacity);
  fresh.set(old);
  return fresh;
}

function key(metric: MetricId, of: string): string {
  return `${metric}\n${of}`;
}
