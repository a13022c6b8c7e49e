import type { ChartKind, ScaleKind } from './definitions.ts';
import type { Ink } from './palette.ts';

/** What is drawn in a panel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Stretch of time in sight [s]. */
  readonly from: number;
  readonly to: number;
  /** Start of the run, epoch seconds. */
  readonly start: number;
  readonly scale: ScaleKind;
  readonly domain: readonly [number, number];
  readonly axisName: string;
  readonly axisFormat: (value: number) => string;
  /** In a stack, areas on top of each other. */
  readonly lines: readonly DrawnLine[];
  readonly kind: ChartKind;
  readonly cells?: Cells;
  /** Names of rows from the top, where the vertical axis has rows instead of a scale. */
  readonly rows?: readonly string[];
  /** The line that stands out. */
  readonly chosen?: string;
  /** The warm-up ends here [s]. */
  readonly warmupS: number;
  readonly flags: readonly Flag[];
}

/** A line with its samples. */
export interface DrawnLine {
  readonly id: string;
  readonly ink: Ink;
  readonly time: Float64Array;
  readonly values: Float64Array;
  /** What its values stand on, in a stack. */
  readonly base?: Float64Array;
}

/** An incident on the time axis. */
export interface Flag {
  readonly number: number;
  readonly atS: number;
  readonly endS: number;
}

/** The fields of a heat map: one row of values per band, all on one clock. */
export interface Cells {
  readonly time: Float64Array;
  readonly bands: readonly { readonly low: number; readonly high: number; readonly values: Float64Array }[];
  /** The value that is darkest. */
  readonly most: number;
  /** What stands for several samples in one field: their mean (counts) or the highest (levels). */
  readonly join: 'mean' | 'highest';
}
