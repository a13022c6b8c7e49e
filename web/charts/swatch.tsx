import { PATTERNS } from './palette.ts';
import type { Ink } from './palette.ts';

/** A short piece of a line, in its color and dashes: what stands for it in legends, cards and tables. */
export function Swatch({ ink, width = 26 }: { ink: Ink; width?: number }) {
  if (ink.pattern !== undefined) {
    return (
      <svg class="swatch" width={width} height="12" viewBox={`0 0 ${width} 12`} aria-hidden="true">
        <rect class={`fill c${ink.color}`} width={width} height="12" />
        {[0, 8, 16, 24].map((x) => (
          <path key={x} class="pattern-stroke" transform={`translate(${x},2)`} d={PATTERNS[ink.pattern ?? 0]} />
        ))}
      </svg>
    );
  }
  return (
    <svg class="swatch" width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <path class={`line c${ink.color}`} stroke-dasharray={ink.dash} d={`M1,5H${width - 1}`} />
    </svg>
  );
}
