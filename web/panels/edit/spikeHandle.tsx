import type { ScaleLinear } from 'd3';
import { useRef } from 'preact/hooks';
import type { Spike } from '../../../sim/scenario/schema/incident.ts';
import { plain } from '../../words/numbers.ts';

/** Highest factor of a spike that the format takes. */
const MOST = 1e4;

/** A spike's handle at the middle of its height: dragged or moved by keys, sideways in time, up and down in height. */
export function SpikeHandle({
  spike,
  x,
  y,
  durationS,
  perFactor,
  words,
  onMove,
}: {
  spike: Spike;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  durationS: number;
  /** The rate that the factor multiplies [sessions/s]. */
  perFactor: number;
  /** A moment of the run in words. */
  words: (atS: number) => string;
  onMove: (next: { readonly atS: number; readonly factor: number }) => void;
}) {
  const held = useRef<{ readonly px: number; readonly py: number; readonly from: Spike; y: typeof y } | null>(null);
  const { atS, rampS, holdS, decayS, factor } = spike;
  const middle = Math.min(durationS, atS + rampS + holdS / 2);
  const at = [x(middle), y(perFactor * factor)] as const;
  const move = (nextAt: number, nextFactor: number): void => {
    const step = durationS > 7200 ? 60 : 1;
    const time = Math.min(durationS, Math.max(0, Math.round(nextAt / step) * step));
    const height = Math.min(MOST, Math.max(0, Number(nextFactor.toPrecision(3))));
    onMove({ atS: time, factor: height });
  };
  const name = spike.name ?? spike.id;
  return (
    <g class="spike">
      <rect
        class="spike-reach"
        x={x(Math.min(atS, durationS))}
        width={Math.max(1, x(Math.min(durationS, atS + rampS + holdS + decayS)) - x(Math.min(atS, durationS)))}
        y={y.range()[1]}
        height={(y.range()[0] ?? 0) - (y.range()[1] ?? 0)}
      />
      <g
        class="spike-handle"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it moves in two directions, inside of an svg
        role="slider"
        tabindex={0} // in an svg the case of names counts
        aria-label={`Spike “${name}”: time and height`}
        aria-valuemin={0}
        aria-valuemax={durationS}
        aria-valuenow={atS}
        aria-valuetext={`begins ${words(atS)}, ${plain(factor)} times the rate`}
        onKeyDown={(event) => {
          const coarse = event.shiftKey ? 5 : 1;
          const sideways = (durationS / 200) * coarse;
          const step = Math.max(durationS > 7200 ? 60 : 1, sideways);
          const keys: Record<string, () => void> = {
            ArrowLeft: () => move(atS - step, factor),
            ArrowRight: () => move(atS + step, factor),
            ArrowUp: () => move(atS, factor + (factor < 2 ? 0.1 : 0.5) * coarse),
            ArrowDown: () => move(atS, factor - (factor <= 2 ? 0.1 : 0.5) * coarse),
            Home: () => move(0, factor),
          };
          const act = keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          // The axis as it is now: it must not run away under the pointer while the height grows.
          held.current = { px: event.clientX, py: event.clientY, from: spike, y };
        }}
        onPointerMove={(event) => {
          const { current } = held;
          if (current === null) return;
          // The picture may be drawn larger than in pixels.
          const scale = event.currentTarget.getScreenCTM()?.a ?? 1;
          const seconds = x.invert((event.clientX - current.px) / scale) - x.invert(0);
          const perS = current.y.invert((event.clientY - current.py) / scale) - current.y.invert(0);
          move(current.from.atS + seconds, current.from.factor + (perFactor > 0 ? perS / perFactor : 0));
        }}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      >
        <circle cx={at[0]} cy={at[1]} r="9" />
        <path d={`M${at[0] - 4},${at[1]}h8M${at[0]},${at[1] - 4}v8`} />
        <title>{`${name}: begins ${words(atS)}, ×${plain(factor)}`}</title>
      </g>
    </g>
  );
}
