import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';

/** How to put the results into another page; fetched when somebody opens it. */
export function Embed() {
  const [loaded, setLoaded] = useState<{ readonly Show: ComponentType } | 'failed' | undefined>();
  const load = (): void => {
    if (loaded !== undefined) return;
    import('./embed/code.tsx').then(
      ({ EmbedCode }) => setLoaded({ Show: EmbedCode }),
      () => setLoaded('failed'),
    );
  };
  return (
    <details class="share-embed" onToggle={load}>
      <summary>Embed it in a web page</summary>
      {loaded === 'failed' && <p>This part of the page could not be loaded. Check the connection, then reload.</p>}
      {typeof loaded === 'object' && <loaded.Show />}
    </details>
  );
}
