import { describe, expect, test } from 'vitest';
import { filled, joined, numberText, placeholdersOf, verdictOnGuess } from '../../web/words/lessonText.ts';

const scenario = { mailboxes: 2000, facility: { currency: 'EUR' } };
const result = { designs: { a: { energy: { meanW: 740 }, p95: 0.2 }, b: { energy: { meanW: 370 } } } };

describe('the text of a lesson', () => {
  test('has its numbers from the run and the scenario', () => {
    const text =
      '{{scenario /mailboxes count}} mailboxes, {{result /designs/a/energy/meanW W}}, {{result /designs/a/energy/meanW over /designs/b/energy/meanW times}}, {{result /designs/b/energy/meanW minus /designs/a/energy/meanW W}}.';
    expect(filled(text, { result, scenario })).toBe('2,000 mailboxes, 740 W, 2 times, -370 W.');
    expect(placeholdersOf(text).map(({ source }) => source)).toEqual(['scenario', 'result', 'result', 'result']);
  });

  test('waits for the run, and says where it has no such number', () => {
    expect(filled('{{result /a W}}, {{scenario /mailboxes count}}', { result: undefined, scenario })).toBe('…, 2,000');
    expect(filled('{{result /missing W}}', { result, scenario })).toBe('–');
  });

  test('leaves alone what is no placeholder', () => {
    expect(filled('{{other /a W}} {{result a W}} {x}', { result, scenario })).toBe('{{other /a W}} {{result a W}} {x}');
    expect(joined(['a', '', 'b'])).toBe('a\n\nb');
  });

  test.each([
    ['W', 1234, '1,234 W'],
    ['kWh', 0.5, '500 Wh'],
    ['kg', 3, '3 kg CO₂'],
    ['%', 0.456, '46%'],
    ['s', 0.25, '250 ms'],
    ['ms', 480, '480 ms'],
    ['GB', 8, '8 GB'],
    ['count', 1234.4, '1,234'],
    ['plain', 1.2345, '1.23'],
    ['times', 2.5, '2.5 times'],
    ['money', 1.5, '€1.50'],
  ] as const)('writes %s', (format, value, words) => {
    expect(numberText(value, format, 'EUR')).toBe(words);
  });
});

describe('a guess beside the run', () => {
  test.each([
    [1, 1, 'Exactly what the run showed.'],
    [1, 0, 'The run showed none at all.'],
    [95, 100, 'Close: 5% below what the run showed.'],
    [104, 100, 'Close: 4% above what the run showed.'],
    [60, 100, '40% below what the run showed.'],
    [150, 100, '50% above what the run showed.'],
    [20, 100, 'The run showed 5 times as much.'],
    [300, 100, 'You guessed 3 times as much as the run showed.'],
    [0, 100, 'The run showed more than that.'],
  ])('%s beside %s', (guess, shown, words) => {
    expect(verdictOnGuess(guess, shown)).toBe(words);
  });
});
