import { signal } from '@preact/signals';
import type { Series } from '../engine/series.ts';
import { startOf } from '../words/clock.ts';
import { headlineStream, streamName } from '../words/facts.ts';
import type { Facts } from '../words/facts.ts';
import type { ChartContext } from './context.ts';
import { CHARTS } from './definitions.ts';
import { domainInSight } from './domain.ts';
import type { Flag } from './drawn.ts';
import { chartPicture } from './exportSvg.ts';
import type { PanelFrame } from './frame.ts';
import { panelsOf } from './panels.ts';
import { WHOLE } from './sight.ts';
import { axisFormatterOf, formatterOf } from './units.ts';

/** A chart as text, and what it shows. */
export interface OverviewPicture {
  readonly title: string;
  readonly svg: string;
}

/** A chart of the overview: of which part (all without), and how wide [px]. */
interface Shown {
  readonly chart: string;
  readonly part?: string;
  readonly width: number;
}

/** As wide as the text of an A4 page at its size in print, or half of it. */
const PAGE = 672;
const HALF = 333;
const HEIGHT = 164;
const SHOWN: readonly Shown[] = [
  { chart: 'power', width: HALF },
  { chart: 'latency', part: 'stream.deliveryP95', width: HALF },
  { chart: 'cpu', width: PAGE },
];

/** The main charts of a run as SVG texts for a page of paper: the whole run, whatever the reader zoomed or hid. */
export function overviewPictures(
  { scenario, designs }: Facts,
  flags: readonly Flag[],
  series: ReadonlyMap<string, Series>,
): OverviewPicture[] {
  const { startsAt, durationS, sampleS, warmupS } = scenario.run;
  const context: ChartContext = { start: startOf(startsAt), durationS, sampleS, warmupS, flags, pulse: signal(0) };
  const stream = headlineStream(scenario, designs) ?? '';
  return SHOWN.flatMap(({ chart, part, width }) => {
    const definition = CHARTS.find(({ id }) => id === chart);
    if (definition === undefined || (definition.perStream && stream === '')) return [];
    const [choice] = definition.choices;
    const { metric, axis } = choice;
    const { kind, scale } = definition;
    const parts = definition
      .parts({ scenario, choice, stream, owners: () => [] })
      .filter(({ id }) => part === undefined || id === part);
    const panels = panelsOf(parts, designs, 'design', false);
    const frame: PanelFrame = {
      chart,
      title: titleOf(definition.title, part && 'p95', definition.perStream && streamName(scenario, stream)),
      kind,
      scale,
      axisName: axis,
      format: formatterOf(metric),
      axisFormat: axisFormatterOf(metric),
      domain: signal(domainInSight(chart, kind, scale, metric, panels, context, series, WHOLE)),
      most: signal(1),
      sight: signal(WHOLE),
      height: HEIGHT,
    };
    const sheet = { width, edge: 4, columns: 3, head: 4 };
    const picture = chartPicture(frame, panels, context, series, { about: '', foot: '', payload: undefined }, sheet);
    return [{ title: frame.title, svg: new XMLSerializer().serializeToString(picture) }];
  });
}

function titleOf(title: string, part: string | undefined, stream: string | undefined): string {
  return `${title}${part === undefined ? '' : `, ${part}`}${stream === undefined ? '' : ` of ${stream}`}`;
}
