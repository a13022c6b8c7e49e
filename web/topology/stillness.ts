import { useEffect, useState } from 'preact/hooks';

const QUERY = '(prefers-reduced-motion: reduce)';

/** Whether the reader has asked for less motion, as it changes. */
export function useStillness(): boolean {
  const [isStill, setStill] = useState(() => matchMedia(QUERY).matches);
  useEffect(() => {
    const list = matchMedia(QUERY);
    const listen = (): void => {
      setStill(list.matches);
    };
    list.addEventListener('change', listen);
    return () => {
      list.removeEventListener('change', listen);
    };
  }, []);
  return isStill;
}
