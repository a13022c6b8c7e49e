import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scenarioJsonSchemaText } from '../../sim/scenario/jsonSchema.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { call } from './support.ts';

describe.concurrent('mailwatt', () => {
  test('validates files, each with its own problems', async () => {
    const { code, out, err } = await call([
      'validate',
      'scenarios/textbook-queues.json',
      'package.json',
      'missing.json',
    ]);
    expect(code).toBe(2);
    expect(out).toMatch(/^scenarios\/textbook-queues\.json: valid, 3 designs, about [\d,]+ events each\n$/);
    expect(err).toContain('package.json: format: missing');
    expect(err).toContain('missing.json: cannot read missing.json: no such file or directory');
  });

  test('prints the JSON Schema that is in the repository', async () => {
    const { code, out } = await call(['schema']);
    expect(code).toBe(0);
    expect(out).toBe(scenarioJsonSchemaText());
  });

  test('prints a preset as its file has it', async () => {
    const { out } = await call(['presets', 'enterprise-2010@1']);
    const file = new URL('../../sim/scenario/presets/enterprise-2010@1.json', import.meta.url);
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('says where the figures of a preset come from, as table, json and csv', async () => {
    const { code, out } = await call(['presets', 'enterprise-today@1', '--sources']);
    expect(code).toBe(0);
    expect(out).toContain('draws more than the physical one');
    expect(out).toMatch(/^\/facility\/pue +1\.56 +measured +2024 +Uptime Institute survey of 2024$/m);
    const json = JSON.parse((await call(['presets', 'bank@1', '--sources', '--format', 'json'])).out) as {
      figures: { pointer: string; mark: string; unit: string }[];
    };
    expect(json.figures.find(({ pointer }) => pointer === '/mailboxes')).toMatchObject({ mark: 'chosen', unit: '' });
    const csv = await call(['presets', 'university@1', '--sources', '--format', 'csv']);
    expect(csv.out.split('\n')[0]).toBe('pointer,value,unit,mark,year,source');
    expect(await call(['presets', '--sources'])).toMatchObject({ code: 2, out: '' });
    expect(await call(['presets', 'bank@1', '--format', 'csv'])).toMatchObject({ code: 2, out: '' });
  });

  test('lists the server models', async () => {
    const { code, out } = await call(['models']);
    expect(code).toBe(0);
    expect(out).toMatch(/^dell-r710-x5670 +2010 +12 +1 +12 +2 +64 +148 +232 +A$/m);
    expect(out.trimEnd().split('\n')).toHaveLength(48);
  });

  test('helps', async () => {
    const { code, out } = await call(['run', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--replications N');
  });

  test('names the nearest command for an unknown one', async () => {
    expect(await call(['rnu', 'x'])).toEqual({
      code: 2,
      signal: null,
      out: '',
      err: 'unknown command rnu; did you mean run?\n',
    });
  });
});

describe.concurrent('mailwatt link and open', () => {
  test('bring a scenario into a link and back', async () => {
    const made = await call(['link', 'scenarios/spam-storm.json', '--page', 'https://example.org/mailwatt/']);
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^https:\/\/example\.org\/mailwatt\/#1\.[\w-]+\n$/);
    expect(made.err).toMatch(/^[\d,]+ characters: /);
    const back = await call(['open', '-'], { input: made.out });
    expect(back.code).toBe(0);
    const file = loadScenario(JSON.parse(readFileSync('scenarios/spam-storm.json', 'utf8')));
    expect(loadScenario(JSON.parse(back.out))).toEqual(file);
  });

  test.each([
    [['open', '#1.abc)'], 'a character that no Mailwatt link has'],
    [['open', '#9.abc'], 'a form that this page cannot read'],
    [['open', '#example/spam-storm'], 'names a built-in scenario'],
    [['open', 'https://example.org/mailwatt/'], 'has nothing after its "#"'],
    [['open', '#u.{"format":"mailwatt/1","mailboxs":3}'], 'did you mean "mailboxes"?'],
    [['link', 'package.json'], 'format: missing'],
    [['link', 'scenarios/spam-storm.json', '--page', 'javascript:1'], '--page must be'],
  ])('%s: says what is wrong, prints nothing', async (args, words) => {
    const { code, out, err } = await call(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});
