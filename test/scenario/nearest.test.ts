import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../sim/scenario/nearest.ts';

describe('the edit distance', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['poisson', 'posison', 1],
    ['ab', 'ba', 1],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('is the same both ways and never longer than the longer word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('the nearest known word', () => {
  const KNOWN = ['inbound', 'outbound', 'internal'];

  test.each([
    ['inbund', 'inbound'],
    ['Inbound', 'inbound'],
    ['outbond', 'outbound'],
    ['internl', 'internal'],
  ])('to %s is %s', (word, known) => {
    expect(nearest(word, KNOWN)).toBe(known);
  });

  test('is none when nothing is near', () => {
    expect(nearest('sideways', KNOWN)).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
    expect(nearest('x'.repeat(1000), KNOWN)).toBeUndefined();
  });
});
