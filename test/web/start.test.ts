import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { QUESTIONS } from '../../web/panels/start/questions.ts';

test('every shipped scenario has its question on the start, and every question its scenario', () => {
  const files = readdirSync('scenarios').filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json');
  expect(Object.keys(QUESTIONS).sort()).toEqual(files.map((name) => name.slice(0, -5)).sort());
  for (const question of Object.values(QUESTIONS)) expect(question).toMatch(/\?$/);
});
