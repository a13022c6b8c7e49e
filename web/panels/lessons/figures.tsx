import { useEffect, useMemo } from 'preact/hooks';
import type { LessonStep } from '../../../sim/scenario/lesson/schema.ts';
import { Chart } from '../../charts/chart.tsx';
import type { ChartContext } from '../../charts/context.ts';
import { CHARTS } from '../../charts/definitions.ts';
import { chartedStream } from '../../state/facts.ts';
import { grown } from '../../state/growth.ts';
import { opened } from '../../state/scenario.ts';
import { choices, stream } from '../../state/view.ts';
import { startOf } from '../../words/clock.ts';
import { designName } from '../../words/facts.ts';
import { flagsOf } from '../incidents.ts';
import { Topology } from '../topology.tsx';

/** What a step shows of the run. */
type Figure = Extract<LessonStep, { charts: unknown }>['charts'][number];

/** The figures of a step: the page's own charts, of the run behind the lesson. */
export function Figures({ charts }: { charts: readonly Figure[] }) {
  const scenario = opened.value?.scenario;
  const context = useMemo(
    (): ChartContext | undefined =>
      scenario && {
        start: startOf(scenario.run.startsAt),
        durationS: scenario.run.durationS,
        sampleS: scenario.run.sampleS,
        warmupS: scenario.run.warmupS,
        flags: flagsOf(scenario),
        pulse: grown,
      },
    [scenario],
  );
  const designs = useMemo(
    () => (scenario ? Object.keys(scenario.designs).map((id) => ({ id, name: designName(scenario, id) })) : []),
    [scenario],
  );
  useEffect(() => {
    const shown = charts.flatMap(({ id, show }) => (show === undefined ? [] : [[id, show] as const]));
    if (shown.length > 0) choices.value = { ...choices.value, ...Object.fromEntries(shown) };
    const named = charts.find((one) => one.stream !== undefined)?.stream;
    if (named !== undefined) stream.value = named;
  }, [charts, scenario]);
  if (scenario === undefined || context === undefined) return null;
  return (
    <div class="lesson-figures">
      {charts.map(({ id }) => {
        if (id === 'replay') return <Topology key={id} />;
        const definition = CHARTS.find((one) => one.id === id);
        return (
          definition && (
            <Chart
              key={id}
              definition={definition}
              scenario={scenario}
              designs={designs}
              stream={chartedStream.value}
              context={context}
            />
          )
        );
      })}
    </div>
  );
}
