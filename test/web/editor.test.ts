import { describe, expect, test } from 'vitest';
import spamStorm from '../../scenarios/spam-storm.json';
import storms from '../../scenarios/storm-with-scaling.json';
import textbook from '../../scenarios/textbook-queues.json';
import { loadScenario } from '../../sim/scenario/load.ts';
import { formatPath } from '../../sim/scenario/problem.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { scenario as scenarioSchema } from '../../sim/scenario/schema/scenario.ts';
import { schemaAt, valueAt } from '../../sim/scenario/schemaWalk.ts';
import { addition, least, removal } from '../../web/panels/edit/create.ts';
import { boundsOf, defaultOf, remarksOf, wordsOf } from '../../web/panels/edit/describe.ts';
import { diagnosticsOf } from '../../web/panels/edit/diagnostics.ts';
import { differences } from '../../web/panels/edit/differences.ts';
import { changed, presetOf, wholeOf } from '../../web/panels/edit/patch.ts';
import type { Change, Path } from '../../web/panels/edit/patch.ts';
import { ratesOf } from '../../web/panels/edit/rates.ts';
import { renaming } from '../../web/panels/edit/renaming.ts';
import { begunWith, redone, stepped, undone } from '../../web/state/history.ts';

const storm = JSON.stringify(spamStorm, null, 2);
const parse = (text: string) => JSON.parse(text) as Record<string, unknown>;
const after = (text: string, ...changes: Change[]) => parse(changed(text, changes));
const whole = (json: unknown, path: Path) => valueAt(wholeOf(json), path);

/** The scenario that a file means; fails where it is none. */
function valid(json: unknown): Scenario {
  const loaded = loadScenario(json);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return loaded.scenario;
}

describe('a change of a patch', () => {
  test('writes no more than what differs, and leaves the rest of the text alone', () => {
    const text = changed(storm, [{ path: ['designs', 'virtual', 'pools', 'dmz', 'hosts'], value: 5 }]);
    expect(valueAt(parse(text), ['designs', 'virtual'])).toEqual({ pools: { dmz: { hosts: 5 } } });
    expect(text).toContain(storm.slice(0, storm.indexOf('"roomier"')));
    expect(valid(parse(text)).designs['virtual']?.pools['dmz']?.hosts).toBe(5);
  });

  test('back to the preset takes it out again, with what would be left empty around it', () => {
    const path = ['designs', 'virtual', 'pools', 'dmz', 'hosts'];
    const there = changed(storm, [{ path, value: 5 }]);
    const preset = valueAt(presetOf(parse(storm)), path);
    expect(parse(changed(there, [{ path, value: preset }]))).toEqual(parse(storm));
  });

  test('inside of a list that only the preset has takes the whole list over', () => {
    const path = ['tiers', 'gateway', 'stages', 2, 'share'];
    const json = after(storm, { path, value: 0.5 });
    expect(valueAt(json, ['tiers', 'gateway', 'stages'])).toHaveLength(
      (whole(spamStorm, ['tiers', 'gateway', 'stages']) as unknown[]).length,
    );
    expect(valid(json).tiers['gateway']?.stages[2]?.share).toBe(0.5);
    const before = whole(spamStorm, path);
    expect(after(JSON.stringify(json), { path, value: before })).toEqual(spamStorm);
  });

  test('to another form of a value is rid of what the preset has there', () => {
    const path = ['streams', 'ham', 'messagesPerSession'];
    const json = after(storm, { path, value: { dist: 'exponential', mean: 2 } });
    expect(valid(json).streams['ham']?.messagesPerSession).toEqual({ dist: 'exponential', mean: 2 });
    const constant = after(JSON.stringify(json), { path, value: 3 });
    expect(valid(constant).streams['ham']?.messagesPerSession).toBe(3);
  });

  test('to none removes what the preset has, and a removed part can come back', () => {
    const slots = ['designs', 'virtual', 'tiers', 'gateway', 'slots'];
    expect(valid(after(storm, { path: slots, value: null })).designs['virtual']?.tiers['gateway']?.slots).toBeNull();
    const without = changed(storm, [{ path: ['designs', 'physical'], value: undefined }]);
    expect(Object.keys(valid(parse(without)).designs)).toEqual(['virtual', 'roomier']);
    const back = { path: ['designs', 'physical'], value: whole(spamStorm, ['designs', 'physical']) };
    expect(parse(changed(without, [back]))).toEqual(spamStorm);
  });

  test('of a file that stands alone is written as it is', () => {
    const text = JSON.stringify(textbook, null, 2);
    const json = after(text, { path: ['run', 'durationS'], value: 7200 });
    expect(valid(json).run.durationS).toBe(7200);
    expect(presetOf(json)).toBeUndefined();
  });
});

describe('renaming', () => {
  const renamed = (json: unknown, path: Path, name: string) =>
    after(JSON.stringify(json), ...renaming(wholeOf(json), path, name));

  test.each([
    ['a stream', ['streams', 'spam'], 'junk'],
    ['a tier', ['tiers', 'gateway'], 'front'],
    ['a pool', ['designs', 'virtual', 'pools', 'dmz'], 'outside'],
    ['a design', ['designs', 'virtual'], 'cluster'],
    ['a stage', ['tiers', 'gateway', 'stages', 0], 'hello'],
    ['an incident', ['incidents', 0], 'wave'],
  ])('%s renames what refers to it', (_, path, name) => {
    for (const file of [spamStorm, storms]) {
      // A preset leaves routes to the usual names of tiers, so they are stated first.
      const routes = {
        inbound: ['gateway', 'backbone', 'groupware'],
        outbound: ['groupware', 'backbone', 'gateway'],
        internal: ['groupware', 'backbone', 'groupware'],
      };
      const json = renamed({ ...file, routes }, path, name);
      const scenario = valid(json);
      expect(JSON.stringify(scenario)).toContain(`"${name}"`);
    }
  });
});

