import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** The width of an element [px], as it changes; 0 before it is known. */
export function useWidth<T extends Element>(): [Ref<T>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0));
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
