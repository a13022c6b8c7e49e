import { extend } from '../extend.ts';
import { isJsonObject } from '../mergePatch.ts';
import { parsePointer } from '../pointer.ts';
import { presetJson } from '../presets/index.ts';
import type { Mark } from '../schema/origin.ts';
import { scenario } from '../schema/scenario.ts';
import { notesOf, schemaAt, valueAt } from '../schemaWalk.ts';
import { namesAlong, sameValue } from './figures.ts';
import { entryFor, originOf, presetFigures, stageSource } from './presetSources.ts';
import { COMMON, tableOf } from './tables.ts';

/** Where a figure of a scenario comes from: the preset it stands on, the format's default, or the scenario itself. */
export interface FigureSource {
  readonly from: 'preset' | 'default' | 'scenario';
  readonly source: string;
  /** Null where the scenario itself states the figure. */
  readonly year: number | null;
  readonly mark: Mark;
  readonly url?: string;
}

/** Answers for one scenario where its figures come from. */
export interface SourceBook {
  /**
   * Where the figure at a JSON pointer comes from; a pointer to a field that the scenario leaves out asks for its default.
   * Undefined where there is no number, and none by default.
   */
  readonly at: (pointer: string) => FigureSource | undefined;
  /** What there is to know of the presets that it stands on, beside what they say themselves. */
  readonly notes: readonly string[];
}

const OWN: FigureSource = { from: 'scenario', source: 'Stated by this scenario', year: null, mark: 'chosen' };

/** The sources of a scenario as it is written, with its `extends`; it need not be valid. */
export function sourceBook(json: unknown): SourceBook {
  const { json: document, preset } = extend(json);
  const chain = presetChain(preset);
  const figures = preset === undefined ? [] : presetFigures(preset);
  const byPath = new Map(figures.map((figure) => [figure.names.join('/'), figure]));
  const entries = [...chain.flatMap((id) => tableOf(id).sources), ...COMMON];

  const stated = (pointer: string, steps: readonly string[], value: unknown): FigureSource => {
    const names = namesAlong(document, steps);
    const same = byPath.get(names.join('/'));
    if (same?.origin && sameValue(same.value, value)) return { from: 'preset', ...same.origin };
    // A part that the scenario adds, like one more design, may have the preset's figures: they come from where those do.
    const like = figures.length === 0 ? undefined : entryFor(entries, names)?.entry;
    const origin =
      like && figures.some((figure) => figure.entry === like && sameValue(figure.value, value))
        ? originOf(like, document, pointer)
        : undefined;
    if (origin) return { from: 'preset', ...origin };
    const source = stageSource(document, pointer);
    return source === undefined ? OWN : { ...OWN, source };
  };

  return {
    at: (pointer) => {
      const steps = parsePointer(pointer);
      const value = valueAt(document, steps);
      if (value !== undefined) return isFigure(value) ? stated(pointer, steps, value) : undefined;
      return defaultSource(steps, document);
    },
    notes: chain.flatMap((id) => tableOf(id).notes),
  };
}

/** Where the default of a field comes from. */
function defaultSource(steps: readonly string[], document: unknown): FigureSource | undefined {
  const schema = schemaAt(scenario, steps, document);
  const { source, year, mark } = schema ? notesOf(schema) : {};
  if (source === undefined || year === undefined || mark === undefined) return undefined;
  return { from: 'default', source, year, mark };
}

function isFigure(value: unknown): boolean {
  return typeof value === 'number' || (Array.isArray(value) && value.every((item) => typeof item === 'number'));
}

/** A preset and those that it extends, itself first. */
function presetChain(preset: string | undefined): string[] {
  const chain: string[] = [];
  let next = preset;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    const json = presetJson(next);
    const base = isJsonObject(json) ? json['extends'] : undefined;
    next = typeof base === 'string' ? base : undefined;
  }
  return chain;
}
