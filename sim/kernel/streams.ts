import alea from 'seedrandom/lib/alea.js';
import type { Source } from './source.ts';

const TO_WORD = 0x100000000; // 2³²
const TO_UNIT = 1 / 0x20000000000000; // 2⁻⁵³

/** A stream with a name and one purpose: seedrandom's alea, seeded by `seed/name`. Draws in sequence. */
export class NamedStream implements Source {
  private readonly next: () => number;
  private readonly double: () => number;

  /** The stream of that name under a seed; the same two give the same draws. */
  constructor(seed: string, name: string) {
    const generator = alea(`${seed}/${name}`);
    this.next = generator;
    this.double = generator.double;
  }

  /** A uint32. */
  word(): number {
    return this.next() * TO_WORD;
  }

  /** A multiple of 2⁻⁵³ in [0, 1). */
  uniform(): number {
    return this.double();
  }
}

/** The key of a `FateStream`: a uint32 drawn from the alea of that name. */
export function streamKey(seed: string, name: string): number {
  return alea(`${seed}/${name}`).int32() >>> 0;
}

/**
 * A counter-based generator: what it draws depends on (key, message number, a) alone, not on what was drawn before.
 * So every design deals the same fate to the same message, by construction.
 *
 * pcg4d of Jarzynski and Olano 2020, "Hash Functions for GPU Rendering", JCGT 9(3), with three rounds instead of two and
 * a last shift: as published, the low bits of what consecutive messages and attempts get are visibly dependent (it fails
 * dieharder's rank_6x8 and monobit2 along both), with three rounds they are not.
 */
export class FateStream implements Source {
  private readonly key: number;
  private readonly state = new Int32Array(8); // inputs x, y, z and the block's number; then the block's four words
  private used = 8;

  /** Positioned at message 0, a = 0; key a uint32 from `streamKey`. */
  constructor(key: number) {
    this.key = key | 0;
    this.at(0, 0);
  }

  /** Goes to the start of the draws of (number, a); number an integer from 0 to 2⁵³ − 1, a an int32. Returns this. */
  at(number: number, a: number): this {
    const state = this.state;
    // Few streams have so many messages; the others are spared a division.
    state[0] = number < TO_WORD ? this.key : this.key ^ Math.imul(Math.floor(number / TO_WORD), 0x9e3779b1);
    state[1] = number | 0;
    state[2] = a;
    state[3] = 0;
    this.used = 8;
    return this;
  }

  /** The next uint32 of the place it is at. */
  word(): number {
    if (this.used === 8) this.refill();
    return this.state[this.used++] >>> 0;
  }

  /** The next multiple of 2⁻⁵³ in [0, 1); takes two words. */
  uniform(): number {
    const used = this.used;
    if (used > 6) return this.uniformAcross();
    const state = this.state;
    this.used = used + 2;
    return ((state[used] >>> 5) * 0x4000000 + (state[used + 1] >>> 6)) * TO_UNIT;
  }

  /** A uniform whose two words are not both in the block: apart, so that the usual case is small enough to be inlined. */
  private uniformAcross(): number {
    const upper = this.word() >>> 5;
    return (upper * 0x4000000 + (this.word() >>> 6)) * TO_UNIT;
  }

  /** The next block of four words. */
  private refill(): void {
    const state = this.state;
    let x = (Math.imul(state[0], 1664525) + 1013904223) | 0;
    let y = (Math.imul(state[1], 1664525) + 1013904223) | 0;
    let z = (Math.imul(state[2], 1664525) + 1013904223) | 0;
    let w = (Math.imul(state[3]++, 1664525) + 1013904223) | 0;
    for (let round = 0; round < 3; round++) {
      x = (x + Math.imul(y, w)) | 0;
      y = (y + Math.imul(z, x)) | 0;
      z = (z + Math.imul(x, y)) | 0;
      w = (w + Math.imul(y, z)) | 0;
      x ^= x >>> 16;
      y ^= y >>> 16;
      z ^= z >>> 16;
      w ^= w >>> 16;
    }
    state[4] = x;
    state[5] = y;
    state[6] = z;
    state[7] = w;
    this.used = 4;
  }
}
