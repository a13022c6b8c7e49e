import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NamedStream } from '../../sim/kernel/streams.ts';
import { standardNormal } from '../../sim/kernel/ziggurat.ts';
import { mser5 } from '../../sim/study/mser.ts';

/** Squared standard error of the mean of the batches from `cut` on, as the formula is published. */
function errorFrom(batches: readonly number[], cut: number): number {
  const left = batches.slice(cut);
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  return left.reduce((sum, value) => sum + (value - mean) ** 2, 0) / left.length ** 2;
}

function batchesOf(values: readonly number[]): number[] {
  return Array.from({ length: Math.floor(values.length / 5) }, (_, i) =>
    values.slice(5 * i, 5 * i + 5).reduce((sum, value) => sum + value / 5, 0),
  );
}

function noise(name: string, n: number): number[] {
  const stream = new NamedStream('mser', name);
  return Array.from({ length: n }, () => standardNormal(stream));
}

describe('the cut of a series', () => {
  test('has the least error of all', () => {
    const series = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 50, maxLength: 400 });
    fc.assert(
      fc.property(series, (values) => {
        const batches = batchesOf(values);
        const { deleted } = mser5(values);
        const error = errorFrom(batches, deleted / 5);
        for (let cut = 0; cut <= batches.length - 5; cut++) {
          expect(error).toBeLessThanOrEqual(errorFrom(batches, cut) * (1 + 1e-9) + 1e-9);
        }
      }),
    );
  });

  test('is where a decaying beginning ends in the noise', () => {
    for (let seed = 0; seed < 10; seed++) {
      const values = noise(`decay ${seed}`, 2000).map((z, i) => 10 + z - 10 * Math.exp(-i / 40));
      const { deleted, settled } = mser5(values);
      expect(settled).toBe(true);
      expect(deleted).toBeGreaterThanOrEqual(60);
      expect(deleted).toBeLessThanOrEqual(400);
    }
  });

  test('is at once where nothing changes, and in the second half where nothing settles', () => {
    expect(mser5(new Float64Array(100).fill(3))).toEqual({ deleted: 0, settled: true });
    expect(mser5(noise('growing', 1000).map((z, i) => z + i)).settled).toBe(false);
  });

  test('needs fifty observations, and leaves out an incomplete batch', () => {
    expect(() => mser5(new Float64Array(49))).toThrow('too few observations: 49');
    const values = noise('whole', 200);
    expect(mser5([...values, 1e6, 1e6])).toEqual(mser5(values));
  });
});
