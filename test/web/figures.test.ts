import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { scenarioFigures } from '../../sim/scenario/sources/scenarioFigures.ts';
import { figureValue, partOf, placeOf } from '../../web/words/figures.ts';

const json = { extends: 'enterprise-2010@1', mailboxes: 20, incidents: [] };
const loaded = loadScenario(json);
if (!loaded.ok) throw new Error('the scenario does not load');
const { scenario } = loaded;

describe('the figures of a scenario, in words', () => {
  test.each([
    ['/streams/spam/sizeKB/median', 'streams', 'Spam, steady part'],
    ['/tiers/gateway/stages/12/cpuMs/mean', 'tiers', 'Gateway, SpamAssassin-class content engine'],
    ['/tiers/gateway/patienceS', 'tiers', 'Gateway'],
    ['/designs/virtual/pools/dmz/hosts', 'designs', 'Virtualized, zones apart, DMZ hosts'],
    ['/designs/virtual/tiers/groupware/vcpus', 'designs', 'Virtualized, zones apart, Groupware'],
    [
      '/designs/virtual/equipment/0/watts',
      'designs',
      'Virtualized, zones apart, Shared storage, 20 disks and controllers',
    ],
    ['/objectives/0/atMost', 'run', '95% of inbound mail delivered within a minute'],
    ['/facility/pue', 'facility', 'Facility'],
    ['/mailboxes', 'run', 'Scenario'],
  ])('%s', (pointer, part, place) => {
    expect(partOf(pointer)).toBe(part);
    expect(placeOf(scenario, pointer)).toBe(place);
  });

  test('a value keeps its digits and has its unit', () => {
    expect(figureValue(9.2308, '1/day')).toBe('9.2308/day');
    expect(figureValue(28_800, 's')).toBe('28,800 s');
    expect(figureValue([1, 2, 3], '')).toBe('3 values, 1 to 3');
    expect(figureValue([1, 1], 'W')).toBe('2 × 1 W');
  });

  test('are those stated, then the defaults, each once and with a source', () => {
    const figures = scenarioFigures(json, scenario);
    expect(new Set(figures.map(({ pointer }) => pointer)).size).toBe(figures.length);
    expect(figures.filter(({ source }) => source.from === 'scenario').map(({ pointer }) => pointer)).toEqual([
      '/mailboxes',
    ]);
    const defaults = figures.filter(({ source }) => source.from === 'default');
    expect(defaults.length).toBeGreaterThan(50);
    expect(figures.slice(-defaults.length)).toEqual(defaults);
    expect(figures.every(({ description }) => description.length > 1)).toBe(true);
  });
});
