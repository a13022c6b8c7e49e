import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Levels } from '../../sim/kernel/level.ts';

test('the area is that of the rectangles', () => {
  const levels = new Levels(2);
  levels.set(0, 3, 2); // 0 from 0 to 2
  levels.add(0, -1, 6); // 3 from 2 to 6
  levels.set(1, 5, 6);
  expect(levels.area(0, 10)).toBe(3 * 4 + 2 * 4);
  expect(levels.average(0, 0, 10)).toBe(2);
  expect(levels.area(1, 10)).toBe(20);
  expect(levels.value[0]).toBe(2);
  expect(levels.peak[0]).toBe(3);
});

test('asking changes nothing', () => {
  const levels = new Levels(1);
  levels.set(0, 1, 0);
  for (let now = 0; now <= 8; now++) expect(levels.area(0, now)).toBe(now);
});

test('a reset forgets areas and peaks and keeps values', () => {
  const levels = new Levels(1);
  levels.set(0, 9, 0);
  levels.set(0, 4, 5);
  levels.reset(10);
  expect(levels.value[0]).toBe(4);
  expect(levels.peak[0]).toBe(4);
  expect(levels.area(0, 10)).toBe(0);
  expect(levels.average(0, 10, 10)).toBe(4);
  levels.add(0, 2, 15);
  expect(levels.average(0, 10, 20)).toBe(5);
  expect(levels.peak[0]).toBe(6);
});

test('the total runs on through a reset', () => {
  const levels = new Levels(1);
  levels.set(0, 2, 1);
  levels.reset(4);
  levels.set(0, 5, 6);
  levels.reset(7);
  expect(levels.total(0, 9)).toBe(2 * 5 + 5 * 3);
  expect(levels.area(0, 9)).toBe(10);
});

test('a change at the same instant counts for its peak, not for its area', () => {
  const levels = new Levels(1);
  levels.set(0, 100, 1);
  levels.set(0, 0, 1);
  expect(levels.area(0, 3)).toBe(0);
  expect(levels.peak[0]).toBe(100);
});

test('the average does not depend on how often nothing was changed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 50 }), (steps) => {
      const levels = new Levels(2);
      let now = 0;
      for (const [wait, value] of steps) {
        for (let i = 0; i < wait; i++) levels.add(1, 0, ++now);
        levels.set(0, value, now);
        levels.set(1, value, now);
      }
      expect(levels.area(0, now + 3)).toBe(levels.area(1, now + 3));
    }),
    { seed: 1 },
  );
});
