import { METRICS } from '../../sim/measure/metrics.ts';
import type { MetricId } from '../../sim/measure/metrics.ts';
import type { Series } from '../engine/series.ts';
import type { ChartContext } from './context.ts';
import type { ChartKind, ScaleKind } from './definitions.ts';
import { samplesOf } from './panels.ts';
import type { PanelModel } from './panels.ts';
import { drawnLines } from './picture.ts';
import type { Sight } from './sight.ts';
import { domainOf, extend, indexRange } from './scales.ts';
import { highestTotal, stacked } from './stack.ts';

/** The vertical axis of all panels: what is shown and in sight, of every design, so that heights compare. */
export function domainInSight(
  chart: string,
  kind: ChartKind,
  scale: ScaleKind,
  metric: MetricId,
  panels: readonly PanelModel[],
  context: ChartContext,
  series: ReadonlyMap<string, Series>,
  sight: Sight,
): [number, number] {
  void context.pulse.value;
  const [from, to] = sight.range ?? [0, context.durationS];
  let extent = { low: NaN, high: NaN };
  const widen = (low: number, high: number): void => {
    if (!(low >= extent.low)) extent = { ...extent, low };
    if (!(high <= extent.high)) extent = { ...extent, high };
  };
  for (const { lines } of panels) {
    const drawn = drawnLines(
      lines.filter(({ band }) => band === undefined),
      chart,
      series,
      sight.hidden,
    );
    if (kind === 'stack') {
      const [first] = drawn;
      if (first !== undefined) widen(0, highestTotal(stacked(drawn), ...indexRange(first.time, from, to)));
      continue;
    }
    for (const { time, values } of drawn) extent = extend(extent, values, ...indexRange(time, from, to));
    for (const line of lines) {
      const samples = line.band === undefined ? undefined : samplesOf(line, series);
      if (samples === undefined || line.band === undefined) continue;
      const seen = extend({ low: NaN, high: NaN }, samples.values, ...indexRange(samples.time, from, to));
      const [low, high] = line.band;
      if (seen.high > 0) widen(low > 0 ? low : high / 2, Number.isFinite(high) ? high : low * 2);
    }
  }
  // Counts below one would stretch noise over the whole height.
  if (METRICS[metric].unit === 'count' && !(extent.high > 1)) extent = { ...extent, high: 1 };
  return domainOf(scale, extent);
}

/** The value that the darkest field of a heat map stands for: all of it for shares, else the highest in sight, of every design. */
export function mostInSight(
  metric: MetricId,
  kind: ChartKind,
  panels: readonly PanelModel[],
  context: ChartContext,
  series: ReadonlyMap<string, Series>,
  sight: Sight,
): number {
  void context.pulse.value;
  if (kind === 'rows' && METRICS[metric].unit === '1') return 1;
  const [from, to] = sight.range ?? [0, context.durationS];
  let extent = { low: NaN, high: NaN };
  for (const line of panels.flatMap(({ lines }) => lines)) {
    const samples = kind === 'rows' || line.band !== undefined ? samplesOf(line, series) : undefined;
    if (samples !== undefined) extent = extend(extent, samples.values, ...indexRange(samples.time, from, to));
  }
  return extent.high > 0 ? extent.high : 1;
}
