import { extend } from '../extend.ts';
import { presetJson } from '../presets/index.ts';
import type { Origin } from '../schema/origin.ts';
import { memberOf, valueAt } from '../schemaWalk.ts';
import { figuresOf, sameValue, type Figure } from './figures.ts';
import { covers, partsOf } from './pattern.ts';
import { COMMON, tableOf, type SourceEntry } from './tables.ts';

/** Where a figure comes from, with the page where one is known. */
export interface Sourced extends Origin {
  readonly url?: string;
}

/** A figure of a preset with its source: the entry that covers it, and the pattern by which it does. */
export interface PresetFigure extends Figure {
  readonly entry: SourceEntry | undefined;
  readonly pattern: string | undefined;
  readonly origin: Sourced | undefined;
}

const known = new Map<string, readonly PresetFigure[]>();

/**
 * Every figure of a preset, what it extends included, with its source: by its own table; where it is as in the preset that it extends, as
 * there; else by the table for all. Empty for an unknown preset.
 */
export function presetFigures(preset: string): readonly PresetFigure[] {
  const made = known.get(preset) ?? make(preset);
  known.set(preset, made);
  return made;
}

function make(preset: string): PresetFigure[] {
  const json = presetJson(preset);
  if (json === undefined) return [];
  const resolved = extend(json).json;
  const base = memberOf(json, 'extends');
  const inherited = typeof base === 'string' ? presetFigures(base) : [];
  return figuresOf(resolved).map((figure) => {
    const own = entryFor(tableOf(preset).sources, figure.names);
    if (own) return { ...figure, ...own, origin: originOf(own.entry, resolved, figure.pointer) };
    const path = figure.names.join('/');
    const same = inherited.find(({ names, value }) => names.join('/') === path && sameValue(value, figure.value));
    if (same) return { ...figure, entry: same.entry, pattern: same.pattern, origin: same.origin };
    // A part that is new, with figures of what is extended, has their sources.
    const like = entryFor(inheritedEntries(base), figure.names);
    const known = like && inherited.some((one) => one.entry === like.entry && sameValue(one.value, figure.value));
    const found = known ? like : entryFor(COMMON, figure.names);
    return { ...figure, ...NOTHING, ...found, origin: found && originOf(found.entry, resolved, figure.pointer) };
  });
}

const NOTHING = { entry: undefined, pattern: undefined };

/** The entries of what a preset extends, and of what that extends. */
function inheritedEntries(base: unknown): readonly SourceEntry[] {
  if (typeof base !== 'string') return [];
  return [...tableOf(base).sources, ...inheritedEntries(memberOf(presetJson(base), 'extends'))];
}

/** The first entry that covers some names, and its pattern that does. */
export function entryFor(
  entries: readonly SourceEntry[],
  names: readonly string[],
): { entry: SourceEntry; pattern: string } | undefined {
  for (const entry of entries) {
    const pattern = entry.at.find((one) => covers(partsOf(one), names));
    if (pattern !== undefined) return { entry, pattern };
  }
  return undefined;
}

/** What an entry says of a figure; where it leaves the words to the stage, the stage's. */
export function originOf(entry: SourceEntry, document: unknown, pointer: string): Sourced | undefined {
  const { source = stageSource(document, pointer), year, mark, url } = entry;
  if (source === undefined) return undefined;
  return url === undefined ? { source, year, mark } : { source, year, mark, url };
}

/** What the stage around a figure says of its figures. */
export function stageSource(document: unknown, pointer: string): string | undefined {
  const [tiers, tier = '', stages, place = ''] = pointer.split('/').slice(1);
  if (tiers !== 'tiers' || stages !== 'stages') return undefined;
  const source = valueAt(document, [tiers, tier, stages, place, 'source']);
  return typeof source === 'string' ? source : undefined;
}
