import { NONE } from '../../words/numbers.ts';
import { moment, startOf } from '../../words/clock.ts';
import type { Facts } from '../../words/facts.ts';
import { objectiveLines } from '../../words/objectives.ts';
import type { ObjectiveVerdict } from '../../words/objectives.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { breachPlace } from '../breachPlace.ts';
import { DataTable } from './dataTable.tsx';

/** What counts as good, and what each design made of it. */
export function Objectives(facts: Facts) {
  const { scenario, designs } = facts;
  return (
    <DataTable
      title="Objectives"
      what="The limits that the scenario sets on its own results, and the value of each design. An objective without a value (nothing was measured) is missed. The button at one that failed shows the first sample that was beyond the limit in its chart."
      columns={[
        { id: 'objective', head: 'Objective', text: true },
        { id: 'limit', head: 'Limit' },
        ...designs.map(({ id, name }) => ({ id, head: name })),
      ]}
      rows={objectiveLines(facts).map(({ id, name, limit, verdicts }) => [
        <span key="name" data-objective={id} tabIndex={-1}>
          {name}
        </span>,
        limit,
        ...designs.map((design) => {
          const verdict = verdicts.find((one) => one.design === design);
          return verdict === undefined ? NONE : <Verdict key={design.id} verdict={verdict} scenario={scenario} />;
        }),
      ])}
      empty="The scenario sets no objectives."
    />
  );
}

function Verdict({ verdict: { design, result, value }, scenario }: { verdict: ObjectiveVerdict; scenario: Scenario }) {
  const place = breachPlace(result, scenario, design.id);
  const { startsAt, durationS } = scenario.run;
  return (
    <span class={result.met ? 'met' : 'missed'}>
      <strong>{result.met ? 'Pass' : 'Fail'}</strong> {value}
      {place !== undefined && (
        <button type="button" class="breach" onClick={place.show}>
          {`first beyond it at ${moment(startOf(startsAt) + place.at, durationS)}`}
        </button>
      )}
    </span>
  );
}
