/** Wall time that passed while it was going [ms]. */
export class Stopwatch {
  private before = 0;
  private since: number | undefined;

  /** Starts from zero. */
  restart(): void {
    this.before = 0;
    this.since = performance.now();
  }

  /** Stands still at a time [ms]. */
  show(ms: number): void {
    this.before = ms;
    this.since = undefined;
  }

  /** Stands still. */
  stop(): void {
    this.before = this.elapsed;
    this.since = undefined;
  }

  /** Goes on. */
  go(): void {
    this.since ??= performance.now();
  }

  /** What it shows now [ms]. */
  get elapsed(): number {
    return this.before + (this.since === undefined ? 0 : performance.now() - this.since);
  }
}
