import { scenario } from '../../../sim/scenario/schema/scenario.ts';
import { memberOf } from '../../../sim/scenario/schemaWalk.ts';
import { checked } from './check.ts';
import { wordsOf } from './describe.ts';
import { Help } from './field.tsx';
import { Fold } from './fold.tsx';
import { Node } from './node.tsx';

/** Fields of the scenario as a whole; they stand in the first group with those of the run. */
const FIRST = ['name', 'about', 'seed', 'mailboxes'] as const;
const GROUPS = ['streams', 'tiers', 'routes', 'designs', 'incidents', 'objectives', 'facility'] as const;

/** The whole scenario as a form, made from the schema. */
export function Form() {
  const { whole, isJson } = checked.value;
  const { shape } = scenario;
  const { def: run } = shape.run.unwrap()._zod;
  return (
    <fieldset class="edit-form" disabled={!isJson}>
      <legend class="visually-hidden">Scenario</legend>
      {!isJson && <p class="field-error">The JSON has an error: mend it there, or undo, to go on in the form.</p>}
      <Fold path={['run']} title={wordsOf(shape.run, ['run']).label} help={<Help schema={shape.run} path={['run']} />}>
        {FIRST.map((key) => (
          <Node key={key} schema={shape[key]} path={[key]} value={memberOf(whole, key)} />
        ))}
        {Object.entries(run.shape).map(([key, member]) => (
          <Node key={key} schema={member} path={['run', key]} value={memberOf(memberOf(whole, 'run'), key)} />
        ))}
      </Fold>
      {GROUPS.map((key) => (
        <Node key={key} schema={shape[key]} path={[key]} value={memberOf(whole, key)} />
      ))}
    </fieldset>
  );
}
