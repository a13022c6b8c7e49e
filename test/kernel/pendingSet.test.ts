import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PendingSet } from '../../sim/kernel/pendingSet.ts';

/** What a pending set must do, by searching through a list. */
class Model {
  now = 0;
  running = 0;
  entries: { subject: number; at: number; order: number }[] = [];

  schedule(subject: number, at: number): void {
    this.cancel(subject);
    if (at < Infinity) this.entries.push({ subject, at, order: this.running++ });
  }

  cancel(subject: number): void {
    this.entries = this.entries.filter((entry) => entry.subject !== subject);
  }

  first(): { subject: number; at: number } {
    const sorted = this.entries.toSorted((a, b) => a.at - b.at || a.order - b.order);
    return sorted[0] ?? { subject: -1, at: Infinity };
  }

  take(): number {
    const { subject, at } = this.first();
    if (subject >= 0) this.now = at;
    this.cancel(subject);
    return subject;
  }
}

type Pair = { model: Model; real: PendingSet; subjects: number };

function compare({ model, real, subjects }: Pair): void {
  expect(real.first()).toBe(model.first().subject);
  expect(real.firstTime()).toBe(model.first().at);
  expect(real.now).toBe(model.now);
  for (let subject = 0; subject < subjects; subject++) {
    const entry = model.entries.find((one) => one.subject === subject);
    expect(real.timeOf(subject)).toBe(entry?.at ?? Infinity);
    expect(real.isScheduled(subject)).toBe(entry !== undefined);
  }
}

/** Few delays, so that there are many ties. */
const delay = fc.constantFrom(0, 0, 1, 1, 2, 3.5, 10, Infinity);
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('schedule' as const), subject: fc.nat(39), delay }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), subject: fc.nat(39) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('grow' as const), by: fc.nat(9) }) },
);

test('does what a sorted list would, whatever the order of schedule, move, cancel, take and grow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(command, { maxLength: 120 }), (start, commands) => {
      const pair = { model: new Model(), real: new PendingSet(start), subjects: start };
      const { model, real } = pair;
      for (const step of commands) {
        if (step.do === 'schedule') {
          const subject = step.subject % pair.subjects;
          model.schedule(subject, model.now + step.delay);
          real.schedule(subject, real.now + step.delay);
        } else if (step.do === 'cancel') {
          model.cancel(step.subject % pair.subjects);
          real.cancel(step.subject % pair.subjects);
        } else if (step.do === 'grow') {
          pair.subjects += step.by;
          real.grow(pair.subjects);
        } else {
          expect(real.take()).toBe(model.take());
        }
        compare(pair);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('takes equal times in the order in which they were scheduled, and a moved subject counts as new', () => {
  const pending = new PendingSet(6);
  for (const subject of [3, 1, 4, 0, 5]) pending.schedule(subject, 7);
  pending.schedule(1, 7);
  pending.schedule(2, 6);
  const taken: number[] = [];
  while (pending.first() >= 0) taken.push(pending.take());
  expect(taken).toEqual([2, 3, 4, 0, 5, 1]);
  expect(pending.now).toBe(7);
});

test('taking from an empty set gives −1 and leaves the clock alone', () => {
  const pending = new PendingSet(1);
  expect(pending.take()).toBe(-1);
  pending.schedule(0, 5);
  expect(pending.take()).toBe(0);
  expect(pending.take()).toBe(-1);
  expect(pending.now).toBe(5);
  expect(pending.firstTime()).toBe(Infinity);
});

test('what is due now may be scheduled, the past, NaN and strangers may not', () => {
  const pending = new PendingSet(4);
  pending.schedule(2, 10);
  pending.take();
  pending.schedule(2, 10);
  expect(pending.take()).toBe(2);
  expect(() => pending.schedule(3, 9.5)).toThrow(
    new RangeError('invalid time: 9.5 for subject 3 at 10 s (must not be in the past)'),
  );
  expect(() => pending.schedule(3, NaN)).toThrow(
    new RangeError('invalid time: NaN for subject 3 at 10 s (must be a number)'),
  );
  expect(() => pending.schedule(4, 11)).toThrow(/^unknown subject: 4/);
  expect(() => pending.schedule(-1, 11)).toThrow(/^unknown subject: -1/);
  expect(pending.isScheduled(3)).toBe(false);
});

test('keeps thousands of subjects in order', () => {
  const subjects = 5000;
  const pending = new PendingSet(subjects);
  for (let subject = 0; subject < subjects; subject++) pending.schedule(subject, (subject * 7919) % 1009);
  let previous = -1;
  let previousSubject = -1;
  for (let i = 0; i < subjects; i++) {
    const subject = pending.take();
    const inOrder = pending.now > previous || (pending.now === previous && subject > previousSubject);
    if (!inOrder || pending.now !== (subject * 7919) % 1009) expect.fail(`${subject} at ${pending.now}`);
    previous = pending.now;
    previousSubject = subject;
  }
  expect(pending.first()).toBe(-1);
});
