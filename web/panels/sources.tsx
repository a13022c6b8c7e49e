import { useState } from 'preact/hooks';
import { opened } from '../state/scenario.ts';
import { useFetched } from './useFetched.ts';

/** Where every figure of the open scenario comes from; fetched when somebody asks. */
export function Sources() {
  const now = opened.value;
  const [isAsked, setAsked] = useState(false);
  const fetched = useFetched(isAsked, () => import('./sources/table.tsx'));
  if (now === null) return null;
  return (
    <section class="details sources" aria-labelledby="sources-title">
      <h2 id="sources-title">Why these numbers?</h2>
      <details onToggle={() => setAsked(true)}>
        <summary>Where every figure of this scenario comes from, and how far it can be trusted</summary>
        {fetched === 'failed' && <p>The sources could not be loaded. Check the connection, then reload the page.</p>}
        {typeof fetched === 'object' && <fetched.SourcesTable json={now.json} scenario={now.scenario} />}
      </details>
    </section>
  );
}
