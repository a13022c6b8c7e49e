import { isJsonObject } from './mergePatch.ts';
import { quoted } from './nearest.ts';
import { parsePointer } from './pointer.ts';
import { unknownWord } from './problems.ts';
import { scenario, type Scenario } from './schema/scenario.ts';
import { allowsNull, knownKeys, memberOf, schemaAt } from './schemaWalk.ts';

/**
 * Why a pointer leads to no value that a scenario has or may have, undefined where it does: a misspelt name would make a part of its own
 * and change nothing that is run. The nearest known name is named. Names like `ham` or `physical` must be of parts that are there.
 */
export function placeProblem(read: Scenario, pointer: string): string | undefined {
  let names: string[];
  try {
    names = parsePointer(pointer);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  if (names.length === 0) return 'must lead to a value of the scenario, like /mailboxes';
  let here: unknown = read;
  for (const [i, name] of names.entries()) {
    const schema = schemaAt(scenario, names.slice(0, i), read);
    if (Array.isArray(here)) {
      if (!/^(0|[1-9]\d*)$/.test(name) || Number(name) >= here.length) {
        const ids = here.map((item, k) =>
          isJsonObject(item) && typeof item['id'] === 'string' ? `${k} (${item['id']})` : `${k}`,
        );
        return `no item "${name}" in ${pointer}; known: ${quoted(ids)}`;
      }
    } else if (schema !== undefined) {
      const fixed = knownKeys(schema, here);
      const own = isJsonObject(here) ? Object.keys(here) : [];
      const known = fixed.length > 0 ? fixed : own;
      // What is absent or null has members once it is given.
      const open = here === undefined || (here === null && allowsNull(schema));
      if (!known.includes(name) && !(open && known.length === 0)) {
        if (known.length === 0) return `leads past a value: ${pointer}`;
        return `${unknownWord(fixed.length > 0 ? 'key' : 'name', name, known)} in ${pointer}`;
      }
    }
    here = memberOf(here, name);
  }
  return undefined;
}
