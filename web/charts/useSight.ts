import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { sightNow } from './sight.ts';
import type { Sight } from './sight.ts';

/** Charts out of sight that have to follow what the reader looks at. */
const waiting = new Set<() => void>();
let isTurning = false;

/** The next one follows; the page gets a turn between two. */
function turn(): void {
  const [next] = waiting;
  isTurning = next !== undefined;
  if (next === undefined) return;
  waiting.delete(next);
  next();
  setTimeout(turn);
}

/** Paper shows all charts: none may lag behind. */
function catchUp(): void {
  for (const follow of waiting) follow();
  waiting.clear();
}

/**
 * What a chart shows of the run: at once what the reader looks at while the chart is on the screen, a little later otherwise, one chart
 * after the other, so that zooming in long runs costs no more than what is seen of it.
 */
export function useSight(isSeen: boolean): ReadonlySignal<Sight> {
  const sight = useMemo(() => signal(sightNow()), []);
  const seen = useRef(isSeen);
  seen.current = isSeen;
  useEffect(() => {
    const follow = (): void => {
      sight.value = sightNow();
    };
    const stop = effect(() => {
      const now = sightNow();
      if (now.range === sight.peek().range && now.hidden === sight.peek().hidden) return;
      if (seen.current) {
        waiting.delete(follow);
        follow();
        return;
      }
      waiting.add(follow);
      if (isTurning) return;
      isTurning = true;
      // After the frame in which those on the screen are drawn.
      requestAnimationFrame(() => setTimeout(turn));
    });
    addEventListener('beforeprint', catchUp);
    return () => {
      stop();
      waiting.delete(follow);
      removeEventListener('beforeprint', catchUp);
    };
  }, [sight]);
  // Scrolled to before its turn came.
  useEffect(() => {
    if (isSeen) sight.value = sightNow();
  }, [isSeen, sight]);
  return sight;
}
