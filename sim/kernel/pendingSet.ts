/**
 * The pending events: every subject (a source, a station, a timer, …) has at most one next time.
 * Equal times come out in the order in which they were scheduled, by a running number.
 *
 * A winner tree: node i holds the winner of nodes 2i and 2i + 1; the leaves are the subjects. `take` leaves a hole that is
 * filled, in one walk to the root, by what comes next, mostly the same subject's next time; it selects by arithmetic where a branch would be a coin toss; `schedule` stops at the first match whose
 * result stays. Take and schedule [ns] at 32 / 128 / 1,000 / 20,000 subjects: 37 / 43 / 56 / 87 (with branches
 * 50 / 70 / 103 / 149); a 4-ary heap that knows its subjects' places: 70 / 85 / 115 / 180. See test/bench/kernel.ts.
 */
export class PendingSet {
  /** The time of the event taken last [s]; nothing can be scheduled before it. */
  now = 0;

  private size = 0; // leaves: a power of two
  private winners = new Int32Array(0); // one per inner node, root at 1
  private times = new Float64Array(0); // one per subject [s], Infinity when not scheduled
  private orders = new Float64Array(0); // one per subject: its running number
  private scheduled = 0;
  /** The subject taken last, while its path to the root has not been replayed: most are scheduled again at once, in one walk. */
  private hole = -1;

  /** Room for subjects 0 … subjects − 1, none of them scheduled. */
  constructor(subjects: number) {
    this.grow(subjects);
  }

  /** Makes room for that many subjects; those already scheduled stay. */
  grow(subjects: number): void {
    let size = Math.max(2, this.size);
    while (size < subjects) size *= 2;
    if (size === this.size) return;
    this.hole = -1; // the tree is built anew below
    const times = new Float64Array(size).fill(Infinity);
    const orders = new Float64Array(size);
    times.set(this.times);
    orders.set(this.orders);
    this.times = times;
    this.orders = orders;
    this.size = size;
    const winners = (this.winners = new Int32Array(size));
    for (let node = size - 1; node > 0; node--) {
      const left = node * 2 >= size ? node * 2 - size : winners[node * 2];
      const right = node * 2 >= size ? left + 1 : winners[node * 2 + 1];
      winners[node] = this.beats(right, left) ? right : left;
    }
  }

  /** Schedules the subject at `at` [s], or moves it. Infinity means never, as `cancel`. Throws RangeError on NaN, the past or an unknown subject. */
  schedule(subject: number, at: number): void {
    if (!(at >= this.now) || subject >>> 0 >= this.size) refuse(subject, at, this.now);
    this.times[subject] = at;
    this.orders[subject] = ++this.scheduled;
    if (this.hole === subject) {
      this.fill();
      return;
    }
    if (this.hole >= 0) this.fill();
    this.replay(subject);
  }

  /** Unschedules the subject; nothing happens if it is not scheduled. */
  cancel(subject: number): void {
    if (this.times[subject] === Infinity) return;
    if (this.hole >= 0) this.fill();
    this.times[subject] = Infinity;
    this.replay(subject);
  }

  /** Whether the subject has a time. */
  isScheduled(subject: number): boolean {
    return this.times[subject] < Infinity;
  }

  /** When the subject is due [s]; Infinity if it is not scheduled. */
  timeOf(subject: number): number {
    return this.times[subject];
  }

  /** The subject due first, −1 if none. */
  first(): number {
    if (this.hole >= 0) this.fill();
    const winner = this.winners[1];
    return this.times[winner] < Infinity ? winner : -1;
  }

  /** When the first subject is due [s]; Infinity if none. */
  firstTime(): number {
    if (this.hole >= 0) this.fill();
    return this.times[this.winners[1]];
  }

  /** Removes the first subject, moves `now` to its time and returns it; −1 if none, and `now` stays. */
  take(): number {
    if (this.hole >= 0) this.fill();
    const subject = this.winners[1];
    const time = this.times[subject];
    if (time === Infinity) return -1;
    this.now = time;
    this.times[subject] = Infinity;
    this.hole = subject;
    return subject;
  }

  /** Plays all matches of the subject taken last again: it had won every one of them. */
  private fill(): void {
    const { winners, times, orders } = this;
    let winner = this.hole;
    let rival = winner ^ 1;
    let node = this.size + winner;
    this.hole = -1;
    while (node > 1) {
      const best = times[winner];
      const rivalTime = times[rival];
      if (best === rivalTime) winner = orders[rival] < orders[winner] ? rival : winner;
      else winner ^= (winner ^ rival) & -+(rivalTime < best); // winner = rivalTime < best ? rival : winner
      node >>= 1;
      winners[node] = winner;
      rival = winners[node ^ 1];
    }
  }

  /** Whether a is due before b. */
  private beats(a: number, b: number): boolean {
    const times = this.times;
    return times[a] < times[b] || (times[a] === times[b] && this.orders[a] < this.orders[b]);
  }

  /** Plays the subject's matches again, from its leaf upwards, until somebody else wins who won before. */
  private replay(subject: number): void {
    const { winners, times, orders } = this;
    let winner = subject;
    let best = times[subject];
    let node = this.size + subject;
    let rival = subject ^ 1;
    while (node > 1) {
      const rivalTime = times[rival];
      if (rivalTime < best || (rivalTime === best && orders[rival] < orders[winner])) {
        winner = rival;
        best = rivalTime;
      }
      node >>= 1;
      if (winners[node] === winner && winner !== subject) return;
      winners[node] = winner;
      rival = winners[node ^ 1];
    }
  }
}

/** Apart, so that `schedule` stays small enough to be inlined. */
function refuse(subject: number, at: number, now: number): never {
  if (at >= now) throw new RangeError(`unknown subject: ${subject} (known: those that room was made for)`);
  const why = at < now ? 'must not be in the past' : 'must be a number';
  throw new RangeError(`invalid time: ${at} for subject ${subject} at ${now} s (${why})`);
}
