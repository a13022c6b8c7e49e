import type { ObjectiveResult } from '../../../sim/measure/result.ts';
import { NONE, money, percent, plain, say, seconds, watts } from '../../words/numbers.ts';
import type { Facts } from '../../words/facts.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { series } from '../../state/runner.ts';
import { choices, cursor, stream, zoomTo } from '../../state/view.ts';
import { firstBreach, traceOf } from '../../words/breach.ts';
import { moment, startOf } from '../../words/clock.ts';
import { DataTable } from './dataTable.tsx';

/** What counts as good, and what each design made of it. */
export function Objectives({ scenario, designs }: Facts) {
  const { currency } = scenario.facility;
  return (
    <DataTable
      title="Objectives"
      what="The limits that the scenario sets on its own results, and the value of each design. An objective without a value (nothing was measured) is missed. The button at one that failed shows the first sample that was beyond the limit in its chart."
      columns={[
        { id: 'objective', head: 'Objective', text: true },
        { id: 'limit', head: 'Limit' },
        ...designs.map(({ id, name }) => ({ id, head: name })),
      ]}
      rows={scenario.objectives.map((objective) => {
        const show = formatterFor(objective.metric, currency);
        const limit =
          objective.atMost === undefined
            ? `at least ${show(objective.atLeast ?? NaN)}`
            : `at most ${show(objective.atMost)}`;
        return [
          objective.name ?? objective.id,
          limit,
          ...designs.map(({ id, result }) =>
            verdict(
              result.objectives.find((one) => one.id === objective.id),
              show,
              scenario,
              id,
            ),
          ),
        ];
      })}
      empty="The scenario sets no objectives."
    />
  );
}

function verdict(
  objective: ObjectiveResult | undefined,
  show: (value: number) => string,
  scenario: Scenario,
  design: string,
) {
  if (objective === undefined) return NONE;
  const { value, met } = objective;
  return (
    <span class={met ? 'met' : 'missed'}>
      <strong>{met ? 'Pass' : 'Fail'}</strong> {value === null ? NONE : show(value)}
      {!met && <Breach objective={objective} scenario={scenario} design={design} />}
    </span>
  );
}

/** The first time at which a missed objective was beyond its limit: a button that shows it in its chart. Nothing where no sample was. */
function Breach({
  objective: { metric, atMost, atLeast },
  scenario,
  design,
}: {
  objective: ObjectiveResult;
  scenario: Scenario;
  design: string;
}) {
  const trace = traceOf(metric, scenario.facility.pue);
  const store = series.value.get(design);
  const values = trace && store?.column(trace.metric, trace.of);
  if (trace === undefined || store === undefined || values === undefined) return null;
  const { startsAt, durationS, sampleS, warmupS } = scenario.run;
  const at = firstBreach(trace, { atMost, atLeast }, store.time, values, warmupS);
  if (at === undefined) return null;
  return (
    <button
      type="button"
      class="breach"
      onClick={() => {
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
      }}
    >
      {`first beyond it at ${moment(startOf(startsAt) + at, durationS)}`}
    </button>
  );
}

/** How the value behind a pointer is written: its unit is in the name of the member. */
export function formatterFor(pointer: string, currency: string): (value: number) => string {
  const words = pointer.split('/');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (last.endsWith('W')) return (value) => say(watts(value));
  if (last.endsWith('KWh')) return (value) => `${plain(value)} kWh`;
  if (last === 'whPerThousandHam') return (value) => `${plain(value)} Wh`;
  if (last === 'carbonKg') return (value) => `${plain(value)} kg`;
  if (last === 'cost' || before === 'costBy') return (value) => money(value, currency);
  if (last === 'utilization') return percent;
  if (last === 'rackUnits') return (value) => `${plain(value)} U`;
  if (last.endsWith('PerS')) return (value) => `${plain(value)}/s`;
  if ((before.endsWith('S') && last !== 'count') || /[a-z]S$/.test(last)) return (value) => say(seconds(value));
  return plain;
}
