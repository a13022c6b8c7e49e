import { expect, test } from 'vitest';
import { knownAnswers } from './support/knownAnswers.ts';

// Any change of a random sequence changes the results of every scenario. If it is meant, `vitest -u` writes the new ones,
// and the changelog says so.
test('the first draws of every stream, distribution and function are the known ones, to the last bit', async () => {
  const text = Object.entries(knownAnswers())
    .map(([name, values]) => `${name}\n${values.map((value) => `  ${value}\n`).join('')}`)
    .join('');
  await expect(text).toMatchFileSnapshot('knownAnswers.txt');
});
