import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { METRICS } from '../../sim/measure/metrics.ts';
import type { MetricId } from '../../sim/measure/metrics.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { series } from '../state/runner.ts';
import { choices, hidden, pivot, range } from '../state/view.ts';
import type { ChartContext } from './context.ts';
import type { ChartDefinition, ScaleKind } from './definitions.ts';
import { Panel } from './panel.tsx';
import type { PanelFrame } from './panel.tsx';
import { panelsOf, samplesOf } from './panels.ts';
import type { ChartDesign, PanelModel } from './panels.ts';
import { domainOf, extend, indexRange } from './scales.ts';
import { SampleTable } from './table.tsx';
import { axisFormatterOf, formatterOf } from './units.ts';
import { What } from './what.tsx';

/** A chart: its title, what it means, its panels on one scale, and the numbers behind it. */
export function Chart({
  definition,
  scenario,
  designs,
  stream,
  context,
}: {
  definition: ChartDefinition;
  scenario: Scenario;
  designs: readonly ChartDesign[];
  stream: string;
  context: ChartContext;
}) {
  const { id, scale } = definition;
  const metric = choices.value[id] ?? definition.choices[0].metric;
  const choice = definition.choices.find((one) => one.metric === metric) ?? definition.choices[0];
  const cut = pivot.value;
  const panels = useMemo(
    () => panelsOf(definition.parts(scenario, metric, stream), designs, cut, choice.shared ?? false),
    [definition, scenario, designs, stream, metric, choice, cut],
  );
  const frame = useMemo(
    (): PanelFrame => ({
      chart: id,
      title: definition.perStream
        ? `${definition.title} of ${scenario.streams[stream]?.name ?? stream}`
        : definition.title,
      scale,
      axisName: choice.axis,
      format: formatterOf(metric),
      axisFormat: axisFormatterOf(metric),
      domain: computed(() => domainInSight(id, scale, metric, panels, context)),
      height: 240,
    }),
    [id, definition, scenario, stream, scale, choice, metric, panels, context],
  );

  return (
    <figure class="chart-figure" data-chart={id}>
      <figcaption>
        <h3>{frame.title}</h3>
        <What about={frame.title}>{choice.what}</What>
        {definition.choices.length > 1 && <Choices definition={definition} metric={metric} />}
      </figcaption>
      <div class={`panels panels-${Math.min(panels.length, 4)}`}>
        {panels.map((model) => (
          <Panel key={model.id} model={model} frame={frame} context={context} />
        ))}
      </div>
      <SampleTable frame={frame} panels={panels} designs={designs} context={context} />
    </figure>
  );
}

function Choices({ definition, metric }: { definition: ChartDefinition; metric: MetricId }) {
  return (
    <span class="choice">
      <select
        aria-label={`What “${definition.title}” shows`}
        value={metric}
        onChange={({ currentTarget }) => {
          const chosen = definition.choices.find((choice) => choice.metric === currentTarget.value);
          if (chosen) choices.value = { ...choices.value, [definition.id]: chosen.metric };
        }}
      >
        {definition.choices.map((choice) => (
          <option key={choice.metric} value={choice.metric}>
            {choice.label}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The vertical axis of all panels: what is shown and in sight, of every design, so that heights compare. */
function domainInSight(
  chart: string,
  scale: ScaleKind,
  metric: MetricId,
  panels: readonly PanelModel[],
  context: ChartContext,
): [number, number] {
  void context.pulse.value;
  const [from, to] = range.value ?? [0, context.durationS];
  let extent = { low: NaN, high: NaN };
  for (const { lines } of panels) {
    for (const line of lines) {
      const samples = hidden.value.has(`${chart}/${line.id}`) ? undefined : samplesOf(line, series.value);
      if (samples !== undefined) extent = extend(extent, samples.values, ...indexRange(samples.time, from, to));
    }
  }
  // Counts below one would stretch noise over the whole height.
  if (METRICS[metric].unit === 'count' && !(extent.high > 1)) extent.high = 1;
  return domainOf(scale, extent);
}
