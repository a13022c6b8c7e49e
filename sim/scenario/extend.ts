import { isJsonObject, mergePatch } from './mergePatch.ts';
import { migrate } from './migrate.ts';
import { presetJson, PRESET_IDS } from './presets/index.ts';
import { problemAt, shown, type Problem } from './problem.ts';
import { unknownWord } from './problems.ts';

/** A scenario with its `extends` resolved: it stands alone. */
export interface Extended {
  readonly json: unknown;
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
  /** The preset it stands on, if any. */
  readonly preset: string | undefined;
}

/**
 * Migrates a document and merges it onto the preset it extends, which may extend another one in turn.
 * A patch without a format is read in its preset's.
 */
export function extend(document: unknown): Extended {
  const { json, notes } = migrate(document);
  if (!isJsonObject(json) || !Object.hasOwn(json, 'extends')) return { json, notes, problems: [], preset: undefined };
  const { extends: preset, ...patch } = json;
  const fail = (message: string): Extended => ({
    json: patch,
    notes,
    problems: [problemAt(['extends'], message)],
    preset: undefined,
  });
  if (typeof preset !== 'string')
    return fail(`must be the name and version of a preset like "${PRESET_IDS[0]}": ${shown(preset)}`);
  const base = presetJson(preset);
  if (base === undefined) return fail(unknownWord('preset', preset, PRESET_IDS));
  // Presets are ours and their chain is finite; a test loads every one.
  return { json: mergePatch(extend(base).json, patch), notes, problems: [], preset };
}
