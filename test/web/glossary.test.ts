import { expect, test } from 'vitest';
import { Claims, GLOSSARY, glossed } from '../../web/words/glossary.ts';

test('words of the glossary are found whole, in any form, the longest first, and marked once', () => {
  const seen = new Set<string>();
  const words = (text: string) =>
    glossed(text, seen).flatMap(({ text: own, entry }) => (entry === undefined ? [] : [`${own}: ${entry.word}`]));
  expect(words('Slots and hosts; a cold spare. Slotted hostages, p95-like.')).toEqual([
    'Slots: slot',
    'hosts: host',
    'cold spare: spare',
  ]);
  expect(words('A slot on a host at P99.')).toEqual(['P99: p95']);
  for (const text of ['', 'nothing', 'a tier, a zone and a pool.', 'PUE']) {
    const pieces = glossed(text, new Set());
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  }
});

test('the glossary is in order, and every word has one meaning', () => {
  const words = GLOSSARY.map(({ word }) => word.toLowerCase());
  expect(words).toEqual([...new Set(words)].sort());
  const forms = GLOSSARY.flatMap(({ word, forms: more = [] }) => [word, ...more]).map((form) => form.toLowerCase());
  expect(new Set(forms).size).toBe(forms.length);
});

test('of several headings the first marks a word, as often as it is drawn, until it is gone', () => {
  const claims = new Claims();
  const words = (text: string, owner: string) =>
    claims.pieces(text, owner).flatMap(({ entry }) => (entry === undefined ? [] : [entry.word]));
  expect(words('CPU use by tier', 'card')).toEqual(['tier']);
  expect(words('CPU utilization by tier', 'chart')).toEqual(['utilization']);
  expect(words('CPU use by tier', 'card')).toEqual(['tier']);
  expect(words('Tiers', 'table')).toEqual([]);
  claims.release('card');
  expect(words('Tiers', 'table')).toEqual(['tier']);
  // A place that says something else now gives back what it had.
  expect(words('Power', 'table')).toEqual([]);
  expect(words('Queues by tier', 'other')).toEqual(['tier']);
});
