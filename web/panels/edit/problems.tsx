import { scenario } from '../../../sim/scenario/schema/scenario.ts';
import { schemaAt } from '../../../sim/scenario/schemaWalk.ts';
import { checked } from './check.ts';
import { wordsOf } from './describe.ts';

/** Problems shown at once; mending one often mends several. */
const MOST = 12;

/** Everything that is wrong with what is edited; each leads to its field. */
export function ProblemList({ onGo }: { onGo: (steps: readonly (string | number)[]) => void }) {
  const { problems } = checked.value;
  if (problems.length === 0) return null;
  const title = problems.length === 1 ? 'One thing is wrong:' : `${problems.length} things are wrong:`;
  return (
    <section class="edit-problems" aria-label="Problems">
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {problems.slice(0, MOST).map(({ path, message, steps }, i) => (
          <li key={i}>
            {steps.length > 0 ? (
              <button type="button" class="link" onClick={() => onGo(steps)}>
                {path}
              </button>
            ) : null}
            {steps.length > 0 ? `${nameOf(steps)}: ` : ''}
            {message}
          </li>
        ))}
      </ul>
      {problems.length > MOST && <p>{`… and ${problems.length - MOST} more.`}</p>}
    </section>
  );
}

/** What the form calls a field, behind its path; nothing where the form has none there. */
function nameOf(steps: readonly (string | number)[]): string {
  const schema = schemaAt(scenario, steps, checked.value.whole);
  if (schema === undefined) return '';
  const { label, unit } = wordsOf(schema, steps);
  return ` (${unit === '' ? label : `${label} [${unit}]`})`;
}
