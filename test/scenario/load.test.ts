import { describe, expect, test } from 'vitest';
import { loadScenario, parseScenario } from '../../sim/scenario/load.ts';
import { changed, linesOf, MINIMAL } from './support/minimal.ts';

const loaded = (json: unknown) => {
  const outcome = loadScenario(json);
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return outcome;
};

describe('loading a scenario', () => {
  test('fills in every default', () => {
    const { scenario } = loaded(MINIMAL);
    expect(scenario.run).toEqual({
      startsAt: '2010-10-04T00:00:00',
      durationS: 86400,
      warmupS: 0,
      sampleS: 60,
      replications: 1,
    });
    expect(scenario.tiers['server']?.stages[0]).toMatchObject({ per: 'message', share: 1, diskOps: 0, verdicts: {} });
    expect(scenario.designs['one']?.tiers['server']).toMatchObject({ instances: 1, slots: null, backlog: null });
    expect(scenario.facility.pue).toBe(1);
  });

  test('takes a number as seed, and it is the seed of its digits', () => {
    expect(loaded({ ...MINIMAL, seed: 42 }).scenario.seed).toBe('42');
  });

  test('says what it assumed and what has no effect', () => {
    const json = changed({
      '/designs/one/pools/spare': {},
      '/tiers/archive': { stages: [] },
      '/routes': { inbound: ['server'] },
      '/incidents': [{ kind: 'spike', id: 'late', atS: 1e6, stream: 'mail', factor: 2 }],
    });
    expect(loaded(json).notes).toEqual([
      'no stream passes the tiers "archive"',
      'designs.one: no tier uses the pools "spare"; their hosts draw power all the same',
      'the run ends before the incidents "late"',
    ]);
    expect(loaded(MINIMAL).notes).toEqual(['no routes given, the usual ones taken: inbound server']);
  });

  test('changes what the settings say, after the preset', () => {
    const outcome = loadScenario(
      { extends: 'enterprise-2010@1' },
      {
        settings: [
          { pointer: '/mailboxes', value: 500 },
          { pointer: '/tiers/gateway/stages/1/verdicts/spam/reject', value: 0.9 },
        ],
      },
    );
    expect(outcome.ok && outcome.scenario.mailboxes).toBe(500);
    expect(outcome.ok && outcome.scenario.tiers['gateway']?.stages[1]?.verdicts.spam?.reject).toBe(0.9);
  });

  test('says when a setting leads nowhere', () => {
    expect(linesOf({ ...MINIMAL, mailboxes: 7 }, { settings: [{ pointer: '/mailboxes/x', value: 1 }] })).toEqual([
      '/mailboxes has no members: /mailboxes/x',
    ]);
    expect(linesOf(MINIMAL, { settings: [{ pointer: 'mailboxes', value: 1 }] })).toEqual([
      'invalid JSON pointer, must begin with "/": mailboxes',
    ]);
  });

  test('refuses a run of hours, unless asked for', () => {
    const json = changed({ '/streams/mail/arrivals': { process: 'poisson', perS: 1e5 } });
    expect(linesOf(json)).toEqual([
      'designs.one: would take about 1.7e+10 events, more than 2e+9; shorten the run, or ask for it all the same',
    ]);
    expect(linesOf(json, { allowLong: true })).toEqual([]);
  });
});

