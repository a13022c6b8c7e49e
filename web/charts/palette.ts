/** Colors and dashes of lines. Colors are classes (`c0` … `c7`) that the style sheet gives each theme; dashes tell lines apart without them. */

/** How a line looks. */
export interface Ink {
  /** Index of its color. */
  readonly color: number;
  /** Its dashes, as in `stroke-dasharray`. */
  readonly dash: string;
  /** The pattern of its area, a place in `PATTERNS`; a plain area without. */
  readonly pattern?: number;
}

/** Strokes of the patterns that tell areas apart without color, in tiles of 8 × 8; the first is plain. */
export const PATTERNS = [
  '',
  'M-2,10L10,-2M-2,2L2,-2M6,10L10,6',
  'M2,2h1M6,6h1',
  'M-2,-2L10,10M6,-2L10,2M-2,6L2,10',
  'M0,4H8',
  'M0,0L8,8M8,0L0,8',
  'M4,0V8',
] as const;

const DASHES = ['none', '7 4', '2 3', '10 3 2 3', '14 4', '5 2 1 2', '1 5', '12 3 2 3 2 3'];
const DESIGN_COLORS = [0, 1, 2, 3, 4, 7, 5, 6];
const TIER_COLORS = [2, 3, 4, 5, 7, 6, 0, 1];
const STREAM_COLORS = [1, 0, 3, 4, 2, 5, 7, 6];

/** The ink of a design, the same on cards, tables and charts: the first solid, the second dashed. */
export function designInk(index: number): Ink {
  return inkOf(DESIGN_COLORS, index);
}

/** The ink of a tier. */
export function tierInk(index: number): Ink {
  return inkOf(TIER_COLORS, index);
}

/** The ink of a stream. */
export function streamInk(index: number): Ink {
  return inkOf(STREAM_COLORS, index);
}

/** The inks of p50, p95 and p99: the one that counts, p95, is solid. */
export const PERCENTILE_INKS: readonly Ink[] = [
  { color: 5, dash: '2 3' },
  { color: 1, dash: 'none' },
  { color: 3, dash: '7 4' },
];

/** The inks of the areas of mail by fate: delivered first, lost last. */
export const FATE_INKS: readonly Ink[] = areas([1, 4, 7, 3, 0, 6]);

/** The inks of the areas of power by cause, the colors those of the table of energy by cause. */
export const CAUSE_INKS: readonly Ink[] = areas([6, 1, 7, 0, 3, 4, 2]);

function areas(colors: readonly number[]): Ink[] {
  return colors.map((color, i) => ({ color, dash: DASHES[i] ?? 'none', pattern: i % PATTERNS.length }));
}

function inkOf(colors: readonly number[], index: number): Ink {
  // After a round of colors the dashes shift, so that the ninth line is not the first one again.
  const round = Math.floor(index / colors.length);
  return {
    color: colors[index % colors.length] ?? 0,
    dash: DASHES[(index + round) % DASHES.length] ?? 'none',
  };
}
