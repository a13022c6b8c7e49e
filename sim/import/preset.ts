import { extend } from '../scenario/extend.ts';
import { isJsonObject } from '../scenario/mergePatch.ts';
import { FORMAT } from '../scenario/schema/scenario.ts';

/** A preset to put imported mail into: its id, and its JSON with whatever it extends itself. */
export interface PresetJson {
  readonly id: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The preset of an id. Apart from what else imports, since presets and format are heavy. */
export function presetOf(id: string): PresetJson {
  const { json } = extend({ format: FORMAT, extends: id });
  return { id, json: isJsonObject(json) ? json : {} };
}
