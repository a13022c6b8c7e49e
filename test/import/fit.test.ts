import { expect, test } from 'vitest';
import { Clock, dayAt, daysOf, hourOfWeekAt, writeTime } from '../../sim/import/calendar.ts';
import { Distinct } from '../../sim/import/distinct.ts';
import { Lines, LONGEST_LINE } from '../../sim/import/lines.ts';
import { patchTo } from '../../sim/import/patchTo.ts';
import { Sizes } from '../../sim/import/sizes.ts';
import { exposureOf, fitWeek } from '../../sim/import/week.ts';
import { compileDistribution } from '../../sim/kernel/distributions.ts';
import { NamedStream } from '../../sim/kernel/streams.ts';
import { mergePatch } from '../../sim/scenario/mergePatch.ts';

test('days of the calendar are those of the platform', () => {
  for (let days = -1000; days < 60_000; days += 17) {
    const date = new Date(days * 86_400_000);
    const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    expect(dayAt(days)).toEqual(day);
    expect(daysOf(day)).toBe(days);
    expect(hourOfWeekAt(days * 86400 + 7200)).toBe(((date.getUTCDay() + 6) % 7) * 24 + 2);
    expect(writeTime(days * 86400 + 3723)).toBe(`${date.toISOString().slice(0, 10)}T01:02:03`);
  }
});

test('a stamp without a year is of the latest possible one, and years follow each other', () => {
  const read = (latest: [number, number, number], ...lines: string[]): (string | undefined)[] => {
    const clock = new Clock({ year: latest[0], month: latest[1], day: latest[2] });
    return lines.map((line) => {
      const stamp = clock.read(line);
      return stamp && writeTime(stamp.atS);
    });
  };
  expect(read([2024, 5, 13], 'May 13 09:00:00 x', 'May 14 09:00:00 x')[0]).toBe('2024-05-13T09:00:00');
  expect(read([2024, 5, 13], 'May 14 09:00:00 x')).toEqual(['2023-05-14T09:00:00']);
  expect(read([2024, 5, 13], 'Dec 31 23:00:00 x', 'Jan  1 00:00:00 x', 'Dec 31 23:59:59 x')).toEqual([
    '2023-12-31T23:00:00',
    '2024-01-01T00:00:00',
    '2023-12-31T23:59:59',
  ]);
  expect(read([2023, 5, 13], 'Feb 29 09:00:00 x')).toEqual(['2020-02-29T09:00:00']);
  expect(read([2023, 5, 13], 'Feb 30 09:00:00 x', 'Mon  1 00:00:00 x', 'Jan  1 24:00:00 x', '')).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(read([2023, 5, 13], '2024-02-30T00:00:00Z x', '2024-02-29 07:08:09.5 x')).toEqual([
    undefined,
    '2024-02-29T07:08:09',
  ]);
});

test('a week is found again from the part of it that was watched', () => {
  // Monday 06:00 to Thursday 18:00 of the week after: every weekday, some twice, hours unevenly.
  const from = daysOf({ year: 2024, month: 5, day: 13 }) * 86400 + 6 * 3600;
  const exposure = exposureOf(from, from + 10.5 * 86400);
  expect(exposure.reduce((sum, s) => sum + s, 0)).toBe(10.5 * 86400);
  expect(exposure[5]).toBe(3600);
  expect(exposure[6]).toBe(7200);
  const hour = (h: number): number => 1 + (h % 12) / 4;
  const day = (d: number): number => (d > 4 ? 0.3 : 1);
  const counts = exposure.map((s, cell) => 0.01 * s * hour(cell % 24) * day(Math.floor(cell / 24)));
  const fit = fitWeek(counts, exposure);
  const meanHour = 1 + 5.5 / 4;
  const meanDay = 5.6 / 7;
  fit.hours.forEach((w, h) => expect(w).toBeCloseTo(hour(h) / meanHour, 3));
  fit.days.forEach((w, d) => expect(w).toBeCloseTo(day(d) / meanDay, 3));
  expect(fit.perS).toBeCloseTo(0.01 * meanHour * meanDay, 9);
  expect([fit.hoursCovered, fit.daysCovered]).toEqual([24, 7]);
  // A single Tuesday: other weekdays are taken to be like it, and so is the weekend for want of better.
  const tuesday = exposureOf(from + 18 * 3600, from + 42 * 3600);
  const one = fitWeek(
    tuesday.map((s) => s / 60),
    tuesday,
  );
  expect(one.daysCovered).toBe(1);
  expect(one.days).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(one.perS).toBeCloseTo(1 / 60, 9);
});

test('lognormal sizes are found to be that, others are kept as they are, with their mean', () => {
  const luck = new NamedStream('sizes', 'test');
  const drawn = (spec: Parameters<typeof compileDistribution>[0]): Sizes => {
    const sampler = compileDistribution(spec);
    const sizes = new Sizes();
    for (let i = 0; i < 20_000; i++) sizes.add(sampler.sample(luck));
    return sizes;
  };
  const lognormal = drawn({ dist: 'lognormal', median: 8, sigma: 1.2 });
  expect(lognormal.misfit).toBeLessThan(0.02);
  const law = lognormal.distribution('auto') as { dist: string; median: number; sigma: number };
  expect(law.dist).toBe('lognormal');
  // Four standard errors of 20,000.
  expect(Math.abs(Math.log(law.median / 8))).toBeLessThan((4 * 1.2) / Math.sqrt(20_000));
  expect(Math.abs(law.sigma - 1.2)).toBeLessThan((4 * 1.2) / Math.sqrt(40_000));
  const two = drawn({ dist: 'empirical', values: [2, 500], weights: [3, 1] });
  expect(two.distribution('auto')).toEqual({
    dist: 'empirical',
    values: [2, 500],
    weights: [expect.any(Number), expect.any(Number)],
  });
  const spec = lognormal.distribution('empirical') as Parameters<typeof compileDistribution>[0];
  expect(compileDistribution(spec).mean / lognormal.mean).toBeCloseTo(1, 3);
  const alike = new Sizes();
  for (let i = 0; i < 9; i++) alike.add(7);
  expect(alike.distribution('auto')).toBe(7);
  expect(new Sizes().distribution('auto')).toBeUndefined();
});

test('distinct texts are counted in little room', () => {
  for (const n of [0, 1, 3, 500, 5000, 60_000]) {
    const distinct = new Distinct();
    for (let i = 0; i < n; i++) for (let again = 0; again < 2; again++) distinct.add(`user${i}@example.org`);
    expect(Math.abs(distinct.count() - n)).toBeLessThanOrEqual(Math.ceil(0.06 * n));
  }
});

test('lines are cut at their ends only, and at their greatest length', () => {
  const lines: string[] = [];
  const cut = new Lines((line) => lines.push(line));
  for (const piece of ['a\nb', 'c\r', '\n\n', 'x'.repeat(3 * LONGEST_LINE), 'y\nlast']) cut.push(piece);
  cut.finish();
  expect(lines.map((line) => line.slice(0, 4))).toEqual(['a', 'bc', '', 'xxxx', 'last']);
  expect(lines[3]).toHaveLength(LONGEST_LINE);
});

test('a merge patch makes one value into another', () => {
  const from = { a: 1, b: { c: 1, d: [1] }, e: { f: 1 } };
  const wanted = { a: 1, b: { d: [1, 2], g: { h: 0 } }, i: 'new' };
  const patch = patchTo(wanted, from);
  expect(patch).toEqual({ b: { c: null, d: [1, 2], g: { h: 0 } }, e: null, i: 'new' });
  expect(mergePatch(from, patch)).toEqual(wanted);
});