describe('extending a preset', () => {
  test('takes its format too', () => {
    expect(loaded({ extends: 'enterprise-2010@1' }).scenario.mailboxes).toBe(10000);
  });

  test('replaces, adds and removes', () => {
    const { scenario } = loaded({
      format: 'mailwatt/1',
      extends: 'enterprise-2010@1',
      mailboxes: 77,
      streams: { bulk: null, spam: { sizeKB: 5 } },
      designs: { physical: null },
    });
    expect(scenario.mailboxes).toBe(77);
    expect(Object.keys(scenario.designs)).toEqual(['virtual']);
    expect(scenario.streams['bulk']).toBeUndefined();
    expect(scenario.streams['spam']?.sizeKB).toBe(5);
    expect(scenario.streams['spam']?.class).toBe('spam');
  });

  test('names the nearest preset for an unknown one, and nothing else', () => {
    expect(linesOf({ extends: 'enterprise-2100@1' })).toEqual([
      'extends: unknown preset "enterprise-2100@1"; did you mean "enterprise-2010@1"?',
    ]);
    expect(linesOf({ extends: 7 })).toEqual([
      'extends: must be the name and version of a preset like "enterprise-2010@1": 7',
    ]);
  });

  test('tells a leftover of the preset from a key of the author', () => {
    const json = {
      extends: 'enterprise-2010@1',
      streams: { spam: { sizeKB: { dist: 'exponential', mean: 3, men: 4 } } },
    };
    expect(linesOf(json)).toEqual([
      'streams.spam.sizeKB.median: left over from enterprise-2010@1 and unknown here; remove it with "median": null',
      'streams.spam.sizeKB.sigma: left over from enterprise-2010@1 and unknown here; remove it with "sigma": null',
      'streams.spam.sizeKB.men: unknown key "men"; did you mean "mean"?',
    ]);
  });
});

describe('a scenario of a stranger', () => {
  test.each([
    [null, 'a scenario is a JSON object: null'],
    [[], 'a scenario is a JSON object: []'],
    ['mailwatt/1', 'a scenario is a JSON object: "mailwatt/1"'],
  ])('that is %j is refused', (json, line) => {
    expect(linesOf(json)).toEqual([line]);
  });

  test('must say its format', () => {
    const { format: _, ...rest } = MINIMAL;
    expect(linesOf(rest)).toEqual(['format: missing; name and version of the format']);
    expect(linesOf({ ...MINIMAL, format: 'mailwatt/9' })).toEqual([
      'format: unknown format "mailwatt/9"; did you mean "mailwatt/1"?',
    ]);
  });

  test('has no keys that reach into the machinery', () => {
    const json: unknown = JSON.parse('{"streams":{"__proto__":{"x":1}},"constructor":1}');
    expect(linesOf(json)).toEqual(['streams.__proto__: forbidden key', 'constructor: forbidden key']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('is bounded in depth and size, cycles included', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 70; i++) deep = [deep];
    expect(linesOf({ ...MINIMAL, about: deep })).toEqual([expect.stringContaining('must be nested at most 64 deep')]);
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(linesOf(cyclic)).toEqual([expect.stringContaining('must be nested at most 64 deep')]);
    expect(linesOf({ ...MINIMAL, about: 'x'.repeat(1_000_001) })).toEqual([
      'must have at most 1,000,000 characters of JSON',
    ]);
  });

  test('is refused where it is not JSON', () => {
    expect(linesOf({ ...MINIMAL, name: () => 1 })).toEqual(['name: invalid value, not JSON: function']);
  });

  test.each([Infinity, -Infinity, NaN])('holds no %s', (number) => {
    expect(linesOf(changed({ '/streams/mail/arrivals/perS': number }))).toEqual([
      `streams.mail.arrivals.perS: must be a number from 0 to 1,000,000 [1/s]: ${number}`,
    ]);
  });
});

describe('a scenario as text', () => {
  test('may begin with a byte order mark', () => {
    expect(parseScenario(`\uFEFF${JSON.stringify(MINIMAL)}`).ok).toBe(true);
  });

  test('is refused with line and column where it is no JSON', () => {
    const outcome = parseScenario('{\n  "format": "mailwatt/1",\n}');
    expect(outcome.ok ? [] : outcome.problems.map(({ message }) => message)).toEqual([
      'invalid JSON, line 2, column 25: no comma may stand before "}"',
    ]);
  });

  test('is refused unread when it is too long', () => {
    const outcome = parseScenario(' '.repeat(1_000_001));
    expect(outcome.ok ? [] : outcome.problems.map(({ message }) => message)).toEqual([
      'must have at most 1,000,000 characters of JSON, not 1,000,001',
    ]);
  });

  test('gives Infinity no way in through a large exponent', () => {
    const text = JSON.stringify(MINIMAL).replace('"perS":1', '"perS":1e999');
    expect(parseScenario(text).ok).toBe(false);
  });
});
