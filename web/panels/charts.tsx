import { Fragment } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Chart } from '../charts/chart.tsx';
import type { ChartContext } from '../charts/context.ts';
import { CHARTS } from '../charts/definitions.ts';
import { opened } from '../state/scenario.ts';
import { chartedStream } from '../state/facts.ts';
import { grown } from '../state/growth.ts';
import { embedded, viewed } from '../state/manner.ts';
import { pivot, stream } from '../state/view.ts';
import { startOf } from '../words/clock.ts';
import { designName, streamName } from '../words/facts.ts';
import { ChartBar } from './chartBar.tsx';
import { IncidentList } from './incidentList.tsx';
import { flagsOf } from './incidents.ts';
import { Late } from './late.tsx';

/** All charts of a run, or those that are named, on one clock. */
export function Charts({ only }: { only?: readonly string[] }) {
  const scenario = opened.value?.scenario;
  const context = useMemo(
    (): ChartContext => ({
      start: startOf(scenario?.run.startsAt ?? ''),
      durationS: scenario?.run.durationS ?? 1,
      sampleS: scenario?.run.sampleS ?? 1,
      warmupS: scenario?.run.warmupS ?? 0,
      flags: scenario === undefined ? [] : flagsOf(scenario),
      pulse: grown,
    }),
    [scenario],
  );
  const designs = useMemo(
    () =>
      Object.keys(scenario?.designs ?? {}).map((id) => ({
        id,
        name: scenario === undefined ? id : designName(scenario, id),
      })),
    [scenario],
  );
  useEffect(showViewed, []);
  if (scenario === undefined) return null;
  const shown = chartedStream.value;
  const definitions = CHARTS.filter(({ id }) => only?.includes(id) ?? true);
  return (
    <section class="charts" aria-labelledby="charts-title">
      <h2 id="charts-title">Over time</h2>
      <ChartBar context={context} designs={designs.length}>
        {definitions.some(({ perStream }) => perStream) && <StreamChoice scenario={scenario} shown={shown} />}
      </ChartBar>
      <IncidentList scenario={scenario} />
      <div class={`chart-grid chart-grid-${designs.length === 1 ? 'one' : 'many'} chart-grid-${pivot.value}`}>
        {definitions.map((definition) => (
          <Fragment key={definition.id}>
            <Chart definition={definition} scenario={scenario} designs={designs} stream={shown} context={context} />
            {/* Beneath the charts on which it is asked. */}
            {definition.id === 'heat' && !embedded && <Late />}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** Goes to the chart that the address names (`?view=power`), once. */
function showViewed(): void {
  if (embedded) return;
  const named = viewed.map((id) => document.querySelector(`[data-chart="${CSS.escape(id)}"]`));
  named.find((figure) => figure !== null)?.scrollIntoView();
}

function StreamChoice({ scenario, shown }: { scenario: NonNullable<typeof opened.value>['scenario']; shown: string }) {
  const ids = Object.keys(scenario.streams);
  if (ids.length < 2) return null;
  return (
    <div class="stream-choice">
      <label htmlFor="stream-choice">Delivery time of</label>
      <select
        id="stream-choice"
        value={shown}
        onChange={({ currentTarget }) => {
          stream.value = currentTarget.value;
        }}
      >
        {ids.map((id) => (
          <option key={id} value={id}>
            {streamName(scenario, id)}
          </option>
        ))}
      </select>
    </div>
  );
}
