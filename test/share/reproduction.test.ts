import { expect, test } from 'vitest';
import { compressor } from '../../sim/cli/compressor.ts';
import { readAddress, scenarioHash } from '../../sim/share/address.ts';
import { readExpectation } from '../../sim/share/expectation.ts';
import { compareWith, expectationOf } from '../../sim/share/reproduction.ts';
import { assembleResult } from '../../sim/study/assemble.ts';
import { reproductionWords } from '../../web/words/reproduced.ts';
import { queue } from '../support/queue.ts';
import { simulate } from '../support/simulate.ts';

const scenario = queue({ arrivals: { process: 'poisson', perS: 4 }, cpuMs: 100, durationS: 60, warmupS: 0 });
const resultOf = (seed: string) => {
  const { result } = simulate({ ...scenario, seed });
  return assembleResult(scenario, seed, { one: result });
};
const first = resultOf('a');
const expected = expectationOf(first, ['/energy/itKWh', '/nothing/here', '/energy/itKWh']);

test('a link with its result brings both, and says that the same came out', async () => {
  const hash = await scenarioHash({ format: 'mailwatt/1' }, compressor, expected);
  expect(hash).toMatch(/^#2\.[\w-]+$/);
  const address = await readAddress(hash, compressor);
  expect(address).toEqual({ kind: 'scenario', json: { format: 'mailwatt/1' }, expected });
  const outcome = compareWith(expected, first);
  expect(outcome).toEqual({ same: true, engine: { before: '0.1.0', now: '0.1.0' }, designs: [], missing: [] });
  expect(reproductionWords(outcome).head).toBe('Reproduced exactly.');
});

test('another result is told with the design, its parts and its figures', () => {
  const other = resultOf('b');
  const { same, designs } = compareWith(expected, other);
  expect(same).toBe(false);
  expect(designs[0]?.parts).toEqual(
    ['streams', 'tiers', 'hosts', 'energy', 'operations'].filter((p) => p !== 'operations'),
  );
  expect(designs[0]?.figures).toEqual([
    {
      pointer: '/energy/itKWh',
      before: Number(first.designs['one']?.energy.itKWh.toPrecision(6)),
      now: Number(other.designs['one']?.energy.itKWh.toPrecision(6)),
    },
  ]);
});

test('one part alone that came out otherwise is named alone', () => {
  const one = first.designs['one']!;
  const dearer = assembleResult(scenario, 'a', { one: { ...one, energy: { ...one.energy, cost: 1 } } });
  expect(compareWith(expected, dearer).designs).toEqual([{ id: 'one', parts: ['energy'], figures: [] }]);
  expect(compareWith(expected, assembleResult(scenario, 'a', { two: one })).missing).toEqual(['one', 'two']);
});

test('another version of the engine is said to be the likely reason', () => {
  const older = { ...expected, engine: '0.0.9', digest: '0'.repeat(16) };
  expect(reproductionWords(compareWith(older, first)).text).toContain(
    'version 0.0.9 of the engine, this page has 0.1.0',
  );
});

test.each([
  ['nothing', null],
  ['a list', []],
  ['a short digest', { ...expected, digest: 'abc' }],
  ['an engine with markup', { ...expected, engine: '<b>' }],
  ['a figure that is no pointer', { ...expected, figures: ['x'] }],
  ['too many figures', { ...expected, figures: Array.from({ length: 9 }, () => '/a') }],
  ['a design without parts', { ...expected, designs: { one: { digest: '01234567', figures: [] } } }],
  ['a figure that is text', { ...expected, designs: { one: { digest: '01234567', parts: [], figures: ['1', null] } } }],
  ['too many designs', { ...expected, designs: Object.fromEntries(Array.from({ length: 13 }, (_, i) => [i, {}])) }],
])('an expectation that is %s is refused, with words for it', async (_, json) => {
  expect(readExpectation(json)).toBeUndefined();
  const payload = (await scenarioHash({ scenario: {}, result: json }, compressor)).slice(3);
  const address = await readAddress(`#2.${payload}`, compressor);
  expect(address.kind === 'problem' && address.message).toContain('The result that came with the link');
  const bare = (await scenarioHash({ format: 'mailwatt/1' }, compressor)).slice(3);
  const without = await readAddress(`#2.${bare}`, compressor);
  expect(without.kind === 'problem' && without.message).toContain('should be in it, but they are not');
});
