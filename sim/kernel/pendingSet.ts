/**
 * The pending events: every subject (a source, a station, a timer, …) has at most one next time.
 * Equal times come out in the order in which they were scheduled, by a running number.
 * A winner tree: node i holds the winner of nodes 2i and 2i + 1; the leaves are the subjects.
 */
export class PendingSet {
  /** The time of the event taken last [s]; nothing can be scheduled before it. */
  now = 0;

  private size = 0; // leaves: a power of two
  private winners = new Int32Array(0); // one per inner node, root at 1
  private times = new Float64Array(0); // one per subject [s], Infinity when not scheduled
  private orders = new Float64Array(0); // one per subject: its running number
  private scheduled = 0;

  constructor(subjects: number) {
    this.grow(subjects);
  }

  /** Makes room for that many subjects; those already scheduled stay. */
  grow(subjects: number): void {
    let size = Math.max(2, this.size);
    while (size < subjects) size *= 2;
    if (size === this.size) return;
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

  /** Schedules the subject, or moves it, to `at` [s]. Infinity means never, as `cancel`. Throws RangeError on NaN or the past. */
  schedule(subject: number, at: number): void {
    if (!(at >= this.now)) throw new RangeError(`invalid time: ${at} (subject ${subject}, now ${this.now})`);
    this.times[subject] = at;
    this.orders[subject] = ++this.scheduled;
    this.replay(subject);
  }

  /** Unschedules the subject; nothing happens if it is not scheduled. */
  cancel(subject: number): void {
    if (this.times[subject] === Infinity) return;
    this.times[subject] = Infinity;
    this.replay(subject);
  }

  isScheduled(subject: number): boolean {
    return this.times[subject] < Infinity;
  }

  /** When the subject is due [s]; Infinity if it is not scheduled. */
  timeOf(subject: number): number {
    return this.times[subject];
  }

  /** The subject due first, −1 if none. */
  first(): number {
    const winner = this.winners[1];
    return this.times[winner] < Infinity ? winner : -1;
  }

  /** When the first subject is due [s]; Infinity if none. */
  firstTime(): number {
    return this.times[this.winners[1]];
  }

  /** Removes the first subject, moves `now` to its time and returns it; −1 if none. */
  take(): number {
    const subject = this.winners[1];
    const time = this.times[subject];
    if (time === Infinity) return -1;
    this.now = time;
    this.times[subject] = Infinity;
    this.replay(subject);
    return subject;
  }

  private beats(a: number, b: number): boolean {
    const times = this.times;
    return times[a] < times[b] || (times[a] === times[b] && this.orders[a] < this.orders[b]);
  }

  /** Plays the subject's matches again, from its leaf upwards, until nothing changes any more. */
  private replay(subject: number): void {
    const winners = this.winners;
    const times = this.times;
    const orders = this.orders;
    let winner = subject;
    let time = times[subject];
    let node = this.size + subject;
    let rival = subject ^ 1;
    while (node > 1) {
      const rivalTime = times[rival];
      if (rivalTime < time || (rivalTime === time && orders[rival] < orders[winner])) {
        winner = rival;
        time = rivalTime;
      }
      node >>= 1;
      if (winners[node] === winner && winner !== subject) return;
      winners[node] = winner;
      rival = winners[node ^ 1];
    }
  }
}
