/** A stretch in which a machine did nothing for its mail: it stood still at the end of a migration, or was out. */
export interface Interruption {
  readonly kind: 'standstill' | 'outage';
  readonly instance: number;
  /** [s] */
  readonly from: number;
  /** [s]; Infinity while it lasts. */
  to: number;
}

/** Interruptions kept at most; a run of years under a failure law would fill memory. */
const MOST = 20000;

/**
 * When machines stood still or were out, in the order in which that began. Writers: `model/cpu.ts` (standstills),
 * `model/operations/machines.ts` (outages: from a crash until the machine serves again or is not wanted any more).
 */
export class Interruptions {
  readonly entries: Interruption[] = [];
  /** Counts up with every change. */
  changes = 0;
  /** Those of each instance. */
  private readonly own = new Map<number, Interruption[]>();

  /** An interruption of an instance begins, unless it lasts already. */
  begin(kind: Interruption['kind'], instance: number, now: number): void {
    const own = this.own.get(instance);
    const lasts = own?.some((entry) => entry.kind === kind && entry.to === Infinity) ?? false;
    if (lasts || this.entries.length === MOST) return;
    const entry = { kind, instance, from: now, to: Infinity };
    this.entries.push(entry);
    if (own === undefined) this.own.set(instance, [entry]);
    else own.push(entry);
    this.changes++;
  }

  /** Interruptions of that kind of an instance end; nothing happens where there is none. */
  end(kind: Interruption['kind'], instance: number, now: number): void {
    for (const entry of this.own.get(instance) ?? []) {
      if (entry.kind !== kind || entry.to !== Infinity) continue;
      entry.to = now;
      this.changes++;
    }
  }

  /** When an instance stood still between two times [s], in order: stretches within them. */
  standstills(instance: number, from: number, to: number): readonly (readonly [from: number, to: number])[] {
    const own = this.own.get(instance) ?? [];
    const found: (readonly [number, number])[] = [];
    // What is asked for has just been; those before it are over long since.
    for (let i = own.length - 1; i >= 0; i--) {
      const entry = own[i];
      if (entry.kind !== 'standstill' || entry.from >= to) continue;
      if (entry.to <= from) break;
      found.unshift([entry.from > from ? entry.from : from, entry.to < to ? entry.to : to]);
    }
    return found;
  }
}
