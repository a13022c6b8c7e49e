import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectedEventsOfAll } from '../../sim/scenario/estimate.ts';
import { parseScenario } from '../../sim/scenario/load.ts';
import { EXAMPLES, FIRST, loadExample } from '../../web/state/examples.ts';

test('the first example comes first, and there are others', () => {
  expect(EXAMPLES.length).toBeGreaterThan(10);
  expect(EXAMPLES[0]?.id).toBe(FIRST);
});

test.each(EXAMPLES)('$id, read when the page was built, is what its file says', async ({ id, name }) => {
  const text = readFileSync(new URL(`../../scenarios/${id}.json`, import.meta.url), 'utf8');
  const loaded = parseScenario(text);
  if (!loaded.ok) throw new Error('the example is no valid scenario');
  const { scenario, notes } = loaded;
  expect(await loadExample(id)).toEqual({
    json: JSON.parse(text) as unknown,
    scenario,
    notes,
    events: expectedEventsOfAll(scenario),
  });
  expect(scenario.name).toBe(name);
});

test('there is no example of another name', async () => {
  expect(await loadExample('nowhere')).toBeUndefined();
});
