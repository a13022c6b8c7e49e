import { journeys } from '../state/runner.ts';
import { useFetched } from './useFetched.ts';

/** Why mail was late: fetched once a run has begun. */
export function Late() {
  const fetched = useFetched(journeys.value.size > 0, () => import('./late/panel.tsx'));
  if (fetched === 'failed')
    return <p>Why mail was late could not be loaded. Check the connection, then reload the page.</p>;
  return fetched === undefined ? null : <fetched.LatePanel />;
}
