import { describe, expect, test } from 'vitest';
import { choiceOf, isGiven, readArguments, valueOf, valuesOf, wholeOf } from '../../sim/cli/args.ts';
import type { Command } from '../../sim/cli/command.ts';
import { columns, csv } from '../../sim/cli/format/columns.ts';
import { count, percent, quantity } from '../../sim/cli/format/numbers.ts';

const COMMAND: Command = {
  name: 'go',
  words: 'FILE',
  summary: '',
  options: {
    seed: { type: 'string', value: 'S', about: '' },
    set: { type: 'string', value: 'P=V', multiple: true, about: '' },
    workers: { type: 'string', value: 'N', about: '' },
    check: { type: 'boolean', about: '' },
  },
  arity: [1, 1],
  run: () => 0,
};

const read = (...args: string[]) => readArguments(COMMAND, args);
const refusal = (...args: string[]) => {
  try {
    read(...args);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

describe('arguments', () => {
  test('are options and words in any order', () => {
    const given = read('--seed', 'x', 'file', '--set', '/a=1', '--set=/b=2', '--check');
    expect(given.words).toEqual(['file']);
    expect(valueOf(given, 'seed')).toBe('x');
    expect(valuesOf(given, 'set')).toEqual(['/a=1', '/b=2']);
    expect(isGiven(given, 'check')).toBe(true);
    expect(isGiven(given, 'workers')).toBe(false);
    expect(read('-').words).toEqual(['-']);
    expect(read('--', '--seed').words).toEqual(['--seed']);
  });

  test('that are not understood are told all at once', () => {
    expect(refusal('--sed', '1', '--workers', '--check=yes')).toEqual([
      'unknown option --sed; did you mean --seed?',
      'missing N after --workers',
      'for help: mailwatt go --help',
    ]);
    expect(refusal('a', '--check=yes', '--seed', '1', '--seed', '2')).toEqual([
      '--check takes no value: yes',
      '--seed may be given once only',
      'for help: mailwatt go --help',
    ]);
    expect(refusal('a', '--zzzzzzzz')[0]).toBe(
      'unknown option --zzzzzzzz; known: --seed, --set, --workers, --check, --help',
    );
    expect(refusal()).toEqual(['missing FILE', 'for help: mailwatt go --help']);
    expect(refusal('a', 'b', 'c')).toEqual(['unexpected: b c', 'for help: mailwatt go --help']);
  });

  test('need no words when help is asked for', () => {
    expect(isGiven(read('--help'), 'help')).toBe(true);
  });

  test('are whole numbers or known words where they must be', () => {
    expect(wholeOf(read('f', '--workers', '8'), 'workers', 1, 256)).toBe(8);
    expect(wholeOf(read('f'), 'workers', 1, 256)).toBeUndefined();
    for (const text of ['0', '257', '1.5', 'x', '1e1']) {
      expect(() => wholeOf(read('f', '--workers', text), 'workers', 1, 256)).toThrow(
        `--workers must be a whole number from 1 to 256: ${text}`,
      );
    }
    expect(choiceOf(read('f', '--seed', 'json'), 'seed', ['table', 'json'])).toBe('json');
    expect(() => choiceOf(read('f', '--seed', 'xml'), 'seed', ['table', 'json'])).toThrow(
      'unknown --seed: "xml" (known: "table", "json")',
    );
  });
});

describe('output for people', () => {
  test.each([
    [0, '0'],
    [0.00001234, '0.000012'],
    [0.01234, '0.0123'],
    [0.99996, '1.00'],
    [9.9951, '10.0'],
    [12.34, '12.3'],
    [123.4, '123'],
    [1234.5, '1,235'],
    [-1234567, '−1,234,567'],
    [null, '–'],
  ])('%s is written %s', (value, text) => {
    expect(quantity(value)).toBe(text);
  });

  test('counts are grouped, shares in percent', () => {
    expect(count(1234567)).toBe('1,234,567');
    expect(count(999)).toBe('999');
    expect(percent(0.5)).toBe('50.0%');
    expect(percent(0.0123)).toBe('1.23%');
    expect(percent(undefined)).toBe('–');
  });

  test('columns are aligned, cells of csv quoted where they must be', () => {
    expect(
      columns(
        [
          ['a', '1'],
          ['bbb', '22'],
        ],
        [1],
      ),
    ).toEqual(['a     1', 'bbb  22']);
    expect(
      csv([
        ['a,b', 1, null],
        ['say "x"', 2.5, 'y'],
      ]),
    ).toBe('"a,b",1,\n"say ""x""",2.5,y\n');
  });
});
