import type { ObjectiveResult } from '../../sim/measure/result.ts';
import { series } from '../state/runner.ts';
import { choices, cursor, stream, zoomTo } from '../state/view.ts';
import { firstBreach, traceOf } from '../words/breach.ts';
import type { Scenario } from '../words/scenarioTypes.ts';

/** A moment in a chart. */
export interface BreachPlace {
  /** The end of the first sample beyond the limit [s]. */
  readonly at: number;
  /** Shows it: the chart is zoomed around it, scrolled to and focused. */
  readonly show: () => void;
}

/** Where a missed objective was first beyond its limit; undefined where it was met, or where no chart shows it. */
export function breachPlace(
  { met, metric, atMost, atLeast }: ObjectiveResult,
  scenario: Scenario,
  design: string,
): BreachPlace | undefined {
  if (met) return undefined;
  const trace = traceOf(metric, scenario.facility.pue);
  const store = series.value.get(design);
  const values = trace && store?.column(trace.metric, trace.of);
  if (trace === undefined || store === undefined || values === undefined) return undefined;
  const { durationS, sampleS, warmupS } = scenario.run;
  const at = firstBreach(trace, { atMost, atLeast }, store.time, values, warmupS);
  if (at === undefined) return undefined;
  const show = (): void => {
    if (trace.chart === 'latency') stream.value = trace.of;
    if (trace.chart === 'queues' || trace.chart === 'power') {
      choices.value = { ...choices.value, [trace.chart]: trace.metric };
    }
    const around = Math.max(10 * sampleS, durationS / 20);
    zoomTo(at - around, at + around, durationS, 4 * sampleS);
    cursor.value = at;
    const sensor = document.querySelector<HTMLElement>(`[data-chart="${trace.chart}"] .sensor`);
    sensor?.scrollIntoView({ block: 'center' });
    sensor?.focus({ preventScroll: true });
  };
  return { at, show };
}
