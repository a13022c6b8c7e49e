import { useState } from 'preact/hooks';
import { opened } from '../state/scenario.ts';
import { useFetched } from './useFetched.ts';

/** Questions to a scenario that are answered while one asks them; fetched when somebody opens it. */
export function WhatIf() {
  const [isAsked, setAsked] = useState(false);
  const fetched = useFetched(isAsked, () => import('./whatIf/panel.tsx'));
  if (opened.value === null) return null;
  return (
    <details class="what-if" onToggle={() => setAsked(true)}>
      <summary>What if… more mailboxes, more spam, more machines</summary>
      {fetched === 'failed' && <p>This part of the page could not be loaded. Check the connection, then reload.</p>}
      {typeof fetched === 'object' && <fetched.WhatIfPanel />}
    </details>
  );
}
