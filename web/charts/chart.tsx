import { computed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { MetricId } from '../../sim/measure/metrics.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { embedded } from '../state/manner.ts';
import { series } from '../state/runner.ts';
import { choices, pivot, switchScale, switched } from '../state/view.ts';
import type { ChartContext } from './context.ts';
import type { ChartDefinition, Choice, ScaleKind } from './definitions.ts';
import { domainInSight, mostInSight } from './domain.ts';
import { Marked } from './marked.tsx';
import { Panel } from './panel.tsx';
import type { PanelFrame } from './frame.ts';
import { panelsOf, samplesOf } from './panels.ts';
import type { ChartDesign, Line } from './panels.ts';
import { SampleTable } from './table.tsx';
import { axisFormatterOf, formatterOf } from './units.ts';
import { useSeen } from './useSeen.ts';
import { useSight } from './useSight.ts';
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
  const { id, kind } = definition;
  const choice = definition.choices.find((one) => one.id === choices.value[id]) ?? definition.choices[0];
  const { metric } = choice;
  // The answer is beneath the charts of the page itself.
  const asks = definition.asks === true && !embedded;
  const scale = scaleNow(definition.scale, switched.value.has(id));
  const cut = kind === 'lines' ? pivot.value : 'each';
  const stores = series.value;
  const figure = useRef<HTMLElement>(null);
  const sight = useSight(useSeen(figure));
  const empty = useMemo(
    () => computed(() => emptyParts(definition, scenario, choice, designs, context)),
    [definition, scenario, choice, designs, context],
  ).value;
  const panels = useMemo(() => {
    const owners = (of: MetricId) => [...new Set([...stores.values()].flatMap((store) => store.ownersOf(of)))];
    const parts = definition
      .parts({ scenario, choice, stream, owners })
      .filter((part) => !empty.split(' ').includes(part.id));
    return panelsOf(parts, designs, cut, choice.shared ?? false).map((panel) => ({
      ...panel,
      // Hosts and machines are not the same in every design.
      lines: kind === 'rows' ? panel.lines.filter((line) => samplesOf(line, stores) !== undefined) : panel.lines,
    }));
  }, [definition, scenario, designs, stream, choice, cut, kind, stores, empty]);
  const frame = useMemo(
    (): PanelFrame => ({
      chart: id,
      title: definition.perStream
        ? `${definition.title} of ${scenario.streams[stream]?.name ?? stream}`
        : definition.title,
      kind,
      scale,
      axisName: scale === 'decades' ? `${choice.axis}, log scale` : choice.axis,
      format: formatterOf(metric),
      axisFormat: axisFormatterOf(metric),
      domain: computed(() => domainInSight(id, kind, scale, metric, panels, context, series.value, sight.value)),
      most: computed(() => mostInSight(metric, kind, panels, context, series.value, sight.value)),
      sight,
      height: 240,
      ...(asks && { asks: stream }),
    }),
    [id, definition, scenario, stream, kind, scale, choice, metric, panels, context, sight],
  );

  return (
    <figure class="chart-figure" data-chart={id} ref={figure}>
      <figcaption>
        <h3>
          <Marked>{definition.title}</Marked>
          {frame.title.slice(definition.title.length)}
        </h3>
        <What about={frame.title}>{choice.what}</What>
        <span class="choice">
          {kind === 'lines' && definition.scale !== 'share' && (
            <label class="log-scale">
              <input
                type="checkbox"
                checked={scale === 'log' || scale === 'decades'}
                onChange={() => {
                  switchScale(id);
                }}
              />
              <span>log scale</span>
            </label>
          )}
          {definition.choices.length > 1 && <Choices definition={definition} choice={choice} />}
        </span>
      </figcaption>
      <div class={`panels panels-${Math.min(panels.length, 4)}`}>
        {panels.map((model) => (
          <Panel key={model.id} model={model} frame={frame} context={context} />
        ))}
      </div>
      {asks && (
        <p class="note asks">
          Click a moment, or press <kbd>Enter</kbd> on it: which mail arrived then, and why it was late.
        </p>
      )}
      <SampleTable frame={frame} panels={panels} designs={designs} context={context} />
    </figure>
  );
}

function Choices({ definition, choice }: { definition: ChartDefinition; choice: Choice }) {
  return (
    <select
      aria-label={`What “${definition.title}” shows`}
      value={choice.id}
      onChange={({ currentTarget }) => {
        choices.value = { ...choices.value, [definition.id]: currentTarget.value };
      }}
    >
      {definition.choices.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** The scale of a chart as it is, or after the reader switched it: times between round times, amounts between powers of ten. */
function scaleNow(scale: ScaleKind, isSwitched: boolean): ScaleKind {
  if (!isSwitched) return scale;
  return scale === 'log' ? 'linear' : 'decades';
}

/** The parts of a stack of which no design has any, by their ids with blanks between: all but the first need no name. */
function emptyParts(
  { kind, parts }: ChartDefinition,
  scenario: Scenario,
  choice: Choice,
  designs: readonly ChartDesign[],
  context: ChartContext,
): string {
  void context.pulse.value;
  if (kind !== 'stack') return '';
  const isEmpty = (line: Line): boolean => !samplesOf(line, series.value)?.values.some((value) => value > 0);
  return parts({ scenario, choice, stream: '', owners: () => [] })
    .slice(1)
    .filter((part) => designs.every(({ id }) => isEmpty({ ...part, design: id })))
    .map(({ id }) => id)
    .join(' ');
}
