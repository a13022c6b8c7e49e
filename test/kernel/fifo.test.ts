import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from '../../sim/kernel/fifo.ts';

test('does what an array with push and shift does', () => {
  const command = fc.oneof(
    { weight: 50, arbitrary: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) },
    { weight: 40, arbitrary: fc.constant('shift' as const) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const fifo = new Fifo(1);
      let list: number[] = [];
      for (const step of commands) {
        if (step === 'shift') expect(fifo.shift()).toBe(list.shift() ?? -1);
        else if (step === 'clear') {
          fifo.clear();
          list = [];
        } else {
          fifo.push(step);
          list.push(step);
        }
        expect(fifo.length).toBe(list.length);
        expect(fifo.peek()).toBe(list[0] ?? -1);
        expect(Array.from({ length: fifo.length }, (_, i) => fifo.at(i))).toEqual(list);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});
