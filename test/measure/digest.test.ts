import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, digestOf } from '../../sim/measure/digest.ts';
import { numbersOf, readNumber } from '../../sim/measure/pointer.ts';

describe('canonical JSON', () => {
  test('sorts members by name, keeps lists, leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [3, 1, { z: null, y: true }], c: undefined })).toBe(
      '{"a":[3,1,{"y":true,"z":null}],"b":1}',
    );
  });

  test("writes numbers in ECMAScript's shortest form", () => {
    expect(canonicalJson([0.1, -0, 1e21, 1 / 3, 123456789012, 5e-324])).toBe(
      '[0.1,0,1e+21,0.3333333333333333,123456789012,5e-324]',
    );
  });

  test('is the same however the members were put in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(members));
        expect(JSON.parse(canonicalJson(members))).toEqual(JSON.parse(JSON.stringify(members)));
      }),
    );
  });

  test.each([[NaN], [Infinity], [-Infinity], [undefined], [() => 1]])('refuses %s', (value) => {
    expect(() => canonicalJson({ deep: [value] })).toThrow(RangeError);
  });
});

describe('the digest', () => {
  test('is SHA-256 in hexadecimal', () => {
    const value = { größe: [1, 'ü', '😀'] };
    expect(digestOf(value)).toBe(createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex'));
  });
});

describe('numbers of a result', () => {
  test('are read by pointer, null where there is none', () => {
    const result = { streams: { ham: { deliveryS: { p95: 3, p99: null } } } };
    expect(readNumber(result, '/streams/ham/deliveryS/p95')).toBe(3);
    expect(readNumber(result, '/streams/ham/deliveryS/p99')).toBeNull();
    expect(readNumber(result, '/streams/ham')).toBeNull();
    expect(readNumber(result, '/streams/spam/lost')).toBeNull();
  });

  test('are walked in their order and each can be read back by its pointer', () => {
    const result = {
      events: 1,
      hosts: [{ id: 'a', meanW: 2 }],
      tiers: { 'x/y': { u: 3, none: null } },
      findings: [{ n: 9 }],
    };
    const found = [...numbersOf(result)];
    expect(found).toEqual([
      ['/events', 1],
      ['/hosts/0/meanW', 2],
      ['/tiers/x~1y/u', 3],
    ]);
    for (const [pointer, value] of found) expect(readNumber(result, pointer)).toBe(value);
  });
});
