import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { FateStream, NamedStream, streamKey } from '../../sim/kernel/streams.ts';
import { chiSquareScore } from './support/statistics.ts';

describe('a named stream', () => {
  test('is seedrandom’s alea of seed/name', () => {
    const ours = new NamedStream('monday', 'arrivals/spam');
    const theirs = seedrandom.alea('monday/arrivals/spam');
    for (let i = 0; i < 1000; i++) {
      expect(ours.uniform()).toBe(theirs.double());
      expect(ours.word()).toBe(theirs.int32() >>> 0);
    }
  });

  test('gives whole words of 32 bits and uniforms of 53', () => {
    const stream = new NamedStream('seed', 'range');
    let wrong = 0;
    let largest = 0;
    let fine = false;
    for (let i = 0; i < 10000; i++) {
      const word = stream.word();
      if (word !== word >>> 0) wrong++;
      largest = Math.max(largest, word);
      const u = stream.uniform();
      if (!(u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53))) wrong++;
      fine ||= (u * 2 ** 53) % 2 === 1;
    }
    expect(wrong).toBe(0);
    expect(largest).toBeGreaterThan(0xff000000);
    expect(fine).toBe(true);
  });

  test('has nothing in common with the stream of a similar name or seed', () => {
    const names = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/10', 'arrivals', 'arrivalt', 'arrivals ', ''];
    const streams = [...names.map((name) => new NamedStream('s', name)), new NamedStream('t', 'a/1')];
    const columns = streams.map((stream) => Float64Array.from({ length: 20000 }, () => stream.uniform() - 0.5));
    for (let a = 0; a < columns.length; a++) {
      for (let b = 0; b < a; b++) {
        let sum = 0;
        for (let i = 0; i < 20000; i++) sum += columns[a]![i]! * columns[b]![i]!;
        expect(Math.abs((sum * 12) / Math.sqrt(20000)), `${a} and ${b}`).toBeLessThan(4);
      }
    }
  });

  test('a key is a word of the alea of its name', () => {
    expect(streamKey('monday', 'fate')).toBe(seedrandom.alea('monday/fate').int32() >>> 0);
    expect(streamKey('monday', 'fate')).not.toBe(streamKey('tuesday', 'fate'));
  });
});

/** The block of four words by whole numbers of any size, as the formula is published, but for the third round. */
function block(key: number, number: bigint, a: number, index: number): number[] {
  const word = (x: bigint): bigint => x & 0xffffffffn;
  const upper = word((number >> 32n) * 0x9e3779b1n);
  let v = [BigInt(key) ^ upper, word(number), word(BigInt(a)), BigInt(index)].map((x) =>
    word(x * 1664525n + 1013904223n),
  );
  for (let round = 0; round < 3; round++) {
    let [x, y, z, w] = v as [bigint, bigint, bigint, bigint];
    x = word(x + y * w);
    y = word(y + z * x);
    z = word(z + x * y);
    w = word(w + y * z);
    v = [x, y, z, w].map((one) => one ^ (one >> 16n));
  }
  return v.map(Number);
}

describe('a fate stream', () => {
  test('computes its formula', () => {
    for (const key of [0, 1, 0xffffffff, 123456789]) {
      const stream = new FateStream(key);
      for (const number of [0, 1, 77, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5, 2 ** 53 - 1]) {
        for (const a of [0, 1, 65536, -1]) {
          stream.at(number, a);
          const words = Array.from({ length: 12 }, () => stream.word());
          expect(words).toEqual([0, 1, 2].flatMap((index) => block(key, BigInt(number), a, index)));
        }
      }
    }
  });

  test('draws the same for a message whatever was drawn before', () => {
    const one = new FateStream(42);
    const other = new FateStream(42);
    for (let i = 999; i >= 0; i--) {
      one.at(i, 2);
      for (let used = 0; used < i % 7; used++) one.word();
      one.at(500, 3);
      other.at(500, 3);
      expect([one.uniform(), one.uniform(), one.word()]).toEqual([other.uniform(), other.uniform(), other.word()]);
    }
  });

  test('a uniform is made of two words', () => {
    const words = new FateStream(1).at(2, 3);
    const uniforms = new FateStream(1).at(2, 3);
    for (let i = 0; i < 10; i++) {
      const upper = words.word() >>> 5;
      expect(uniforms.uniform()).toBe((upper * 2 ** 26 + (words.word() >>> 6)) / 2 ** 53);
    }
  });

  test('starts at message 0', () => {
    expect(new FateStream(9).word()).toBe(new FateStream(9).at(0, 0).word());
  });
});

