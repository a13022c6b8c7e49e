import { doubled } from './mail.ts';

/** Steps held at once at most: beyond it a message that has no room for its next step is not traced any more. */
const MOST_STEPS = 1 << 18;

/**
 * The messages under way that are traced, one row per trace, and what each has come to: steps, linked in order of time. A step says what the
 * message does from then on. Writer: `model/journeys.ts`.
 */
export class Traces {
  /** The message; −1 where the row is free. */
  message = new Int32Array(INITIAL).fill(-1);
  /** The hash of its number. */
  hash = new Float64Array(INITIAL);
  /** 1 for one of the sample, 0 for one that is traced since it got into trouble. */
  sampled = new Uint8Array(INITIAL);
  /** Its first and last step; `first` links the free rows as well. */
  first = new Int32Array(INITIAL);
  last = new Int32Array(INITIAL);

  /** When the step begins [s]. */
  at = new Float64Array(INITIAL);
  /** A place in `PHASES`. */
  phase = new Uint8Array(INITIAL);
  /** Where: tier and instance, −1 for none. */
  tier = new Int16Array(INITIAL);
  instance = new Int32Array(INITIAL);
  /** The row of the last of its stages, −1 for none. */
  stage = new Int32Array(INITIAL);
  /** What it would take if nobody else were there [s]. */
  ownS = new Float64Array(INITIAL);
  /** Why it was put off: a place in `REASONS`. */
  reason = new Uint8Array(INITIAL);
  /** The next step of the trace, −1 at the end; links the free steps as well. */
  next = new Int32Array(INITIAL);

  /** Rows ever in use at once. */
  extent = 0;
  private freeRow = -1;
  private usedSteps = 0;
  private freeStep = -1;

  /** Takes a row for a message; it has no step yet. */
  open(message: number, hash: number, sampled: 0 | 1): number {
    let row = this.freeRow;
    if (row >= 0) this.freeRow = this.first[row];
    else {
      row = this.extent++;
      if (row === this.message.length) this.growRows();
    }
    this.message[row] = message;
    this.hash[row] = hash;
    this.sampled[row] = sampled;
    this.first[row] = -1;
    this.last[row] = -1;
    return row;
  }

  /** Adds a step at `at` [s] and returns it; what would have taken no time is written over. −1: there is no room. */
  add(row: number, at: number): number {
    const last = this.last[row];
    if (last >= 0 && this.at[last] === at) return last;
    let step = this.freeStep;
    if (step >= 0) this.freeStep = this.next[step];
    else {
      if (this.usedSteps === MOST_STEPS) return -1;
      step = this.usedSteps++;
      if (step === this.at.length) this.growSteps();
    }
    this.at[step] = at;
    this.next[step] = -1;
    if (last >= 0) this.next[last] = step;
    else this.first[row] = step;
    this.last[row] = step;
    return step;
  }

  /** Gives a row and its steps back. */
  close(row: number): void {
    const last = this.last[row];
    if (last >= 0) {
      this.next[last] = this.freeStep;
      this.freeStep = this.first[row];
    }
    this.message[row] = -1;
    this.first[row] = this.freeRow;
    this.freeRow = row;
  }

  private growRows(): void {
    this.message = doubled(this.message, Int32Array);
    this.hash = doubled(this.hash, Float64Array);
    this.sampled = doubled(this.sampled, Uint8Array);
    this.first = doubled(this.first, Int32Array);
    this.last = doubled(this.last, Int32Array);
  }

  private growSteps(): void {
    this.at = doubled(this.at, Float64Array);
    this.phase = doubled(this.phase, Uint8Array);
    this.tier = doubled(this.tier, Int16Array);
    this.instance = doubled(this.instance, Int32Array);
    this.stage = doubled(this.stage, Int32Array);
    this.ownS = doubled(this.ownS, Float64Array);
    this.reason = doubled(this.reason, Uint8Array);
    this.next = doubled(this.next, Int32Array);
  }
}

const INITIAL = 256;
