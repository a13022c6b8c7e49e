import { useEffect, useId } from 'preact/hooks';
import { marking } from '../state/marking.ts';

/** A heading, in which words of the glossary say what they mean once the glossary is here. */
export function Marked({ children }: { children: string }) {
  const owner = useId();
  useEffect(() => () => marking.peek()?.release(owner), [owner]);
  return <>{marking.value?.heading(children, owner) ?? children}</>;
}