/** The i-th of many streams that differ in one input by one. */
const stream = new FateStream(0x9d2c5680);
const walks: [string, (i: number) => FateStream][] = [
  ['message numbers', (i) => stream.at(i, 3)],
  ['message numbers in steps of 2¹⁶', (i) => stream.at(i * 65536, 3)],
  ['attempts and stages', (i) => stream.at(77, i)],
  ['small groups of attempts', (i) => stream.at(i >> 4, i & 15)],
  ['keys', (i) => new FateStream(i).at(5, 1)],
];

describe.each(walks)('along consecutive %s', (_name, walk) => {
  const n = 100000;

  test('every word has uniform bytes, high and low', () => {
    const counts = Array.from({ length: 16 }, () => new Float64Array(256));
    for (let i = 0; i < n; i++) {
      const fate = walk(i);
      for (let word = 0; word < 4; word++) {
        const value = fate.word();
        for (let byte = 0; byte < 4; byte++) counts[4 * word + byte]![(value >>> (8 * byte)) & 255]!++;
      }
    }
    for (const bytes of counts) expect(Math.abs(chiSquareScore(bytes))).toBeLessThan(4);
  });

  test('high and low bits of neighbours are independent, next, second next and sixteenth', () => {
    const values = new Uint32Array(n);
    for (let i = 0; i < n; i++) values[i] = walk(i).word();
    for (const lag of [1, 2, 16, 256]) {
      for (const shift of [26, 0]) {
        const pairs = new Float64Array(4096);
        for (let i = lag; i < n; i++)
          pairs[(((values[i]! >>> shift) & 63) << 6) | ((values[i - lag]! >>> shift) & 63)]!++;
        expect(Math.abs(chiSquareScore(pairs)), `lag ${lag}, from bit ${shift}`).toBeLessThan(4);
      }
    }
  });

  test('every bit flips half of the time from one to the next, and no two bits flip together', () => {
    const flips = new Float64Array(32);
    const together = new Float64Array(32 * 32);
    let previous = walk(0).word();
    for (let i = 1; i < n; i++) {
      const word = walk(i).word();
      const changed = word ^ previous;
      previous = word;
      for (let bit = 0; bit < 32; bit++) {
        if (!((changed >>> bit) & 1)) continue;
        flips[bit]!++;
        for (let other = 0; other < bit; other++) together[32 * bit + other]! += (changed >>> other) & 1;
      }
    }
    const score = (count: number, share: number): number =>
      Math.abs(count - n * share) / Math.sqrt(n * share * (1 - share));
    for (let bit = 0; bit < 32; bit++) {
      expect(score(flips[bit]!, 0.5)).toBeLessThan(4);
      for (let other = 0; other < bit; other++) expect(score(together[32 * bit + other]!, 0.25)).toBeLessThan(4.8);
    }
  });

  test('no two blocks are equal, not even in half', () => {
    const halves = new BigUint64Array(2 * n);
    for (let i = 0; i < n; i++) {
      const fate = walk(i);
      for (let half = 0; half < 2; half++) halves[2 * i + half] = (BigInt(fate.word()) << 32n) | BigInt(fate.word());
    }
    expect(new Set(halves).size).toBe(2 * n);
  });
});

test('changing any one bit of the inputs changes every bit of the output half of the time', () => {
  const random = new NamedStream('avalanche', 'inputs');
  const n = 3000;
  for (let input = 0; input < 32 * 3; input++) {
    const mask = (1 << (input & 31)) >>> 0;
    const changes = new Float64Array(32);
    for (let i = 0; i < n; i++) {
      const [key, number, a] = [random.word(), random.word(), random.word() & 0xff];
      const before = new FateStream(key).at(number, a).word();
      const after =
        input < 32
          ? new FateStream(key ^ mask).at(number, a).word()
          : input < 64
            ? new FateStream(key).at((number ^ mask) >>> 0, a).word()
            : new FateStream(key).at(number, a ^ mask).word();
      for (let bit = 0; bit < 32; bit++) changes[bit]! += ((before ^ after) >>> bit) & 1;
    }
    for (const count of changes) {
      expect(Math.abs(count - n / 2) / Math.sqrt(n / 4), `input bit ${input}`).toBeLessThan(4.8);
    }
  }
});
