import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * The width of an element, as it changes, and the size of the page's text beside its usual 16 px, which readers and very large screens
 * enlarge. The width is in pixels of usual text [px / scale], 0 before it is known: a picture that is planned for it and drawn `scale`
 * times as large has labels as large as the text around it, and room for them.
 */
export function useWidth<T extends Element>(): [element: Ref<T>, width: number, scale: number] {
  const element = useRef<T>(null);
  const [[width, scale], setSize] = useState<readonly [number, number]>([0, 1]);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const next = textScale();
      const measured = Math.floor((entry?.contentRect.width ?? 0) / next);
      setSize((before) => (before[0] === measured && before[1] === next ? before : [measured, next]));
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width, scale];
}

function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}
