import { isJsonObject } from './mergePatch.ts';
import { FORBIDDEN_KEYS } from './untrusted.ts';

/** JSON pointers (RFC 6901): `/streams/ham/deliveryS/p95`, with `~1` for a slash and `~0` for a tilde in a name. */

/** The names along a pointer; empty for the whole document. Throws RangeError for a text that is no pointer. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new RangeError(`invalid JSON pointer, must begin with "/": ${pointer}`);
  return pointer
    .slice(1)
    .split('/')
    .map((name) => {
      if (/~(?![01])/.test(name))
        throw new RangeError(`invalid JSON pointer, "~" must be followed by 0 or 1: ${pointer}`);
      return name.replaceAll('~1', '/').replaceAll('~0', '~');
    });
}

/** Names as a pointer. */
export function formatPointer(names: readonly (string | number)[]): string {
  return names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a pointer, or undefined where there is none. Throws RangeError for a text that is no pointer. */
export function readPointer(json: unknown, pointer: string): unknown {
  let value = json;
  for (const name of parsePointer(pointer)) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(name) ? (value as unknown[])[Number(name)] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/**
 * A copy of a document with the value at a pointer replaced; parts beside it are shared. Members that are missing on the way are made as
 * objects; `-` or the place after the last appends to an array. Throws RangeError where the pointer leads nowhere.
 */
export function withPointer(json: unknown, pointer: string, value: unknown): unknown {
  const names = parsePointer(pointer);
  const set = (at: unknown, depth: number): unknown => {
    const name = names[depth];
    if (name === undefined) return value;
    if (FORBIDDEN_KEYS.includes(name)) throw new RangeError(`forbidden key in ${pointer}`);
    if (Array.isArray(at)) {
      const items = at as unknown[];
      const place = name === '-' ? items.length : /^(0|[1-9]\d*)$/.test(name) ? Number(name) : Infinity;
      if (place > items.length) throw new RangeError(`no item ${name} of ${items.length} at ${pointer}`);
      return items.toSpliced(place, 1, set(items[place], depth + 1));
    }
    if (at !== undefined && !isJsonObject(at)) {
      throw new RangeError(`${formatPointer(names.slice(0, depth)) || '/'} has no members: ${pointer}`);
    }
    const members = isJsonObject(at) ? at : {};
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return { ...members, [name]: set(member, depth + 1) };
  };
  return set(json, 0);
}
