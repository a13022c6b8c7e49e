/** The alternative to the kernel's `PendingSet` that was measured and not taken: a 4-ary heap that knows its subjects' places. */
export class IndexedHeap {
  now = 0;
  private length = 0;
  private scheduled = 0;
  private readonly keys: Float64Array;
  private readonly orders: Float64Array;
  private readonly subjects: Int32Array;
  private readonly places: Int32Array;

  constructor(subjects: number) {
    this.keys = new Float64Array(subjects);
    this.orders = new Float64Array(subjects);
    this.subjects = new Int32Array(subjects);
    this.places = new Int32Array(subjects).fill(-1);
  }

  schedule(subject: number, at: number): void {
    if (!(at >= this.now)) throw new RangeError(`invalid time: ${at}`);
    const order = ++this.scheduled;
    const place = this.places[subject]!;
    if (place < 0) this.rise(this.length++, at, order, subject);
    else if (at < this.keys[place]!) this.rise(place, at, order, subject);
    else this.sink(place, at, order, subject);
  }

  take(): number {
    if (this.length === 0) return -1;
    const subject = this.subjects[0]!;
    this.now = this.keys[0]!;
    this.places[subject] = -1;
    const last = --this.length;
    if (last > 0) this.sink(0, this.keys[last]!, this.orders[last]!, this.subjects[last]!);
    return subject;
  }

  private rise(i: number, key: number, order: number, subject: number): void {
    const { keys } = this;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      if (!(key < keys[parent]!)) break;
      this.put(i, keys[parent]!, this.orders[parent]!, this.subjects[parent]!);
      i = parent;
    }
    this.put(i, key, order, subject);
  }

  private sink(i: number, key: number, order: number, subject: number): void {
    const { keys, orders, length } = this;
    for (;;) {
      const first = 4 * i + 1;
      if (first >= length) break;
      const end = first + 4 < length ? first + 4 : length;
      let best = first;
      for (let child = first + 1; child < end; child++) {
        const a = keys[best]!;
        const b = keys[child]!;
        if (a === b) best = orders[child]! < orders[best]! ? child : best;
        else best ^= (best ^ child) & -+(b < a);
      }
      if (key < keys[best]! || (key === keys[best]! && order < orders[best]!)) break;
      this.put(i, keys[best]!, orders[best]!, this.subjects[best]!);
      i = best;
    }
    this.put(i, key, order, subject);
  }

  private put(i: number, key: number, order: number, subject: number): void {
    this.keys[i] = key;
    this.orders[i] = order;
    this.subjects[i] = subject;
    this.places[subject] = i;
  }
}
