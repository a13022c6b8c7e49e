import { facts } from '../state/facts.ts';
import { phase } from '../state/runner.ts';
import { useFetched } from './useFetched.ts';

/** The numbers in full, once the run is done. */
export function Details() {
  const now = facts.value;
  const done = phase.value === 'done' && now !== undefined;
  const fetched = useFetched(done, () => import('./tables/all.tsx'));
  if (!done) return null;
  return (
    <section class="details" aria-labelledby="details-title">
      <h2 id="details-title">In numbers</h2>
      {fetched === 'failed' && <p>The tables could not be loaded. Check the connection, then reload the page.</p>}
      {typeof fetched === 'object' && <fetched.Tables facts={now} />}
    </section>
  );
}
