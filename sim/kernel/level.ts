/**
 * Exact time integrals of n piecewise constant quantities: busy cores, jobs in system, slots used, …
 * Before a level changes, old value × time elapsed is added to its area.
 */
export class Levels {
  /** One per level: its value now. Read only; changed by `set` and `add`. */
  readonly value: Float64Array;
  /** One per level: its largest value since the last reset. */
  readonly peak: Float64Array;

  private readonly since: Float64Array; // one per level: time of the last change [s]
  private readonly areas: Float64Array; // one per level: ∫ value dt from the reset to `since`
  private readonly earlier: Float64Array; // one per level: ∫ value dt from the start to the reset

  /** n levels of value 0, from time 0 on. */
  constructor(n: number) {
    this.value = new Float64Array(n);
    this.peak = new Float64Array(n);
    this.since = new Float64Array(n);
    this.areas = new Float64Array(n);
    this.earlier = new Float64Array(n);
  }

  /** Changes level i to `value` at time `now` [s], not before its last change. */
  set(i: number, value: number, now: number): void {
    this.areas[i] += this.value[i] * (now - this.since[i]);
    this.since[i] = now;
    this.value[i] = value;
    if (value > this.peak[i]) this.peak[i] = value;
  }

  /** Changes level i by `delta` at time `now` [s]. */
  add(i: number, delta: number, now: number): void {
    this.set(i, this.value[i] + delta, now);
  }

  /** The integral of level i from the last reset to `now` [value × s]. */
  area(i: number, now: number): number {
    return this.areas[i] + this.value[i] * (now - this.since[i]);
  }

  /** The integral of level i from the start to `now`, whatever was reset in between: for control loops, which a reset must not disturb. */
  total(i: number, now: number): number {
    return this.earlier[i] + this.area(i, now);
  }

  /** The mean of level i over `from` … `now`, `from` being the time of the last reset; its value if no time has passed. */
  average(i: number, from: number, now: number): number {
    return now > from ? this.area(i, now) / (now - from) : this.value[i];
  }

  /** Forgets areas and peaks up to `now` (the end of the warm-up); values stay. */
  reset(now: number): void {
    for (let i = 0; i < this.areas.length; i++) this.earlier[i] += this.area(i, now);
    this.areas.fill(0);
    this.since.fill(now);
    this.peak.set(this.value);
  }
}
