import { describe, expect, test } from 'vitest';
import { scenarioJsonSchema } from '../../sim/scenario/jsonSchema.ts';
import { extend } from '../../sim/scenario/extend.ts';
import { readPointer } from '../../sim/scenario/pointer.ts';
import { presetJson, PRESET_IDS } from '../../sim/scenario/presets/index.ts';
import { MARKS } from '../../sim/scenario/schema/origin.ts';
import { figuresOf } from '../../sim/scenario/sources/figures.ts';
import { meaningOf } from '../../sim/scenario/sources/meaning.ts';
import { covers, partsOf } from '../../sim/scenario/sources/pattern.ts';
import { presetFigures } from '../../sim/scenario/sources/presetSources.ts';
import { sourceBook } from '../../sim/scenario/sources/sourceBook.ts';
import { COMMON, tableOf } from '../../sim/scenario/sources/tables.ts';

describe('the schema', () => {
  test('says of every default that is a number where it comes from, of which year, and how far to trust it', () => {
    const bare: string[] = [];
    let defaults = 0;
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { default: value, source, year, mark } = node as Record<string, unknown>;
      if (typeof value === 'number') {
        defaults += 1;
        const fine = typeof source === 'string' && source.length > 3 && Number.isInteger(year);
        if (!fine || !MARKS.includes(mark as (typeof MARKS)[number])) bare.push(path);
      }
      for (const [name, member] of Object.entries(node)) if (name !== 'default') visit(member, `${path}/${name}`);
    };
    visit((scenarioJsonSchema()['definitions'] as Record<string, unknown>)['scenario'], '');
    expect(bare).toEqual([]);
    expect(defaults).toBeGreaterThan(90);
  });
});

