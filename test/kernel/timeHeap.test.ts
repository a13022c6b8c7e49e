import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeHeap } from '../../sim/kernel/timeHeap.ts';

const command = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({ do: fc.constant('push' as const), key: fc.constantFrom(-1, 0, 1, 1, 2, 7, 1e9) }),
  },
  { weight: 20, arbitrary: fc.record({ do: fc.constant('pop' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
);

test('does what a sorted list would, first pushed first on equal keys', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
      const heap = new TimeHeap(1);
      let list: { key: number; item: number }[] = [];
      let item = 0;
      for (const step of commands) {
        if (step.do === 'push') {
          heap.push(step.key, item);
          const after = list.findIndex((entry) => entry.key > step.key);
          list.splice(after < 0 ? list.length : after, 0, { key: step.key, item: item++ });
        } else if (step.do === 'pop') {
          expect(heap.pop()).toBe(list.shift()?.item ?? -1);
        } else {
          heap.clear();
          list = [];
        }
        expect(heap.length).toBe(list.length);
        expect(heap.peekKey()).toBe(list[0]?.key ?? Infinity);
        expect(heap.peekItem()).toBe(list[0]?.item ?? -1);
        const held = Array.from({ length: heap.length }, (_, i) => heap.itemAt(i)).sort((a, b) => a - b);
        expect(held).toEqual(list.map((entry) => entry.item).sort((a, b) => a - b));
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('sorts a hundred thousand entries, ties by age', () => {
  const heap = new TimeHeap();
  const keys = Float64Array.from({ length: 100000 }, (_, i) => Math.imul(i, 2654435761) % 5000);
  keys.forEach((key, item) => heap.push(key, item));
  let previous = heap.pop();
  for (let i = 1; i < keys.length; i++) {
    const item = heap.pop();
    const ordered = keys[item]! > keys[previous]! || (keys[item] === keys[previous] && item > previous);
    if (!ordered) expect.fail(`${item} after ${previous}`);
    previous = item;
  }
  expect(heap.length).toBe(0);
});

test('takes infinite keys last', () => {
  const heap = new TimeHeap();
  heap.push(Infinity, 1);
  heap.push(5, 2);
  heap.push(-Infinity, 3);
  expect([heap.pop(), heap.pop(), heap.peekKey(), heap.pop(), heap.pop()]).toEqual([3, 2, Infinity, 1, -1]);
});
