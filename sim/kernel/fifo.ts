/** A growable ring of int32: first in, first out. */
export class Fifo {
  /** Entries held. */
  length = 0;

  private ring: Int32Array; // its length is a power of two
  private head = 0; // place of the oldest

  /** An empty ring with room for so many items; it grows by doubling. */
  constructor(capacity = 8) {
    let size = 2;
    while (size < capacity) size *= 2;
    this.ring = new Int32Array(size);
  }

  /** Adds an item (int32) at the end. */
  push(item: number): void {
    if (this.length === this.ring.length) this.double();
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = item;
  }

  /** Removes and returns the oldest item; −1 if empty. */
  shift(): number {
    if (this.length === 0) return -1;
    const item = this.ring[this.head];
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    return item;
  }

  /** The oldest item; −1 if empty. */
  peek(): number {
    return this.length > 0 ? this.ring[this.head] : -1;
  }

  /** The i-th oldest item, 0 ≤ i < length. */
  at(i: number): number {
    return this.ring[(this.head + i) & (this.ring.length - 1)];
  }

  /** Empties it and keeps its memory. */
  clear(): void {
    this.head = 0;
    this.length = 0;
  }

  private double(): void {
    const ring = new Int32Array(this.ring.length * 2);
    ring.set(this.ring.subarray(this.head));
    ring.set(this.ring.subarray(0, this.head), this.ring.length - this.head);
    this.ring = ring;
    this.head = 0;
  }
}