describe('every preset', () => {
  test.each(PRESET_IDS)('%s: every figure has a source, a year and a mark', (id) => {
    const figures = presetFigures(id);
    expect(figures.length).toBeGreaterThan(200);
    const bare = figures.filter(({ origin }) => origin === undefined).map(({ pointer }) => pointer);
    expect(bare).toEqual([]);
    for (const { origin } of figures) {
      expect(MARKS).toContain(origin?.mark);
      expect(origin?.year).toBeGreaterThan(1999);
      expect(origin?.year).toBeLessThan(2027);
      expect((origin?.source ?? '').length).toBeGreaterThan(5);
      if (origin?.url !== undefined) expect(origin.url).toMatch(/^https:\/\//);
    }
  });

  test('figures are all the numbers there are', () => {
    const count = (value: unknown): number => {
      if (typeof value === 'number') return 1;
      if (typeof value !== 'object' || value === null) return 0;
      return Object.values(value).reduce((sum: number, member) => sum + count(member), 0);
    };
    for (const id of PRESET_IDS) {
      const found = figuresOf(extend(presetJson(id)).json).map(({ value }) =>
        Array.isArray(value) ? value.length : 1,
      );
      expect(found.reduce((sum, n) => sum + n, 0)).toBe(count(extend(presetJson(id)).json));
    }
  });

  test('no pattern is without a figure that it explains', () => {
    const used = new Map(PRESET_IDS.map((id) => [id, presetFigures(id)]));
    const idle = PRESET_IDS.flatMap((id) =>
      tableOf(id).sources.flatMap((entry) =>
        entry.at
          .filter((pattern) => !(used.get(id) ?? []).some((f) => f.entry === entry && f.pattern === pattern))
          .map((pattern) => `${id} ${pattern}`),
      ),
    );
    const shared = COMMON.flatMap((entry) =>
      entry.at.filter((pattern) => ![...used.values()].flat().some((f) => f.entry === entry && f.pattern === pattern)),
    );
    expect([...idle, ...shared]).toEqual([]);
  });

  test('what is from memory is called an estimate', () => {
    for (const entry of [...COMMON, ...PRESET_IDS.flatMap((id) => tableOf(id).sources)]) {
      if (/from memory/.test(entry.source ?? '')) expect([entry.at, entry.mark]).toEqual([entry.at, 'estimate']);
    }
  });
});

describe('patterns', () => {
  test.each([
    ['/a/*/c', ['a', 'b', 'c'], true],
    ['/a/*/c', ['a', 'b', 'd'], false],
    ['/a/*', ['a', 'b', 'c'], false],
    ['/a/**', ['a'], true],
    ['/a/**', ['a', 'b', 'c'], true],
    ['/a/b/**', ['a'], false],
  ])('%s on %j: %s', (pattern, names, wanted) => {
    expect(covers(partsOf(pattern), names)).toBe(wanted);
  });
});

describe('a scenario', () => {
  const book = sourceBook({
    extends: 'enterprise-2010@1',
    mailboxes: 20000,
    designs: {
      more: { pools: { dmz: { hosts: 3, ha: { detectS: 18, bootS: 61 }, migration: {} } }, tiers: {} },
    },
  });

  test('has the preset’s sources where it has its figures, wherever they stand', () => {
    const steady = book.at('/streams/spam/arrivals/perMailboxPerDay');
    expect(steady).toMatchObject({ from: 'preset', year: 2009, mark: 'derived' });
    expect(steady?.source).toContain('MessageLabs');
    expect(book.at('/tiers/gateway/stages/12/cpuMs/mean')?.source).toContain('2 to 4 messages/s and core');
    expect(book.at('/designs/more/pools/dmz/ha/detectS')).toEqual(book.at('/designs/virtual/pools/dmz/ha/detectS'));
    expect(book.at('/streams/spam/profile/days')).toMatchObject({ mark: 'measured' });
  });

  test('answers for what it states itself, and the format for what it leaves out', () => {
    expect(book.at('/mailboxes')).toMatchObject({ from: 'scenario', mark: 'chosen', year: null });
    expect(book.at('/designs/more/pools/dmz/ha/bootS')).toMatchObject({ from: 'scenario' });
    expect(book.at('/designs/more/pools/dmz/migration/maxDowntimeMs')).toMatchObject({
      from: 'default',
      mark: 'vendor',
    });
    expect(book.at('/facility/rentPerRackUnitMonth')).toMatchObject({ from: 'default', mark: 'chosen' });
    expect(book.at('/name')).toBeUndefined();
    expect(book.at('/nothing/here')).toBeUndefined();
  });

  test('that stands alone has no preset’s sources; one that is no scenario has none', () => {
    const alone = sourceBook({ mailboxes: 10000, streams: { ham: { retry: { firstS: 300 } } } });
    expect(alone.at('/mailboxes')).toMatchObject({ from: 'scenario' });
    expect(alone.at('/streams/ham/retry/firstS')).toMatchObject({ from: 'scenario' });
    expect(sourceBook(null).at('/mailboxes')).toMatchObject({ from: 'default' });
    expect(sourceBook({ extends: 'nothing@1' }).notes).toEqual([]);
  });

  test('tells what a preset does not say itself', () => {
    expect(sourceBook({ extends: 'enterprise-today@1' }).notes.join()).toContain('draws more than the physical one');
  });
});

describe('the meaning of a figure', () => {
  const { json } = extend({ extends: 'enterprise-2010@1' });
  test.each([
    ['/mailboxes', 'Mailboxes of the organization', ''],
    ['/streams/spam/sizeKB/median', 'Size of a message: median', 'KB'],
    ['/streams/spam/sizeKB/sigma', 'Size of a message: standard deviation of the logarithm', ''],
    ['/tiers/gateway/patienceS', 'A sender waiting longer', 's'],
    ['/designs/virtual/pools/dmz/ha/detectS', 'Time from the death of a host', 's'],
  ])('%s', (pointer, description, unit) => {
    expect(readPointer(json, pointer)).toBeTypeOf('number');
    const meaning = meaningOf(json, pointer);
    expect(meaning.description).toContain(description);
    expect(meaning.unit).toBe(unit);
  });
});
