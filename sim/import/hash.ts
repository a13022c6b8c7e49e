/**
 * A 53-bit hash of a text: two 32-bit FNV-1a with different starts, mixed (finalizer of MurmurHash3, Appleby 2011). Names of messages and
 * sessions are remembered by it, since a piece of a line kept as text would keep the whole piece of the file alive.
 */
export function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return (mixed(a) >>> 0) * 0x200000 + (mixed(b ^ a) >>> 11);
}

/** Spreads a 32-bit number over all of its bits. */
export function mixed(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
