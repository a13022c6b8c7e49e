import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scenarioJsonSchema, scenarioJsonSchemaText } from '../../sim/scenario/jsonSchema.ts';
import { presetJson, PRESET_IDS } from '../../sim/scenario/presets/index.ts';
import { MINIMAL } from './support/minimal.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const SCENARIOS = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json');
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

// Zod reads its own language back, but no conditions: each branch is asked by itself.
const { then: patch, definitions, $schema } = scenarioJsonSchema();
const asZod = (schema: unknown) =>
  z.fromJSONSchema({ ...(schema as object), definitions, $schema } as z.core.JSONSchema.JSONSchema);
const asPatch = asZod(patch);
const alone = asZod((definitions as Record<string, unknown>)['scenario']);
const fits = (json: unknown) => (Object.hasOwn(json as object, 'extends') ? asPatch : alone).safeParse(json).success;

describe('the JSON Schema', () => {
  test('is current: npm run --silent sim -- schema > scenarios/scenario.schema.json', () => {
    expect(readFileSync(new URL('scenario.schema.json', FOLDER), 'utf8')).toBe(scenarioJsonSchemaText());
  });

  test.each(SCENARIOS)('fits %s', (name) => {
    expect(fits(read(name))).toBe(true);
  });

  test.each(PRESET_IDS)('fits the preset %s', (id) => {
    expect(fits(presetJson(id))).toBe(true);
  });

  test('fits the smallest scenario, and patches that leave out, add and remove', () => {
    expect(fits(MINIMAL)).toBe(true);
    expect(fits({ extends: 'enterprise-2010@1' })).toBe(true);
    expect(fits({ extends: 'enterprise-2010@1', streams: { spam: { sizeKB: { median: 5 } }, bulk: null } })).toBe(true);
  });

  test.each([
    ['an unknown key', { ...MINIMAL, strems: {} }],
    ['a missing part', { format: 'mailwatt/1' }],
    ['a number out of range', { ...MINIMAL, mailboxes: 0 }],
    ['a patch with an unknown key', { extends: 'enterprise-2010@1', strems: {} }],
    [
      'a patch with a number out of range',
      { extends: 'enterprise-2010@1', streams: { spam: { retry: { share: 2 } } } },
    ],
    ['a patch on no preset', { extends: 'nothing@1' }],
  ])('does not fit %s', (_, json) => {
    expect(fits(json)).toBe(false);
  });

  test('describes every field', () => {
    const bare: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, description: _, ...rest } = schema as Record<string, unknown>;
      for (const [name, member] of Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>)) {
        const { description, const: constant, $ref, allOf } = member;
        const described = [description, constant, $ref, allOf].some((said) => said !== undefined);
        // `max` of a truncated law, `id` and `parts` speak for themselves where their parent is described.
        if (!described && !['id', 'parts', 'values', 'weights'].includes(name)) bare.push(`${path}/${name}`);
        visit(member, `${path}/${name}`);
      }
      for (const [name, member] of Object.entries(rest)) visit(member, `${path}/${name}`);
    };
    visit((definitions as Record<string, unknown>)['scenario'], '');
    expect(bare).toEqual([]);
  });
});
