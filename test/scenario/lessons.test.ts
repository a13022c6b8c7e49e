import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../sim/measure/result.ts';
import { isWithin, readQuantity } from '../../sim/scenario/lesson/quantity.ts';
import { positionOf, scenarioOf, turned } from '../../sim/scenario/lesson/scenario.ts';
import { lesson as schema, lessonJsonSchemaText, NUMBER_FORMATS } from '../../sim/scenario/lesson/schema.ts';
import type { Lesson } from '../../sim/scenario/lesson/schema.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { assembleResult } from '../../sim/study/assemble.ts';
import { CHARTS } from '../../web/charts/definitions.ts';
import { filled, joined, placeholdersOf } from '../../web/words/lessonText.ts';
import { simulate } from '../support/simulate.ts';

const FOLDER = new URL('../../scenarios/lessons/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'lesson.schema.json');
const text = (url: URL): string => readFileSync(url, 'utf8');
const read = (name: string): unknown => JSON.parse(text(new URL(name, FOLDER)));

function scenarioJson(lesson: Lesson): Record<string, unknown> {
  const shipped: unknown =
    lesson.scenario === undefined ? undefined : JSON.parse(text(new URL(`../${lesson.scenario}.json`, FOLDER)));
  return scenarioOf(lesson, shipped);
}

function load(json: unknown): Scenario {
  const loaded = loadScenario(json);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.scenario;
}

function run(scenario: Scenario): Result {
  const designs = Object.keys(scenario.designs).map(
    (id) => [id, simulate(scenario, scenario.seed, id).result] as const,
  );
  return assembleResult(scenario, scenario.seed, Object.fromEntries(designs));
}

/** Every text of a lesson. */
function textsOf({ steps }: Lesson): string[] {
  return steps.flatMap((step) => {
    const more = step.kind === 'predict' ? [step.reveal] : step.kind === 'think' ? [step.answer] : [];
    return [step.text, ...more].map((prose) => joined(prose));
  });
}

describe('the lessons', () => {
  test('are at least eight, each in a place of its own', () => {
    const orders = FILES.map((name) => schema.parse(read(name)).order);
    expect(FILES.length).toBeGreaterThanOrEqual(8);
    expect(new Set(orders).size).toBe(FILES.length);
  });

  test('have a current JSON Schema: npm run --silent sim -- schema lesson > scenarios/lessons/lesson.schema.json', () => {
    expect(text(new URL('lesson.schema.json', FOLDER))).toBe(lessonJsonSchemaText());
  });

  describe.each(FILES)('%s', (name) => {
    const lesson = schema.parse(read(name));
    const json = scenarioJson(lesson);
    const scenario = load(json);
    const result = run(scenario);

    test('reads, predicts, turns a knob and ends with a question', () => {
      const kinds = lesson.steps.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['read', 'predict', 'turn', 'think']));
      expect(lesson.$schema).toBe('./lesson.schema.json');
    });

    test('shows charts that there are, of streams that there are', () => {
      for (const step of lesson.steps) {
        for (const { id, show, stream } of step.kind === 'think' ? [] : step.charts) {
          if (stream !== undefined) expect(Object.keys(scenario.streams)).toContain(stream);
          if (id === 'replay') continue;
          const chart = CHARTS.find((one) => one.id === id);
          expect(chart, id).toBeDefined();
          if (show !== undefined) expect(chart?.choices.map((choice) => choice.id)).toContain(show);
        }
      }
    });

    test('says what its run shows', () => {
      const broken = lesson.expect.filter(({ value, ...bounds }) => !isWithin(readQuantity(result, value), bounds));
      expect(broken.map(({ value, why }) => `${value} = ${readQuantity(result, value)}: ${why}`)).toEqual([]);
    });

    test('takes every number from the run or the scenario, in a format that is known', () => {
      for (const prose of textsOf(lesson)) {
        for (const { source, quantity, format } of placeholdersOf(prose)) {
          expect(readQuantity(source === 'result' ? result : scenario, quantity), quantity).toBeTypeOf('number');
          expect(NUMBER_FORMATS).toContain(format);
        }
        expect(filled(prose, { result, scenario })).not.toMatch(/\{\{|\}\}|…/);
      }
    });

    test('asks what can be answered: one right option, or a number within the range', () => {
      for (const step of lesson.steps) {
        if (step.kind !== 'predict') continue;
        const { ask } = step;
        if (ask.kind === 'choice') {
          const right = ask.options.filter(({ when }) => isWithin(readQuantity(result, when.value), when));
          expect(right).toHaveLength(1);
        } else {
          const answer = (readQuantity(result, ask.answer) ?? NaN) / ask.perUnit;
          expect(answer).toBeGreaterThanOrEqual(ask.min);
          expect(answer).toBeLessThanOrEqual(ask.max);
        }
      }
    });

    test('has knobs that are fields of the scenario, valid from one end to the other, and numbers to watch', () => {
      for (const step of lesson.steps) {
        if (step.kind !== 'turn') continue;
        const { pointer, min, max } = step.knob;
        const rest = positionOf(json, pointer);
        expect(rest).toBeGreaterThanOrEqual(min);
        expect(rest).toBeLessThanOrEqual(max);
        for (const end of [min, max]) {
          const at = turned(json, pointer, end);
          expect(positionOf(at, pointer)).toBe(end);
          expect(loadScenario(at)).toMatchObject({ ok: true });
        }
        for (const { value } of step.watch) expect(readQuantity(result, value), value).toBeTypeOf('number');
      }
    });
  });
});

describe('the scenario of a lesson', () => {
  test('is a patch on a shipped scenario that keeps what that one removes', () => {
    const shipped = { extends: 'p@1', designs: { a: null, b: { pools: {} } } };
    const lesson = { title: 'T', patch: { designs: { b: null, c: {} }, seed: 'x' } };
    expect(scenarioOf(lesson, shipped)).toEqual({
      extends: 'p@1',
      name: 'T',
      designs: { a: null, b: null, c: {} },
      seed: 'x',
    });
  });

  test('is laid whole on a shipped one that stands alone', () => {
    expect(scenarioOf({ title: 'T', patch: { a: null, b: 1 } }, { a: 1, c: 2 })).toEqual({ b: 1, c: 2, name: 'T' });
  });

  test('has its lists written out where a knob is inside one', () => {
    const json = { extends: 'enterprise-2010@1', mailboxes: 5 };
    const inList = turned(json, '/tiers/gateway/stages/1/verdicts/spam/reject', 0.5);
    expect(positionOf(inList, '/tiers/gateway/stages/1/verdicts/spam/reject')).toBe(0.5);
    expect(inList['extends']).toBeUndefined();
    expect(turned(json, '/mailboxes', 7)).toEqual({ ...json, mailboxes: 7 });
  });
});

describe('a quantity', () => {
  const document = { a: 6, b: 3, zero: 0, list: [1, 2], text: 'x' };
  test.each([
    ['/a', 6],
    ['/a over /b', 2],
    ['/a minus /b', 3],
    ['/list', 2],
    ['/list/1', 2],
    ['/a over /zero', undefined],
    ['/text', undefined],
    ['/missing minus /a', undefined],
  ])('%s is %s', (quantity, value) => {
    expect(readQuantity(document, quantity)).toBe(value);
  });

  test('is within its bounds, themselves included', () => {
    expect(isWithin(1, { atLeast: 1, atMost: 1 })).toBe(true);
    expect(isWithin(1.1, { atMost: 1 })).toBe(false);
    expect(isWithin(undefined, {})).toBe(false);
  });
});
