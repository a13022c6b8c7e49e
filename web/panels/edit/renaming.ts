import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import { memberOf, valueAt } from '../../../sim/scenario/schemaWalk.ts';
import type { Change, Path } from './patch.ts';

/** Renames a stream, tier, design, pool, stage or incident, and whatever in the scenario says its name. */

/** The changes that rename what stands at a path: a member of a record, or an item of a list by its `id`. */
export function renaming(whole: unknown, path: Path, name: string): Change[] {
  const list = Array.isArray(valueAt(whole, path.slice(0, -1)));
  const old = list ? memberOf(valueAt(whole, path), 'id') : path.at(-1);
  if (typeof old !== 'string' || old === name) return [];
  const moved = list ? [{ path: [...path, 'id'], value: name }] : moving(whole, path, name);
  // What names it inside of itself has moved with it.
  const within = list ? path : [...path.slice(0, -1), name];
  const others = mentions(whole, path, old, name).map(({ path: at, value }) => ({
    path: path.every((step, i) => at[i] === step) ? [...within, ...at.slice(path.length)] : at,
    value,
  }));
  return [...moved, ...others];
}

/** The record with the member renamed at its place: the order of members is that of colors and tables. */
function moving(whole: unknown, path: Path, name: string): Change[] {
  const record = path.slice(0, -1);
  const members = valueAt(whole, record);
  if (!isJsonObject(members)) return [];
  const renamed = Object.entries(members).map(([key, value]) => [key === path.at(-1) ? name : key, value]);
  return [{ path: record, value: Object.fromEntries(renamed) as unknown }];
}

/** Where the scenario names what is renamed. */
function mentions(whole: unknown, path: Path, old: string, name: string): Change[] {
  const [first, , third] = path;
  const found: Change[] = [];
  const kind =
    first === 'designs' && path.length === 4 && third === 'pools'
      ? 'pool'
      : first === 'tiers' && path.length === 4
        ? 'stage'
        : path.length === 2
          ? String(first)
          : '';
  const swap = (at: Path): void => {
    if (valueAt(whole, at) === old) found.push({ path: at, value: name });
  };
  const swapIn = (at: Path): void => {
    const list = valueAt(whole, at);
    if (Array.isArray(list)) list.forEach((_, i) => swap([...at, i]));
  };
  const designs = Object.keys(recordAt(whole, ['designs']));
  const incidents = itemsAt(whole, ['incidents']);
  if (kind === 'streams') incidents.forEach((_, i) => swap(['incidents', i, 'stream']));
  if (kind === 'designs') incidents.forEach((_, i) => swap(['incidents', i, 'design']));
  if (kind === 'stage') incidents.forEach((_, i) => swapIn(['incidents', i, 'stages']));
  if (kind === 'tiers') {
    incidents.forEach((_, i) => swap(['incidents', i, 'tier']));
    for (const direction of Object.keys(recordAt(whole, ['routes']))) swapIn(['routes', direction]);
    for (const design of designs) {
      for (const pool of Object.keys(recordAt(whole, ['designs', design, 'pools'])))
        swapIn(['designs', design, 'pools', pool, 'ha', 'faultTolerant']);
      if (Object.hasOwn(recordAt(whole, ['designs', design, 'tiers']), old))
        found.push(...moving(whole, ['designs', design, 'tiers', old], name));
    }
  }
  if (kind === 'pool') {
    const design = String(path[1]);
    for (const tier of Object.keys(recordAt(whole, ['designs', design, 'tiers'])))
      swap(['designs', design, 'tiers', tier, 'pool']);
    const others = designs.filter((id) => id !== design && old in recordAt(whole, ['designs', id, 'pools']));
    incidents.forEach((incident, i) => {
      const meant = memberOf(incident, 'design');
      if (meant === design || (meant === undefined && others.length === 0)) swap(['incidents', i, 'pool']);
    });
  }
  if (kind === 'streams' || kind === 'tiers' || kind === 'designs') {
    const swapPointer = (at: Path): void => {
      const pointer = valueAt(whole, at);
      const next = typeof pointer === 'string' ? renamedPointer(pointer, kind, old, name) : undefined;
      if (next !== undefined) found.push({ path: at, value: next });
    };
    incidents.forEach((_, i) => swapPointer(['incidents', i, 'pointer']));
    if (kind !== 'designs') itemsAt(whole, ['objectives']).forEach((_, i) => swapPointer(['objectives', i, 'metric']));
  }
  return found;
}

/** A pointer that leads through what is renamed; undefined for any other. */
function renamedPointer(pointer: string, kind: string, old: string, name: string): string | undefined {
  const steps = pointer.split('/');
  const at = steps.findIndex((step, i) => i > 0 && step === old && steps[i - 1] === kind);
  return at < 0 ? undefined : steps.with(at, name).join('/');
}

function recordAt(whole: unknown, path: Path): Readonly<Record<string, unknown>> {
  const value = valueAt(whole, path);
  return isJsonObject(value) ? value : {};
}

function itemsAt(whole: unknown, path: Path): readonly unknown[] {
  const value = valueAt(whole, path);
  return Array.isArray(value) ? value : [];
}
