import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergePatch } from '../../sim/scenario/mergePatch.ts';

describe('a merge patch', () => {
  // RFC 7396, appendix A, in its order.
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('makes of %s by %s what RFC 7396 says', (target, patch, outcome) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(outcome));
  });

  test('changes neither of its arguments', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const before = JSON.stringify([target, patch]);
        mergePatch(target, patch);
        expect(JSON.stringify([target, patch])).toBe(before);
      }),
    );
  });

  test('has no further effect when it is applied again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const once = mergePatch(target, patch);
        expect(JSON.stringify(mergePatch(once, patch))).toBe(JSON.stringify(once));
      }),
    );
  });

  test('leads from any object to any other without null', () => {
    const withoutNull = (value: unknown) => !JSON.stringify(value).includes('null');
    const object = fc.dictionary(fc.string(), fc.jsonValue().filter(withoutNull));
    fc.assert(
      fc.property(object, object, (from, to) => {
        const removals = Object.fromEntries(Object.keys(from).map((key) => [key, null]));
        expect(mergePatch(mergePatch(from, removals), to)).toEqual(mergePatch({}, to));
      }),
    );
  });

  test('touches no prototype, whatever its members are called', () => {
    const patch: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    const outcome = mergePatch({}, patch);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(outcome)).toBe(Object.prototype);
    expect(Object.keys(outcome as object)).toEqual(['__proto__', 'constructor']);
  });
});
