import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { readAddress } from '../../sim/share/address.ts';
import { compressor } from '../../web/share/compressor.ts';
import links from './fixtures/links.json';

interface Entry {
  readonly release: string;
  readonly madeBy: string;
  readonly hash: string;
  readonly scenario: { readonly name?: string };
  /** What a link that begins with “#2.” says of the result. */
  readonly expected?: object;
}

/** Links as the released versions made them: they must open for ever. Add to them with each release; change none. */
describe('links of released versions', () => {
  test.each(
    (links as Entry[]).map(
      ({ release, madeBy, hash, scenario, expected }) =>
        [scenario.name ?? 'unnamed', release, madeBy, hash, scenario, expected] as const,
    ),
  )('%s (%s, by %s) opens and is still valid', async (_name, _release, _madeBy, hash, scenario, expected) => {
    expect(await readAddress(hash, compressor)).toEqual({ kind: 'scenario', json: scenario, expected });
    const loaded = loadScenario(scenario);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });
});
