import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPointer, parsePointer, readPointer, withPointer } from '../../sim/scenario/pointer.ts';

// RFC 6901, section 5.
const DOCUMENT = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('a JSON pointer', () => {
  test.each([
    ['', DOCUMENT],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j leads where RFC 6901 says', (pointer, value) => {
    expect(readPointer(DOCUMENT, pointer)).toEqual(value);
  });

  test.each(['/nothing', '/foo/2', '/foo/00', '/foo/-1', '/foo/length', '/foo/0/x', '/toString', '/__proto__'])(
    '%s leads to nothing',
    (pointer) => {
      expect(readPointer(DOCUMENT, pointer)).toBeUndefined();
    },
  );

  test.each(['foo', '/a~', '/a~2b'])('%s is none, and that is said', (pointer) => {
    expect(() => parsePointer(pointer)).toThrow(RangeError);
  });

  test('reads back as the names it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (names) => {
        expect(parsePointer(formatPointer(names))).toEqual(names);
      }),
    );
  });
});

describe('a value put at a pointer', () => {
  test('stands there, and everything else as before', () => {
    const json = { a: { b: [1, 2, { c: 3 }] }, d: 4 };
    expect(withPointer(json, '/a/b/2/c', 'new')).toEqual({ a: { b: [1, 2, { c: 'new' }] }, d: 4 });
    expect(json).toEqual({ a: { b: [1, 2, { c: 3 }] }, d: 4 });
  });

  test('makes the objects on its way, and may be appended to a list', () => {
    expect(withPointer({}, '/a/b', 1)).toEqual({ a: { b: 1 } });
    expect(withPointer({ a: [1] }, '/a/-', 2)).toEqual({ a: [1, 2] });
    expect(withPointer({ a: [1] }, '/a/1', 2)).toEqual({ a: [1, 2] });
  });

  test.each([
    ['/a/5', 'no item 5 of 1'],
    ['/a/x', 'no item x of 1'],
    ['/b/c', '/b has no members'],
    ['/__proto__/x', 'forbidden key'],
  ])('cannot stand at %s, which is said', (pointer, words) => {
    expect(() => withPointer({ a: [1], b: 2 }, pointer, 0)).toThrow(words);
  });
});
