import { describe, expect, test } from 'vitest';
import { duration, moment, startOf } from '../../web/words/clock.ts';
import { against, isNoticed, largest, smallest } from '../../web/words/compare.ts';
import {
  closedUp,
  count,
  countOf,
  energy,
  list,
  money,
  percent,
  plain,
  roughly,
  say,
  seconds,
  shortList,
  watts,
} from '../../web/words/numbers.ts';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [0.012345, '0.0123'],
    [12.345, '12.3'],
    [999.6, '1,000'],
    [12_345.6, '12,346'],
    [-0.0000001, '-0.0000001'],
    [NaN, '–'],
    [Infinity, '–'],
  ])('%s is written %s', (x, text) => {
    expect(plain(x)).toBe(text);
  });

  test('shares never round to full or to nothing', () => {
    expect([0, 0.00001, 0.0042, 0.071, 0.634, 0.9996, 1].map(percent)).toEqual([
      '0%',
      '<0.01%',
      '0.42%',
      '7.1%',
      '63%',
      '99.9%',
      '100%',
    ]);
  });

  test('times come in the unit that suits them', () => {
    expect([0, 4e-7, 0.35, 12.34, 119, 400, 7300, 200_000].map((s) => say(seconds(s)))).toEqual([
      '0 s',
      '0.4 µs',
      '350 ms',
      '12.3 s',
      '119 s',
      '6.67 min',
      '2.03 h',
      '2.31 days',
    ]);
  });

  test('watts, energy and money', () => {
    expect(say(watts(1165.4))).toBe('1,165 W');
    expect(say(watts(52_300))).toBe('52.3 kW');
    expect(say(energy(0.0234))).toBe('23.4 Wh');
    expect(say(energy(53.13))).toBe('53.1 kWh');
    expect(money(5.4723, 'USD')).toBe('$5.47');
    expect(money(0.04321, 'EUR')).toBe('€0.0432');
    expect(money(12_345.6, 'USD')).toBe('$12,346');
  });

  test('counts and lists', () => {
    expect(count(1_234_567)).toBe('1,234,567');
    expect([3_430_000, 136_400, 12.34].map(roughly)).toEqual(['3.43 million', '136,000', '12.3']);
    expect([countOf(1, 'host'), countOf(4, 'host'), countOf(2, 'try', 'tries')]).toEqual([
      '1 host',
      '4 hosts',
      '2 tries',
    ]);
    expect([list([]), list(['a']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect(shortList(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
  });
});

describe('the clock', () => {
  const start = startOf('2010-10-04T00:00');

  test('has the weekday of the start, and the date where the run is longer than a week', () => {
    expect(moment(start + 34_800, 86_400)).toBe('Mon 09:40');
    expect(moment(start + 34_801, 86_400)).toBe('Mon 09:40:01');
    expect(moment(start + 34_800, 86_400 * 30)).toBe('Mon 4 Oct 09:40');
  });

  test('says lengths in words', () => {
    expect([0.25, 90, 4800, 3600, 86_400, 604_800, 90_000, 259_199].map(duration)).toEqual([
      '250 ms',
      '90 s',
      '80 min',
      '1 h',
      '24 h',
      '7 days',
      '25 h',
      '3 days',
    ]);
  });
});

describe('comparing', () => {
  const words = { less: 'less', more: 'more', same: 'the same' };

  test('says less and more in percent, and times from twice on', () => {
    expect(against(560, 1000, words)).toBe('44% less');
    expect(against(1100, 1000, words)).toBe('10% more');
    expect(against(3000, 1000, words)).toBe('3 times as much');
    expect(against(1001, 1000, words)).toBe('the same');
    expect(against(5, 0, words)).toBe('more');
  });

  test('calls a difference noticed from half a second and a tenth on', () => {
    expect([isNoticed(7.28, 7.03), isNoticed(0.1, 0.5), isNoticed(3, 12), isNoticed(600, 601)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  test('finds the smallest and the largest among missing ones', () => {
    expect([smallest([null, 3, NaN, 2]), largest([null, 3, NaN, 2]), smallest([null])]).toEqual([3, 1, -1]);
  });
});

test('percents of a scenario’s text are written as the page’s own, and nothing else of it is changed', () => {
  expect(closedUp('95 % of mail, 0.2\u00a0% of it spam')).toBe('95% of mail, 0.2% of it spam');
  for (const text of ['100%', 'a % b', '5 percent', '5\n%']) expect(closedUp(text)).toBe(text);
});
