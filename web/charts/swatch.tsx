import type { Ink } from './palette.ts';

/** A short piece of a line, in its color and dashes: what stands for it in legends, cards and tables. */
export function Swatch({ ink, width = 26 }: { ink: Ink; width?: number }) {
  return (
    <svg class="swatch" width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <path class={`line c${ink.color}`} stroke-dasharray={ink.dash} d={`M1,5H${width - 1}`} />
    </svg>
  );
}
