import { expect, test } from 'vitest';
import { wishFor } from '../../web/topology/steps.ts';
import { KEYS } from '../../web/panels/keys/keys.ts';
import { pageKey } from '../../web/state/pageKey.ts';

test('keys of the whole page are nobody else’s: not where one types or chooses, not with Ctrl', () => {
  expect(pageKey('?', false, 'body')).toBe('help');
  expect(pageKey('r', false, 'button')).toBe('run');
  expect(pageKey('R', false, 'input:range')).toBe('run');
  expect(pageKey('r', true, 'body')).toBeUndefined();
  for (const typing of ['textarea', 'select', 'edited', 'input:text', 'input:number', 'input:search'])
    expect(pageKey('r', false, typing), typing).toBeUndefined();
  expect(pageKey('a', false, 'body')).toBeUndefined();
});

test('the list of keys has those of the playback, each once at a place', () => {
  const names: Readonly<Record<string, string>> = { Space: ' ', '←': 'ArrowLeft', '→': 'ArrowRight' };
  const playback = KEYS.find(({ where }) => where.startsWith('In the playback'));
  const told = playback?.keys.flatMap(({ keys }) => keys) ?? [];
  expect(told.length).toBeGreaterThan(7);
  for (const key of told)
    expect(wishFor(names[key] ?? (key.length === 1 ? key.toLowerCase() : key)), key).toBeDefined();
  for (const { keys } of KEYS) {
    const all = keys.map(({ does }) => does);
    expect(new Set(all).size).toBe(all.length);
  }
});
