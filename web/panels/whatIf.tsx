import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { opened } from '../state/scenario.ts';

/** Questions to a scenario that are answered while one asks them; fetched when somebody opens it. */
export function WhatIf() {
  const [loaded, setLoaded] = useState<{ readonly Show: ComponentType } | 'failed' | undefined>();
  if (opened.value === null) return null;
  const load = (): void => {
    if (loaded !== undefined) return;
    import('./whatIf/panel.tsx').then(
      ({ WhatIfPanel }) => setLoaded({ Show: WhatIfPanel }),
      () => setLoaded('failed'),
    );
  };
  return (
    <details class="what-if" onToggle={load}>
      <summary>What if… more mailboxes, more spam, more machines</summary>
      {loaded === 'failed' && <p>This part of the page could not be loaded. Check the connection, then reload.</p>}
      {typeof loaded === 'object' && <loaded.Show />}
    </details>
  );
}
