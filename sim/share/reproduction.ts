import { digestOf } from '../measure/digest.ts';
import { readNumber } from '../measure/pointer.ts';
import type { DesignResult, Result } from '../measure/result.ts';
import { MOST_FIGURES, PARTS } from './expectation.ts';
import type { ExpectedDesign, Expectation, Part } from './expectation.ts';

/** Whether a run came out as a link says, and where it did not. */

/** A figure that came out otherwise; null where it was not measured. */
export interface OtherFigure {
  readonly pointer: string;
  readonly before: number | null;
  readonly now: number | null;
}

/** A design that came out otherwise: in which parts, and what its figures were and are. */
export interface OtherDesign {
  readonly id: string;
  /** Empty when none of the parts that have a digest differs (the number of events may). */
  readonly parts: readonly Part[];
  readonly figures: readonly OtherFigure[];
}

/** What comparing gave. */
export interface Reproduction {
  readonly same: boolean;
  readonly engine: { readonly before: string; readonly now: string };
  /** Those that differ. */
  readonly designs: readonly OtherDesign[];
  /** Designs of which one side has no result. */
  readonly missing: readonly string[];
}

/** What to expect of a scenario that gave this result. `pointers` are the figures worth telling; more than a few are left out. */
export function expectationOf(result: Result, pointers: readonly string[]): Expectation {
  const figures = [...new Set(pointers)].slice(0, MOST_FIGURES);
  return {
    engine: result.engine,
    digest: result.digest.slice(0, 16),
    figures,
    designs: Object.fromEntries(
      Object.entries(result.designs).map(([id, design]) => [id, expectedDesign(design, figures)]),
    ),
  };
}

/** Holds a result against what was expected. */
export function compareWith(expected: Expectation, result: Result): Reproduction {
  const ids = new Set([...Object.keys(expected.designs), ...Object.keys(result.designs)]);
  const designs: OtherDesign[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const then = Object.hasOwn(expected.designs, id) ? expected.designs[id] : undefined;
    const own = Object.hasOwn(result.designs, id) ? result.designs[id] : undefined;
    if (then === undefined || own === undefined) {
      missing.push(id);
      continue;
    }
    const now = expectedDesign(own, expected.figures);
    if (now.digest === then.digest) continue;
    const parts = PARTS.filter((_, i) => now.parts[i] !== then.parts[i]);
    const figures = expected.figures
      .map((pointer, i) => ({ pointer, before: then.figures[i], now: now.figures[i] }))
      .filter(({ before, now }) => before !== now);
    designs.push({ id, parts, figures });
  }
  return {
    same: result.digest.startsWith(expected.digest),
    engine: { before: expected.engine, now: result.engine },
    designs,
    missing,
  };
}

function expectedDesign(design: DesignResult, figures: readonly string[]): ExpectedDesign {
  const { series: _, objectives: __, intervals: ___, ...all } = design;
  const { streams, tiers, hosts, energy, availability, migrations, incidents, admission, journal } = design;
  const parts: Record<Part, unknown> = {
    streams,
    tiers,
    hosts,
    energy,
    operations: { availability, migrations, incidents, admission, journal },
  };
  return {
    digest: digestOf(all).slice(0, 8),
    parts: PARTS.map((part) => digestOf(parts[part]).slice(0, 4)),
    figures: figures.map((pointer) => toSixDigits(valueAt(design, pointer))),
  };
}

/** The pointer may come from a stranger: one that is no pointer leads nowhere. */
function valueAt(design: DesignResult, pointer: string): number | null {
  try {
    return readNumber(design, pointer);
  } catch {
    return null;
  }
}

function toSixDigits(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
