import { designInk } from '../charts/palette.ts';
import { Swatch } from '../charts/swatch.tsx';
import { moment, startOf } from '../words/clock.ts';
import type { Facts } from '../words/facts.ts';
import { objectiveLines } from '../words/objectives.ts';
import type { ObjectiveLine, ObjectiveVerdict } from '../words/objectives.ts';
import type { Scenario } from '../words/scenarioTypes.ts';
import { breachPlace } from './breachPlace.ts';
import './objectiveStrip.css';

/** So many objectives are shown, those that failed first; the table has them all. */
const MOST = 8;

/** Every objective with what each design made of it, right beneath the headline; each verdict leads to what proves it. */
export function ObjectiveStrip({ facts }: { facts: Facts }) {
  const lines = objectiveLines(facts);
  if (lines.length === 0) return null;
  const isMissed = ({ verdicts }: ObjectiveLine): boolean => verdicts.some(({ result }) => !result.met);
  const shown = [...lines.filter(isMissed), ...lines.filter((line) => !isMissed(line))].slice(0, MOST);
  const left = lines.length - shown.length;
  return (
    <div class="strip">
      <ul aria-label="Objectives">
        {shown.map((line) => (
          <li key={line.id}>
            <p>
              <strong>{line.name}</strong> <span class="strip-limit">{line.limit}</span>
            </p>
            {line.verdicts.map((verdict) => (
              <Verdict key={verdict.design.id} line={line} verdict={verdict} scenario={facts.scenario} />
            ))}
          </li>
        ))}
      </ul>
      {left > 0 && <p class="note">{`${left} more in the table of objectives below.`}</p>}
    </div>
  );
}

/** Pass or Fail with the value: a failed one leads to its first breach in the chart, any other to its row of the table. */
function Verdict({
  line: { id, name },
  verdict: { design, index, result, value },
  scenario,
}: {
  line: ObjectiveLine;
  verdict: ObjectiveVerdict;
  scenario: Scenario;
}) {
  const place = breachPlace(result, scenario, design.id);
  const { startsAt, durationS } = scenario.run;
  const where =
    place === undefined
      ? 'show it in the table of objectives'
      : `show the chart where it was first beyond its limit, ${moment(startOf(startsAt) + place.at, durationS)}`;
  const verdict = result.met ? 'Pass' : 'Fail';
  return (
    <button
      type="button"
      class={result.met ? 'met' : 'missed'}
      title={where}
      onClick={place?.show ?? (() => showRow(id))}
    >
      <Swatch ink={designInk(index)} width={18} />
      <span class="strip-design">{design.name}</span>
      <strong>{verdict}</strong>
      <span>{value}</span>
      <span class="visually-hidden">{` (${name}); ${where}`}</span>
    </button>
  );
}

/** Scrolls to an objective's row of the table; to the heading above while the tables are still being fetched. */
function showRow(id: string): void {
  const name = document.querySelector<HTMLElement>(`[data-objective="${CSS.escape(id)}"]`);
  (name ?? document.getElementById('details-title'))?.scrollIntoView({ block: 'center' });
  name?.focus({ preventScroll: true });
}
