import { useState } from 'preact/hooks';
import { opened } from '../state/scenario.ts';
import type { SourcesTable } from './sources/table.tsx';

type TableModule = { readonly SourcesTable: typeof SourcesTable };

/** Where every figure of the open scenario comes from; fetched when somebody asks. */
export function Sources() {
  const now = opened.value;
  const [loaded, setLoaded] = useState<TableModule | 'failed' | undefined>();
  if (now === null) return null;
  const load = () => {
    if (loaded === undefined) import('./sources/table.tsx').then(setLoaded, () => setLoaded('failed'));
  };
  return (
    <section class="details sources" aria-labelledby="sources-title">
      <h2 id="sources-title">Why these numbers?</h2>
      <details onToggle={load}>
        <summary>Where every figure of this scenario comes from, and how far it can be trusted</summary>
        {loaded === 'failed' && <p>The sources could not be loaded. Check the connection, then reload the page.</p>}
        {typeof loaded === 'object' && <loaded.SourcesTable json={now.json} scenario={now.scenario} />}
      </details>
    </section>
  );
}
