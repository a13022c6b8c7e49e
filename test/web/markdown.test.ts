import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown } from '../../web/words/markdown.ts';

const kinds = (text: string) => parseMarkdown(text).map(({ kind }) => kind);

describe('the text of a scenario', () => {
  test('has headings, paragraphs, lists, quotes, code, tables and rules', () => {
    expect(kinds('# A\n\ntext\nmore\n\n- a\n- b\n\n1. x\n\n> q\n\n```\nc\n```\n\n| a |\n|---|\n| 1 |\n\n---')).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'quote',
      'code',
      'table',
      'rule',
    ]);
  });

  test('has emphasis, strong, code and web links inside', () => {
    expect(parseInline('a *b* **c** `d` [e](https://x.org/)')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'emphasis', of: [{ kind: 'text', text: 'b' }] },
      { kind: 'text', text: ' ' },
      { kind: 'strong', of: [{ kind: 'text', text: 'c' }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd' },
      { kind: 'text', text: ' ' },
      { kind: 'link', href: 'https://x.org/', of: [{ kind: 'text', text: 'e' }] },
    ]);
  });

  test.each(['<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '[x](data:text/html,1)', 'snake_case_name'])(
    '%s stays text',
    (text) => {
      expect(
        parseInline(text)
          .map((piece) => ('text' in piece ? piece.text : piece.kind))
          .join(''),
      ).toBe(text);
    },
  );

  test('loses no words, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'ab*_`[]()#|-> \n\\1.'.split('')) }), (text) => {
        expect(Array.isArray(parseMarkdown(text))).toBe(true);
      }),
    );
  });

  test.each(['`', '*', '**a', '_a ', '[', '[a](', '# ', '|-', '- ', '> ', '**', '1. ', '\\', '``a', 'a\n', '|'])(
    'of 20,000 characters made of %j does not hold the page up',
    (piece) => {
      const text = piece.repeat(20_000 / piece.length);
      const before = performance.now();
      parseMarkdown(text);
      parseMarkdown(`${text}x`);
      expect(performance.now() - before).toBeLessThan(1000);
    },
  );
});
