import bank from '../presets/sources/bank@1.json' with { type: 'json' };
import common from '../presets/sources/common.json' with { type: 'json' };
import enterprise2010 from '../presets/sources/enterprise-2010@1.json' with { type: 'json' };
import enterpriseTodayHeavy from '../presets/sources/enterprise-today-heavy@1.json' with { type: 'json' };
import enterpriseToday from '../presets/sources/enterprise-today@1.json' with { type: 'json' };
import hostingProvider from '../presets/sources/hosting-provider@1.json' with { type: 'json' };
import university from '../presets/sources/university@1.json' with { type: 'json' };
import type { Mark } from '../schema/origin.ts';

/** Where the figures come from that some patterns of pointers cover; the first entry of a table that covers one counts. */
export interface SourceEntry {
  readonly at: readonly string[];
  /** Absent: what the stage says of itself. */
  readonly source?: string;
  readonly year: number;
  readonly mark: Mark;
  /** The page, as far as one is known. */
  readonly url?: string;
}

/** The sources of a preset, and what there is to know of it that it does not say itself: presets are frozen. */
export interface SourceTable {
  readonly notes: readonly string[];
  readonly sources: readonly SourceEntry[];
}

// Data files: their marks are checked by a test.
const TABLES: Readonly<Record<string, SourceTable>> = {
  'enterprise-2010@1': enterprise2010 as SourceTable,
  'enterprise-today@1': enterpriseToday as SourceTable,
  'enterprise-today-heavy@1': enterpriseTodayHeavy as SourceTable,
  'university@1': university as SourceTable,
  'bank@1': bank as SourceTable,
  'hosting-provider@1': hostingProvider as SourceTable,
};

/** What holds for every preset, after what it says itself. */
export const COMMON: readonly SourceEntry[] = (common as SourceTable).sources;

/** The table of a preset; empty for an unknown one. */
export function tableOf(preset: string): SourceTable {
  return (Object.hasOwn(TABLES, preset) ? TABLES[preset] : undefined) ?? { notes: [], sources: [] };
}
