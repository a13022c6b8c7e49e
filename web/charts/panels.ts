import type { MetricId } from '../../sim/measure/metrics.ts';
import type { Series } from '../engine/series.ts';
import { designInk } from './palette.ts';
import type { Ink } from './palette.ts';
import type { Part } from './definitions.ts';

/** One line of a panel. */
export interface Line {
  /** Its name among the lines of the chart, by which it is hidden. */
  readonly id: string;
  readonly label: string;
  readonly ink: Ink;
  readonly design: string;
  readonly metric: MetricId;
  readonly of: string;
  readonly sum?: readonly string[];
  readonly band?: readonly [number, number];
}

/** One drawing area: lines on common scales. */
export interface PanelModel {
  readonly id: string;
  /** What all its lines have in common: the design, or the part. */
  readonly title: string;
  /** Set where that is a design: its index. */
  readonly design: number | null;
  readonly lines: readonly Line[];
}

/** A design as charts know it. */
export interface ChartDesign {
  readonly id: string;
  readonly name: string;
}

/**
 * Cuts a chart into panels: one per design with a line per part, or one per part with a line per design.
 * With a single part the designs share one panel; what is the same for all designs is drawn once. `each`: one per design whatever the parts.
 */
export function panelsOf(
  parts: readonly Part[],
  designs: readonly ChartDesign[],
  pivot: 'design' | 'part' | 'each',
  shared: boolean,
): PanelModel[] {
  const [first] = designs;
  if (first === undefined) return [];
  if (shared) {
    const title = designs.length > 1 ? 'the same for every design' : first.name;
    return [{ id: 'shared', title, design: null, lines: parts.map((part) => lineOfPart(part, first)) }];
  }
  if (designs.length > 1 && pivot !== 'each' && (pivot === 'part' || parts.length === 1)) {
    return parts.map((part) => ({
      id: part.id,
      title: parts.length === 1 ? '' : part.label,
      design: null,
      lines: designs.map(({ id, name }, i) => ({
        id,
        label: name,
        ink: designInk(i),
        design: id,
        metric: part.metric,
        of: part.of,
        ...(part.sum && { sum: part.sum }),
      })),
    }));
  }
  return designs.map((design, i) => ({
    id: design.id,
    title: design.name,
    design: i,
    lines: parts.map((part) => lineOfPart(part, design)),
  }));
}

/** The samples of a line, as far as they have come. */
export function samplesOf(
  line: Line,
  series: ReadonlyMap<string, Series>,
): { readonly time: Float64Array; readonly values: Float64Array } | undefined {
  const store = series.get(line.design);
  const values = line.sum === undefined ? store?.column(line.metric, line.of) : store?.sum(line.metric, line.sum);
  return store === undefined || values === undefined ? undefined : { time: store.time, values };
}

function lineOfPart(part: Part, design: ChartDesign): Line {
  return { ...part, design: design.id };
}
