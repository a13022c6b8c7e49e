import { diffPatch, isSameJson } from '../scenario/diffPatch.ts';
import type { Understood } from '../scenario/diffPatch.ts';
import { extend } from '../scenario/extend.ts';
import { loadScenario } from '../scenario/load.ts';
import { isJsonObject } from '../scenario/mergePatch.ts';
import { PRESET_IDS, presetJson } from '../scenario/presets/index.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import { FORMAT } from '../scenario/schema/scenario.ts';

/** A link is read for ever by the presets it names, which never change: most of a scenario need not stand in it. */

/** Members that are about the patch itself, not about what it is merged onto. */
const OWN = ['format', 'extends'];

const understoodPresets = new Map<string, Understood>();

/**
 * The shortest way to write a scenario: as it is, or as a patch on one of the presets. What is returned loads to exactly what the given one loads to,
 * or is the given one; `loaded` is that, if it is known already. One that cannot be loaded is returned as it is.
 */
export function shortened(json: Record<string, unknown>, loaded?: Scenario): Record<string, unknown> {
  const meant = loaded ?? meaningOf(json);
  if (meant === undefined) return json;
  const whole = extend(json).json;
  if (!isJsonObject(whole)) return json;
  const candidates = PRESET_IDS.map((id) => patchOn(id, { written: whole, filled: meant }));
  const sized = candidates
    .map((candidate) => ({ candidate, size: JSON.stringify(candidate).length }))
    .filter(({ size }) => size < JSON.stringify(json).length)
    .sort((a, b) => a.size - b.size);
  return sized.find(({ candidate }) => isSameJson(meaningOf(candidate), meant))?.candidate ?? json;
}

function patchOn(id: string, to: Understood): Record<string, unknown> {
  const patch = diffPatch(understoodPreset(id), to);
  return {
    format: FORMAT,
    extends: id,
    ...Object.fromEntries(Object.entries(patch).filter(([key]) => !OWN.includes(key))),
  };
}

function understoodPreset(id: string): Understood {
  const known = understoodPresets.get(id);
  if (known !== undefined) return known;
  const written = extend(presetJson(id)).json;
  const understood = { written, filled: meaningOf(written) };
  understoodPresets.set(id, understood);
  return understood;
}

function meaningOf(json: unknown): Scenario | undefined {
  const loaded = loadScenario(json, { allowLong: true });
  return loaded.ok ? loaded.scenario : undefined;
}
