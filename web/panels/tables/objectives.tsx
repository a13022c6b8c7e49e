import type { ObjectiveResult } from '../../../sim/measure/result.ts';
import { NONE, money, percent, plain, say, seconds, watts } from '../../words/numbers.ts';
import type { Facts } from '../../words/facts.ts';
import { DataTable } from './dataTable.tsx';

/** What counts as good, and what each design made of it. */
export function Objectives({ scenario, designs }: Facts) {
  const { currency } = scenario.facility;
  return (
    <DataTable
      title="Objectives"
      what="The limits that the scenario sets on its own results, and the value of each design. An objective without a value (nothing was measured) is missed."
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
          ...designs.map(({ result }) =>
            verdict(
              result.objectives.find(({ id }) => id === objective.id),
              show,
            ),
          ),
        ];
      })}
      empty="The scenario sets no objectives."
    />
  );
}

function verdict(objective: ObjectiveResult | undefined, show: (value: number) => string) {
  if (objective === undefined) return NONE;
  const { value, met } = objective;
  return (
    <span class={met ? 'met' : 'missed'}>
      {value === null ? NONE : show(value)} <strong>{met ? 'met' : 'missed'}</strong>
    </span>
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
