import { useEffect, useState } from 'preact/hooks';
import { facts } from '../state/facts.ts';
import { phase } from '../state/runner.ts';
import type { Tables as TablesView } from './tables/all.tsx';

type TablesModule = { readonly Tables: typeof TablesView };

/** The numbers in full, once the run is done. */
export function Details() {
  const now = facts.value;
  const done = phase.value === 'done' && now !== undefined;
  const [loaded, setLoaded] = useState<TablesModule | 'failed' | undefined>();
  useEffect(() => {
    if (!done || loaded !== undefined) return;
    import('./tables/all.tsx').then(setLoaded, () => setLoaded('failed'));
  }, [done, loaded]);
  if (!done) return null;
  return (
    <section class="details" aria-labelledby="details-title">
      <h2 id="details-title">In numbers</h2>
      {loaded === 'failed' && <p>The tables could not be loaded. Check the connection, then reload the page.</p>}
      {typeof loaded === 'object' && <loaded.Tables facts={now} />}
    </section>
  );
}
