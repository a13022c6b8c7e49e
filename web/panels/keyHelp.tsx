import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { keysShown } from '../state/keys.ts';

/** The list of keys, fetched when it is first asked for. */
export function KeyHelp() {
  const [loaded, setLoaded] = useState<{ readonly Show: ComponentType } | undefined>();
  const isShown = keysShown.value;
  useEffect(() => {
    if (!isShown || loaded !== undefined) return;
    import('./keys/dialog.tsx').then(
      ({ KeysDialog }) => setLoaded({ Show: KeysDialog }),
      () => {
        keysShown.value = false;
      },
    );
  }, [isShown, loaded]);
  return isShown && loaded !== undefined ? <loaded.Show /> : null;
}
