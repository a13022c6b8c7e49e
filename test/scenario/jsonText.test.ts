import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syntaxProblem } from '../../sim/scenario/jsonText.ts';

const messageOf = (text: string) => syntaxProblem(text)?.message;

describe('the reader of JSON text', () => {
  test.each([
    ['{"a": 1,\n  "b" 2}', 'line 2, column 7: a colon should stand here'],
    ['{"a": 1\n "b": 2}', 'line 2, column 2: a comma or "}" should stand here'],
    ['{"a": [1, 2,]}', 'line 1, column 12: no comma may stand before "]"'],
    ['{"a": 1,}', 'line 1, column 8: no comma may stand before "}"'],
    ['{"a": 01}', 'line 1, column 8: a comma or "}" should stand here'],
    ['{a: 1}', 'line 1, column 2: a name in quotation marks should stand here'],
    ["{'a': 1}", 'line 1, column 2: a name in quotation marks should stand here'],
    ['{"a": yes}', 'line 1, column 7: a value should stand here'],
    ['{"a": "x\ny"}', 'line 1, column 7: text is not closed, or holds a line break or an unknown escape'],
    ['{"a": "\\x"}', 'line 1, column 7: text is not closed, or holds a line break or an unknown escape'],
    ['{"a": 1', 'line 1, column 8: a comma or "}" should stand here, but the text ends'],
    ['', 'line 1, column 1: a value should stand here, but the text ends'],
    ['{} {}', 'line 1, column 4: nothing may follow the end'],
    ['{\n// here\n}', 'line 2, column 1: JSON has no comments'],
    ['{"a": 1, "b": {}, "a": 2}', 'line 1, column 19: second member of this name: "a"'],
  ])('says of %j: %s', (text, words) => {
    expect(messageOf(text)).toBe(`invalid JSON, ${words}`);
  });

  test('takes what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        expect(messageOf(pretty)).toBeUndefined();
      }),
    );
  });

  test('refuses what JSON.parse refuses, wherever a character is lost, doubled or exchanged', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '0', '-', '.', 'e', '\\', '\n', 'x'),
      )
      .map(
        ([text, at, instead]) =>
          text.slice(0, at % (text.length + 1)) + instead + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        const message = messageOf(text);
        // A name may come up twice by the damage: that alone JSON.parse does not mind.
        if (!message?.includes('second member')) expect(message === undefined).toBe(parses);
      }),
      { numRuns: 2000 },
    );
  });

  test('looks no deeper than it must', () => {
    expect(messageOf('['.repeat(100_000))).toContain('must be nested at most 64 deep');
    expect(messageOf('['.repeat(64) + ']'.repeat(64))).toBeUndefined();
  });
});
