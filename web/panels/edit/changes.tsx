import { useState } from 'preact/hooks';
import { memberOf } from '../../../sim/scenario/schemaWalk.ts';
import { formatPath } from '../../../sim/scenario/problem.ts';
import { opened } from '../../state/scenario.ts';
import { checked } from './check.ts';
import { shownValue } from './describe.ts';
import { differences } from './differences.ts';
import { wholeOf } from './patch.ts';
import { put } from './state.ts';

/** Differences shown at once. */
const MOST = 200;

/** What differs from the preset, or from what the results on the page are of; each can be taken back. */
export function Changes() {
  const { whole, preset, json } = checked.value;
  const [against, setAgainst] = useState<'preset' | 'ran'>('preset');
  const ran = opened.value;
  const base = against === 'preset' && preset !== undefined ? 'preset' : 'ran';
  const before = base === 'preset' ? preset : ran === null ? {} : wholeOf(ran.json);
  const found = differences(before, whole).filter(({ path }) => path[0] !== '$schema');
  return (
    <div class="edit-changes">
      <div class="edit-against">
        <label htmlFor="edit-against">What differs from</label>
        <select
          id="edit-against"
          value={base}
          onChange={({ currentTarget }) => setAgainst(currentTarget.value === 'preset' ? 'preset' : 'ran')}
        >
          {preset !== undefined && <option value="preset">{`the preset ${String(memberOf(json, 'extends'))}`}</option>}
          <option value="ran">the scenario that the results are of</option>
        </select>
      </div>
      {found.length === 0 ? (
        <p class="field-hint">Nothing.</p>
      ) : (
        <ul class="diff">
          {found.slice(0, MOST).map(({ path, before, after }) => (
            <li key={formatPath(path)}>
              <code>{formatPath(path)}</code>
              <span class="diff-values">
                {before !== undefined && <del>{shownValue(before)}</del>}
                {before !== undefined && after !== undefined && ' → '}
                {after !== undefined && <ins>{shownValue(after)}</ins>}
              </span>
              <button
                type="button"
                class="field-reset"
                aria-label={`Take back ${formatPath(path)}`}
                onClick={() => put(path, before)}
              >
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
      {found.length > MOST && <p class="field-hint">{`… and ${found.length - MOST} more.`}</p>}
    </div>
  );
}
