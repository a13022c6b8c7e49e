import { useEffect, useState } from 'preact/hooks';

const query = matchMedia('(width >= 1100px)');

/** Whether there is room for two columns. */
export function useWide(): boolean {
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const look = (): void => setWide(query.matches);
    query.addEventListener('change', look);
    return () => {
      query.removeEventListener('change', look);
    };
  }, []);
  return wide;
}
