import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compressor } from '../../sim/cli/compressor.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { mergePatch } from '../../sim/scenario/mergePatch.ts';
import { diffPatch, isSameJson } from '../../sim/scenario/diffPatch.ts';
import { presetJson } from '../../sim/scenario/presets/index.ts';
import { extend } from '../../sim/scenario/extend.ts';
import { readAddress, scenarioHash } from '../../sim/share/address.ts';
import { shortened } from '../../sim/share/shorten.ts';
import { arbitraryScenario } from '../support/arbitraryScenario.ts';

type Json = Record<string, unknown>;

const meaning = (json: unknown) => {
  const loaded = loadScenario(json, { allowLong: true });
  return loaded.ok ? loaded.scenario : loaded.problems;
};
const whole = (id: string): Json => extend(presetJson(id)).json as Json;

describe('a scenario written short', () => {
  test('is a patch on its preset where that is shorter', () => {
    const json = whole('enterprise-2010@1');
    const changed = { ...json, mailboxes: 800, name: 'Small office' };
    expect(shortened(changed)).toEqual({
      format: 'mailwatt/1',
      extends: 'enterprise-2010@1',
      mailboxes: 800,
      name: 'Small office',
    });
  });

  test('with all defaults filled in is as short', () => {
    const filled = meaning({ extends: 'enterprise-2010@1', mailboxes: 800 }) as Json;
    expect(shortened(filled)).toEqual({ format: 'mailwatt/1', extends: 'enterprise-2010@1', mailboxes: 800 });
  });

  test('leaves out what a patch repeats of its preset, and keeps a patch that is as short as can be', () => {
    const { pue } = whole('enterprise-2010@1')['facility'] as { pue: number };
    const repeated = { format: 'mailwatt/1', extends: 'enterprise-2010@1', seed: 'x', facility: { pue } };
    expect(shortened(repeated)).toEqual({ format: 'mailwatt/1', extends: 'enterprise-2010@1', seed: 'x' });
    const least = { format: 'mailwatt/1', extends: 'enterprise-2010@1', seed: 'x' };
    expect(shortened(least)).toBe(least);
  });

  test('removes with null what the preset has and it has not', () => {
    const { objectives: _, designs, ...json } = whole('enterprise-2010@1');
    const [[id, only]] = Object.entries(designs as Json) as [[string, unknown]];
    const one = { ...json, designs: { [id]: only } };
    const short = shortened(one);
    expect(short['extends']).toBe('enterprise-2010@1');
    expect(Object.keys(whole('enterprise-2010@1')['designs'] as Json).length).toBeGreaterThan(1);
    expect(meaning(short)).toEqual(meaning(one));
  });

  test('is what it was when it stands alone or cannot be loaded', () => {
    const alone = JSON.parse(readFileSync('scenarios/textbook-queues.json', 'utf8')) as Json;
    expect(shortened(alone)).toBe(alone);
    const wrong = { ...whole('enterprise-2010@1'), mailboxes: 'many' };
    expect(shortened(wrong)).toBe(wrong);
  });

  test.each(readdirSync('scenarios').filter((file) => file.endsWith('.json') && file !== 'scenario.schema.json'))(
    '%s, whole and filled in, comes back with the same meaning',
    async (file) => {
      const json = JSON.parse(readFileSync(`scenarios/${file}`, 'utf8')) as Json;
      for (const form of [json, extend(json).json as Json, meaning(json) as Json]) {
        const address = await readAddress(await scenarioHash(shortened(form), compressor), compressor);
        expect(address.kind === 'scenario' && meaning(address.json)).toEqual(meaning(form));
      }
    },
  );
});

describe('a patch between two documents', () => {
  test('turns one into the other, whatever they are', () => {
    const json = fc.object({
      maxDepth: 3,
      values: [fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.string({ maxLength: 2 })],
      key: fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
    });
    fc.assert(
      fc.property(json, json, (from, to) => {
        const patch = diffPatch({ written: from, filled: from }, { written: to, filled: to });
        expect(isSameJson(mergePatch(from, patch), to)).toBe(true);
        if (isSameJson(from, to)) expect(patch).toEqual({});
      }),
      { numRuns: 2000 },
    );
  });
});

test('10,000 random scenarios go through a link and mean the same', async () => {
  const bases = ['enterprise-2010@1', 'enterprise-today@1'].map((id) => meaning({ extends: id }) as Json);
  const BATCH = 500;
  let bodies: unknown[] = [];
  let patches = 0;
  for (let i = 0; i < 10_000; i++) {
    // Drawn in batches: all at once would fill hundreds of megabytes.
    if (i % BATCH === 0) bodies = fc.sample(arbitraryScenario(), { numRuns: BATCH, seed: 20_101_004 + i });
    const body = bodies[i % BATCH] as unknown as Json;
    const base = bases[(i / 200) % 2 < 1 ? 0 : 1] as Json;
    const own = { seed: `${i}`, name: `Scenario ${i}`, mailboxes: 1 + i };
    // Every two hundredth is a preset with a part of it changed, written in full.
    const json = i % 200 === 0 ? { ...base, ...own, run: body['run'], incidents: [] } : { ...body, ...own };
    const written = i % 200 === 0 ? shortened(json) : json;
    if (written !== json) patches++;
    const address = await readAddress(await scenarioHash(written, compressor), compressor);
    if (address.kind !== 'scenario') throw new Error(JSON.stringify(address));
    if (written === json) expect(isSameJson(address.json, json)).toBe(true);
    else expect(isSameJson(meaning(address.json), meaning(json))).toBe(true);
  }
  expect(patches).toBe(50);
});
