import { count } from '../format/numbers.ts';

/** How often the line is drawn anew [ms]. */
const EVERY_MS = 100;

/** A line on standard error that says how far the runs are, drawn over itself; silent when nobody watches a terminal. */
export class ProgressLine {
  private readonly shares = new Map<string, number>();
  private readonly events = new Map<string, number>();
  private readonly begun = performance.now();
  private readonly total: number;
  private readonly shown: boolean;
  private drawn = 0;

  /** `total` is the number of runs. */
  constructor(total: number) {
    this.total = total;
    this.shown = process.stderr.isTTY;
  }

  /** A run is so far. */
  update(run: string, share: number, events: number): void {
    this.shares.set(run, share);
    this.events.set(run, events);
    const now = performance.now();
    if (!this.shown || now - this.drawn < EVERY_MS) return;
    this.drawn = now;
    const done = sumOf(this.shares) / this.total;
    const rate = sumOf(this.events) / Math.max(1, now - this.begun) / 1000;
    const under = [...this.shares].filter(([, part]) => part < 1).map(([name, part]) => `${name} ${whole(part)}`);
    const line = `${whole(done)}  ${under.join(', ')}  ${count(sumOf(this.events))} events, ${rate.toFixed(1)} M/s`;
    process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.shown && this.drawn > 0) process.stderr.write('\r\u001b[K');
  }
}

function whole(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

function sumOf(values: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of values.values()) sum += value;
  return sum;
}
