/**
 * The place of the oldest entry is looked up anew after so many entries. A place that is kept for long keeps alive every table that the map
 * has outgrown since (V8), about 45 bytes for each entry that ever was.
 */
const FRESH = 2 ** 14;

/** A map that remembers so many entries at most: when it is full, the one put in first makes room. */
export class Bounded<T> {
  private readonly map = new Map<number, T>();
  /** Goes on where it stopped: a new one would pass over all entries that are gone. */
  private oldest: Iterator<number> = this.map.keys();
  private readonly most: number;
  private puts = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Entries held. */
  get size(): number {
    return this.map.size;
  }

  /** The entry of a key, if it is there. */
  get(key: number): T | undefined {
    return this.map.get(key);
  }

  /** All entries, in the order in which they came. */
  values(): Iterable<T> {
    return this.map.values();
  }

  /** Puts an entry in; returns the one that had to go, if one had to. */
  put(key: number, value: T): T | undefined {
    const dropped = this.map.size < this.most || this.map.has(key) ? undefined : this.dropOldest();
    this.map.set(key, value);
    if (++this.puts % FRESH === 0) this.oldest = this.map.keys();
    return dropped;
  }

  /** Takes an entry out. */
  take(key: number): T | undefined {
    const value = this.map.get(key);
    this.map.delete(key);
    return value;
  }

  /** Forgets everything. */
  clear(): void {
    this.map.clear();
    this.oldest = this.map.keys();
  }

  private dropOldest(): T | undefined {
    let next = this.oldest.next();
    if (next.done) {
      this.oldest = this.map.keys();
      next = this.oldest.next();
    }
    return next.done ? undefined : this.take(next.value);
  }
}
