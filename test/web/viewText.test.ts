import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleNamed, readAddress, scenarioHash, withView } from '../../sim/share/address.ts';
import { compressor } from '../../web/share/compressor.ts';
import { readView, viewText } from '../../web/share/viewText.ts';
import type { View } from '../../web/share/viewText.ts';

const name = fc.stringMatching(/^[a-z][a-zA-Z.]{0,20}$/);
const list = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });
const at = fc.integer({ min: 0, max: 1e9 }).map((ms) => ms / 1000);
const views: fc.Arbitrary<View> = fc.record(
  {
    range: fc
      .tuple(
        at,
        at.map((more) => more + 0.001),
      )
      .map(([from, more]) => [from, Math.round((from + more) * 1000) / 1000] as const),
    byPart: fc.constant(true),
    hidden: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 }),
    choices: fc.dictionary(name, name, { minKeys: 1, maxKeys: 4 }),
    switched: list,
    stream: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: [] },
);

describe('what a link says to look at', () => {
  test('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(readView(viewText(view))).toEqual(view);
      }),
    );
  });

  test('is nothing where all is as at first', () => {
    expect(viewText({ hidden: [], choices: {}, switched: [] })).toBe('');
    expect(readView('')).toEqual({});
  });

  test('is left out where it is nonsense, or too much', () => {
    for (const text of [
      'time=5+1',
      'time=-1+5',
      'time=x+y',
      'time=1',
      'time=0+1e999',
      'by=all',
      'show=cpu',
      'scale=%3Ca%3E',
    ]) {
      expect(readView(text), text).toEqual({});
    }
    expect(readView(`time=1+2&hide=${'x'.repeat(5000)}`)).toEqual({});
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof readView(text) === 'object'));
  });

  test('follows the scenario in the address, and does not change it', async () => {
    const text = viewText({ range: [60, 120.5], hidden: ['latency/p99'] });
    expect(text).toBe('time=60+120.5&hide=latency%2Fp99');
    const hash = await scenarioHash({ format: 'mailwatt/1' }, compressor);
    expect(withView(hash, '')).toBe(hash);
    expect(await readAddress(withView(hash, text), compressor)).toEqual({
      kind: 'scenario',
      json: { format: 'mailwatt/1' },
      view: text,
    });
    expect(await readAddress(`#example/spam-storm~${text}`, compressor)).toEqual({
      kind: 'example',
      id: 'spam-storm',
      view: text,
    });
    expect(exampleNamed(`#example/spam-storm~${text}`)).toBe('spam-storm');
    // Written by hand, a ~ is a part of the scenario.
    expect(await readAddress('#u.{"name":"a~b"}', compressor)).toEqual({ kind: 'scenario', json: { name: 'a~b' } });
  });
});
