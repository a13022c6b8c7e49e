import { useEffect, useState } from 'preact/hooks';
import { journeys } from '../state/runner.ts';
import type { LatePanel as LatePanelView } from './late/panel.tsx';

type LateModule = { readonly LatePanel: typeof LatePanelView };

/** Why mail was late: fetched once a run has begun. */
export function Late() {
  const hasBegun = journeys.value.size > 0;
  const [loaded, setLoaded] = useState<LateModule | 'failed' | undefined>();
  useEffect(() => {
    if (!hasBegun || loaded !== undefined) return;
    import('./late/panel.tsx').then(setLoaded, () => setLoaded('failed'));
  }, [hasBegun, loaded]);
  if (loaded === 'failed')
    return <p>Why mail was late could not be loaded. Check the connection, then reload the page.</p>;
  return loaded === undefined ? null : <loaded.LatePanel />;
}
