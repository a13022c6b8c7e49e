import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the page that is a whole screen: its name, and how it is fetched. */
interface Fetched {
  readonly id: string;
  readonly label: string;
  readonly load: () => Promise<ComponentType>;
}

/** A screen that is fetched when it is first looked at. */
export function ScreenFrame({ screen: { id, label, load } }: { screen: Fetched }) {
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly Show: ComponentType | 'failed' } | undefined>();
  useEffect(() => {
    let here = true;
    load().then(
      (Show) => here && setLoaded({ id, Show }),
      () => here && setLoaded({ id, Show: 'failed' }),
    );
    return () => {
      here = false;
    };
  }, [id, load]);
  if (loaded?.id !== id) return <output class="welcome">{`Opening “${label}”…`}</output>;
  const { Show } = loaded;
  if (Show !== 'failed') return <Show />;
  return (
    <p class="welcome">
      This part of the page could not be loaded. Check the connection, then reload the page: it may have been updated
      since it was opened.
    </p>
  );
}
