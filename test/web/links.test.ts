import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { readAddress } from '../../web/share/address.ts';
import links from './fixtures/links.json';

/** Links as the released versions made them: they must open for ever. Add to them with each release; change none. */
describe('links of released versions', () => {
  test.each(
    links.map(({ release, madeBy, hash, scenario }) => [scenario.name, release, madeBy, hash, scenario] as const),
  )('%s (%s, by %s) opens and is still valid', async (_name, _release, _madeBy, hash, scenario) => {
    expect(await readAddress(hash)).toEqual({ kind: 'scenario', json: scenario });
    const loaded = loadScenario(scenario);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });
});
