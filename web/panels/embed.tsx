import { useState } from 'preact/hooks';
import { useFetched } from './useFetched.ts';

/** How to put the results into another page; fetched when somebody opens it. */
export function Embed() {
  const [isAsked, setAsked] = useState(false);
  const fetched = useFetched(isAsked, () => import('./embed/code.tsx'));
  return (
    <details class="share-embed" onToggle={() => setAsked(true)}>
      <summary>Embed it in a web page</summary>
      {fetched === 'failed' && <p>This part of the page could not be loaded. Check the connection, then reload.</p>}
      {typeof fetched === 'object' && <fetched.EmbedCode />}
    </details>
  );
}
