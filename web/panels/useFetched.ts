import { useEffect, useState } from 'preact/hooks';

/**
 * A part of the page that is fetched once it is wanted: what it exports, 'failed', or undefined while it is on its way. All of its failures
 * end here: what the bundler adds to an `import()` with its `then` at hand, a style sheet that is missing, would be nobody's.
 */
export function useFetched<Part extends object>(
  isWanted: boolean,
  load: () => Promise<Part>,
): Part | 'failed' | undefined {
  const [fetched, setFetched] = useState<Part | 'failed' | undefined>();
  useEffect(() => {
    if (!isWanted || fetched !== undefined) return;
    load().then(setFetched, () => setFetched('failed'));
  }, [isWanted, fetched]);
  return fetched;
}
