import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourOfWeek, multiplierAt, OFFICE, readCalendarTime, shapeOfRun, weekOf } from '../../sim/parts/profiles.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a weekly shape', () => {
  test.each([
    ['flat', 'flat'],
    ['office', 'office'],
    ['weights', { hours: Array.from({ length: 24 }, (_, i) => i), days: [1, 2, 3, 4, 5, 6, 7] }],
    ['weights without days', { hours: Array.from({ length: 24 }, (_, i) => i % 5) }],
  ] as const)('of %s has 168 hours of mean 1', (_, profile) => {
    expect(weekOf(profile)).toHaveLength(168);
    expect(mean(weekOf(profile))).toBeCloseTo(1, 12);
  });

  test('of an office has its busiest hour from 10 to 11 and quiet weekends', () => {
    const week = weekOf('office');
    const monday = week.slice(0, 24);
    expect(monday.indexOf(Math.max(...monday))).toBe(10);
    // 10.5 % of the day's mail; a workday has 1.25 of the week's mean.
    expect(Math.max(...monday) / monday.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(0.1049, 3);
    expect(mean(monday)).toBeCloseTo(1.25, 12);
    expect(mean(week.slice(120, 144)) / mean(monday)).toBeCloseTo(0.3, 12);
  });

  test('of an office adds up to a day, as its source prints it', () => {
    expect(OFFICE.hours.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(1, 2);
  });
});

describe('a date', () => {
  test('has the weekday that the calendar says', () => {
    const from = Date.UTC(1583, 0, 1);
    const to = Date.UTC(3000, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: from / 1000, max: to / 1000 }), (second) => {
        const date = new Date(second * 1000);
        const read = readCalendarTime(date.toISOString().slice(0, 19));
        expect(read).toEqual({ weekday: (date.getUTCDay() + 6) % 7, secondOfDay: ((second % 86400) + 86400) % 86400 });
      }),
    );
  });

  test('may leave out the seconds', () => {
    expect(readCalendarTime('2010-10-04T08:30')).toEqual({ weekday: 0, secondOfDay: 30600 });
  });

  test.each([
    '2010-13-01T00:00',
    '2010-02-29T00:00',
    '1900-02-29T00:00',
    '2010-04-31T00:00',
    '2010-10-04T24:00',
    '2010-10-04',
    'today',
  ])('%s is none', (text) => {
    expect(readCalendarTime(text)).toBeUndefined();
  });

  test.each(['2000-02-29T00:00', '2012-02-29T23:59:59'])('%s is one', (text) => {
    expect(readCalendarTime(text)).toBeDefined();
  });
});

describe('a shape laid along a run', () => {
  test('begins at the hour and weekday of its start', () => {
    const shape = shapeOfRun('office', '2010-10-09T09:40:00');
    const week = weekOf('office');
    expect(multiplierAt(shape, 0)).toBe(week[5 * 24 + 9]);
    expect(multiplierAt(shape, 20 * 60 - 1)).toBe(week[5 * 24 + 9]);
    expect(multiplierAt(shape, 20 * 60)).toBe(week[5 * 24 + 10]);
  });

  test('comes round after a week', () => {
    const shape = shapeOfRun('office', '2010-10-10T23:00:00');
    expect(hourOfWeek(shape.startS, 0)).toBe(167);
    expect(hourOfWeek(shape.startS, 3600)).toBe(0);
    expect(multiplierAt(shape, 7 * 86400)).toBe(multiplierAt(shape, 0));
  });

  test('needs a date that exists', () => {
    expect(() => shapeOfRun('flat', '2010-02-30T00:00')).toThrow('invalid date: 2010-02-30T00:00');
  });
});