describe('new parts', () => {
  test.each([['streams'], ['tiers'], ['designs']])('of %s are valid at once, and gone without a trace', (record) => {
    const schema = schemaAt(scenarioSchema, [record], wholeOf(spamStorm));
    if (schema === undefined) throw new Error('missing schema');
    const made = addition(schema, [record], wholeOf(spamStorm));
    const text = changed(storm, made);
    const scenario = valid(parse(text));
    const [first] = made;
    expect(valueAt(scenario, first?.path ?? [])).toBeDefined();
    expect(parse(changed(text, removal(first?.path ?? [], wholeOf(parse(text)))))).toEqual(spamStorm);
  });

  test('of every kind of incident name what there is', () => {
    const schema = schemaAt(scenarioSchema, ['incidents', 0, 'pool'], { incidents: [{ kind: 'hostFailure' }] });
    if (schema === undefined) throw new Error('missing schema');
    expect(least(schema, ['incidents', 0, 'pool'], wholeOf(spamStorm))).not.toBe('');
  });
});

describe('what is said of a field', () => {
  const at = (path: Path) => {
    const schema = schemaAt(scenarioSchema, path, wholeOf(spamStorm));
    if (schema === undefined) throw new Error(`missing schema: ${formatPath(path)}`);
    return schema;
  };

  test('is its label, unit, bounds, default and source, from the schema alone', () => {
    const detect = ['designs', 'virtual', 'pools', 'dmz', 'ha', 'detectS'];
    expect(wordsOf(at(detect), detect)).toMatchObject({ unit: 's' });
    expect(defaultOf(at(detect))).toBe(18);
    expect(
      remarksOf(at(detect))
        .map(({ text }) => text)
        .join(),
    ).toContain('vSphere');
    expect(boundsOf(at(['designs', 'virtual', 'pools', 'dmz', 'hosts']))).toEqual({ min: 1, max: 2000, whole: true });
  });
});

describe('differences', () => {
  test('are told place by place, in lists by the items of one id', () => {
    const before = {
      a: 1,
      list: [
        { id: 'x', n: 1 },
        { id: 'y', n: 2 },
      ],
      gone: true,
    };
    const now = {
      a: 2,
      list: [
        { id: 'x', n: 1 },
        { id: 'y', n: 3 },
      ],
    };
    expect(differences(before, now).map(({ path, after }) => [formatPath(path), after])).toEqual([
      ['a', 2],
      ['list[1].n', 3],
      ['gone', undefined],
    ]);
  });
});

describe('problems in the text', () => {
  test('stand at the value, and where the preset holds it, at the nearest thing that the file says', () => {
    const text = changed(storm, [
      { path: ['designs', 'roomier', 'pools', 'dmz', 'hosts'], value: 0 },
      { path: ['run', 'startsAt'], value: 'noon' },
    ]);
    const loaded = loadScenario(parse(text));
    const found = diagnosticsOf({ text, problems: loaded.ok ? [] : loaded.problems });
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(['"noon"', '0']);
    const missing = diagnosticsOf({
      text,
      problems: [{ path: 'streams.ham.class', steps: ['streams', 'ham', 'class'], message: 'unknown' }],
    });
    expect(missing[0]).toMatchObject({ from: 0, message: 'streams.ham.class: unknown' });
  });
});

describe('the history of a text', () => {
  test('takes back step by step, and what belongs together at once', () => {
    let history = begunWith('a');
    history = stepped(history, 'ab', 'name', 1000);
    history = stepped(history, 'abc', 'name', 1500);
    history = stepped(history, 'abcd', 'name', 9000);
    history = stepped(history, 'x', 'hosts', 9100);
    expect(history.before).toEqual(['a', 'abc', 'abcd']);
    expect(undone(undone(history)).text).toBe('abc');
    expect(redone(undone(undone(history))).text).toBe('abcd');
    expect(undone(undone(undone(undone(history)))).text).toBe('a');
    expect(stepped(undone(history), 'y', '', 1).after).toEqual([]);
  });
});

describe('expected mail', () => {
  test('is the mean rate times the profile times the spike', () => {
    const scenario = valid({
      format: 'mailwatt/1',
      run: { startsAt: '2010-10-04T00:00:00', durationS: 14400 },
      streams: {
        ham: {
          direction: 'inbound',
          class: 'ham',
          arrivals: { process: 'poisson', perS: 2 },
          profile: { hours: [1, 3, ...Array.from({ length: 22 }, () => 1)] },
        },
      },
      tiers: { gateway: { stages: [] } },
      designs: { d: { pools: { p: {} }, tiers: { gateway: { pool: 'p' } } } },
      incidents: [
        { id: 's', kind: 'spike', stream: 'ham', atS: 7200, factor: 5, rampS: 600, holdS: 1200, decayS: 600 },
      ],
    });
    const [ham] = ratesOf(scenario);
    const at = (t: number) => ham?.points.filter(([time]) => time === t).map(([, y]) => Number(y.toFixed(6)));
    const base = 2 / (26 / 24);
    const r = (factor: number) => Number((base * factor).toFixed(6));
    expect(at(0)).toEqual([r(1)]);
    expect(at(3600)).toEqual([r(1), r(3)]);
    expect(at(7200)).toEqual([r(3), r(1)]);
    expect(at(7800)).toEqual([r(5)]);
    expect(at(9000)).toEqual([r(5)]);
    expect(at(9600)).toEqual([r(1)]);
  });
});
