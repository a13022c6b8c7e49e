import type { Setting } from '../scenario/load.ts';
import { unknownWord } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import { valueOf, valuesOf, wholeOf } from './args.ts';
import { BadInput, type Given, type OptionSpecs } from './command.ts';

/** What commands that run a scenario change in it, and which of its designs they run. */

/** The options that say so. */
export const SETTING_OPTIONS = {
  seed: { type: 'string', value: 'S', about: "seed instead of the scenario's" },
  design: { type: 'string', value: 'ID', multiple: true, about: 'run this design only; may be given more than once' },
  set: {
    type: 'string',
    value: '/pointer=value',
    multiple: true,
    about: 'change a value of the scenario (JSON, or else text)',
  },
} as const satisfies OptionSpecs;

/** What --set, --seed and --replications change in the scenario. Throws BadInput for a --set without pointer or value. */
export function settingsOf(given: Given): Setting[] {
  const settings = valuesOf(given, 'set').map((text): Setting => {
    const at = text.indexOf('=');
    if (at < 0 || !text.startsWith('/')) throw new BadInput(`--set must be /pointer=value: ${text}`);
    return { pointer: text.slice(0, at), value: jsonOrText(text.slice(at + 1)) };
  });
  const seed = valueOf(given, 'seed');
  if (seed !== undefined) settings.push({ pointer: '/seed', value: seed });
  const replications = wholeOf(given, 'replications', 1, 1000);
  if (replications !== undefined) settings.push({ pointer: '/run/replications', value: replications });
  return settings;
}

/** A value as JSON, or else as the text itself. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The designs that --design asks for, else all. Throws BadInput for one that the scenario does not have. */
export function designsOf(given: Given, { designs }: Scenario): string[] {
  const known = Object.keys(designs);
  const asked = valuesOf(given, 'design');
  const wrong = asked.filter((id) => !known.includes(id));
  if (wrong.length > 0) throw new BadInput(...wrong.map((id) => unknownWord('design', id, known)));
  return asked.length === 0 ? known : known.filter((id) => asked.includes(id));
}
