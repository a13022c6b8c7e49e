import { reached } from '../topology/playhead.ts';
import { useFetched } from './useFetched.ts';

/** The machines, played back: fetched once there is a first sample to show. */
export function Topology() {
  const fetched = useFetched(reached.value > 0, () => import('../topology/view.tsx'));
  if (fetched === 'failed')
    return <p>The view of the machines could not be loaded. Check the connection, then reload the page.</p>;
  return fetched === undefined ? null : <fetched.Topology />;
}
