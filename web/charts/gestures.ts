import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { cursor, range, resetZoom, zoomTo } from '../state/view.ts';
import type { ChartContext } from './context.ts';
import { drawDrag, pointerAt } from './crosshair.ts';
import { scalesOf } from './draw.ts';
import type { Picture } from './drawn.ts';
import { moveFor, snap } from './navigate.ts';

/** What the sensor over a panel listens to. */
export interface Gestures {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDblClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Shortest stretch that can be zoomed to, in samples. */
const LEAST_SAMPLES = 4;
/** A mouse that moved less than this while it was pressed was a click [px]. */
const CLICK_PX = 6;

/** Pointer and keys over a panel: both move the crosshair of all panels and zoom all of them. */
export function useGestures(
  svg: RefObject<SVGSVGElement | null>,
  picture: { peek: () => Picture },
  { durationS, sampleS }: ChartContext,
  /** Makes the next (1) or previous (−1) line stand out. */
  choose: (step: 1 | -1) => void,
  /** Asks about a moment [s] that was clicked at a height [px of the drawing area], or chosen by key (no height). */
  pick: (at: number, y: number | null) => void,
): Gestures {
  const drag = useRef<{ from: number; to: number } | null>(null);
  /** A click ends every drag of a mouse: it is no click then. */
  const dragged = useRef(false);

  const xOf = (event: PointerEvent): number =>
    event.currentTarget instanceof Element ? pointerAt(event, event.currentTarget, picture.peek()).x : 0;
  const timeAt = (x: number): number => scalesOf(picture.peek()).x.invert(x);
  const zoom = (from: number, to: number): void => {
    zoomTo(from, to, durationS, sampleS * LEAST_SAMPLES);
  };

  const follow = (event: PointerEvent): void => {
    const x = xOf(event);
    cursor.value = snap(timeAt(x), sampleS, durationS);
    if (drag.current === null || svg.current === null) return;
    drag.current.to = x;
    drawDrag(svg.current, picture.peek(), [drag.current.from, x]);
  };
  const end = (event: PointerEvent): void => {
    const done = drag.current;
    drag.current = null;
    dragged.current = done !== null && Math.abs(done.to - done.from) >= CLICK_PX;
    if (svg.current !== null) drawDrag(svg.current, picture.peek(), null);
    if (done === null || event.type === 'pointercancel' || Math.abs(done.to - done.from) < CLICK_PX) return;
    zoom(timeAt(done.from), timeAt(done.to));
  };

  return {
    onPointerMove: follow,
    onPointerDown: (event) => {
      follow(event);
      // A finger moves the crosshair; it zooms with the buttons, so that the page still scrolls under it.
      if (event.pointerType === 'touch' || event.button !== 0) return;
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
      const x = xOf(event);
      drag.current = { from: x, to: x };
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: (event) => {
      if (drag.current === null && event.pointerType === 'mouse') cursor.value = null;
    },
    onClick: (event) => {
      // The second click of a double click belongs to that. A finger that scrolls or pinches ends in no click.
      if (dragged.current || event.detail > 1 || !(event.currentTarget instanceof Element)) return;
      const { x, y } = pointerAt(event, event.currentTarget, picture.peek());
      pick(snap(timeAt(x), sampleS, durationS), y);
    },
    onDblClick: resetZoom,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        choose(event.key === 'ArrowDown' ? 1 : -1);
        return;
      }
      if (event.key === 'Enter' && cursor.value !== null) {
        event.preventDefault();
        pick(cursor.value, null);
        return;
      }
      const { from, to } = picture.peek();
      const move = moveFor(event.key, event.shiftKey, { cursor: cursor.value, from, to, durationS, sampleS });
      if (move === undefined) return;
      event.preventDefault();
      if (move.kind === 'cursor') cursor.value = move.at;
      else if (move.kind === 'zoom') zoom(move.from, move.to);
      else if (range.value === null) cursor.value = null;
      else resetZoom();
    },
  };
}
