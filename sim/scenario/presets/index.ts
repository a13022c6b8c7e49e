import bank from './bank@1.json' with { type: 'json' };
import enterprise2010 from './enterprise-2010@1.json' with { type: 'json' };
import enterpriseTodayHeavy from './enterprise-today-heavy@1.json' with { type: 'json' };
import enterpriseToday from './enterprise-today@1.json' with { type: 'json' };
import hostingProvider from './hosting-provider@1.json' with { type: 'json' };
import university from './university@1.json' with { type: 'json' };

/**
 * The built-in scenarios that others extend, each one data file. A shipped one never changes: files and links stand on it.
 * A better figure goes into a new version beside it.
 */
const PRESETS: Readonly<Record<string, unknown>> = {
  'enterprise-2010@1': enterprise2010,
  'enterprise-today@1': enterpriseToday,
  'enterprise-today-heavy@1': enterpriseTodayHeavy,
  'university@1': university,
  'bank@1': bank,
  'hosting-provider@1': hostingProvider,
};

/** Names and versions of the presets. */
export const PRESET_IDS: readonly string[] = Object.keys(PRESETS);

/** The JSON of a preset, or undefined for an unknown one. It may extend another preset; nobody may change it. */
export function presetJson(id: string): unknown {
  return Object.hasOwn(PRESETS, id) ? PRESETS[id] : undefined;
}
