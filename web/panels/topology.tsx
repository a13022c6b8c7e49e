import { useEffect, useState } from 'preact/hooks';
import { reached } from '../topology/playhead.ts';
import type { Topology as TopologyView } from '../topology/view.tsx';

type TopologyModule = { readonly Topology: typeof TopologyView };

/** The machines, played back: fetched once there is a first sample to show. */
export function Topology() {
  const hasBegun = reached.value > 0;
  const [loaded, setLoaded] = useState<TopologyModule | 'failed' | undefined>();
  useEffect(() => {
    if (!hasBegun || loaded !== undefined) return;
    import('../topology/view.tsx').then(setLoaded, () => setLoaded('failed'));
  }, [hasBegun, loaded]);
  if (loaded === 'failed')
    return <p>The view of the machines could not be loaded. Check the connection, then reload the page.</p>;
  return loaded === undefined ? null : <loaded.Topology />;
}
