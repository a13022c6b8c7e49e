import { moment } from '../words/clock.ts';
import type { Picture } from './drawn.ts';
import type { Line } from './panels.ts';
import { indexRange } from './scales.ts';

/** A chart in a sentence, for those who hear it: each line's lowest and highest value in sight and when that was. */
export function pictureWords(
  { lines, from, to, start }: Picture,
  named: readonly Line[],
  format: (value: number) => string,
): string {
  const parts = lines.map(({ id, time, values }) => {
    const label = named.find((line) => line.id === id)?.label ?? id;
    const [first, last] = indexRange(time, from, to);
    let low = NaN;
    let high = NaN;
    let when = NaN;
    for (let i = first; i < last; i++) {
      const value = values[i] ?? NaN;
      if (Number.isNaN(value)) continue;
      if (!(value >= low)) low = value;
      if (!(value <= high)) {
        high = value;
        when = time[i] ?? NaN;
      }
    }
    return Number.isNaN(high)
      ? `${label}: nothing measured`
      : `${label}: from ${format(low)} to ${format(high)}, highest at ${moment(start + when, to - from)}`;
  });
  return parts.length === 0 ? 'All lines are hidden.' : `${parts.join('. ')}.`;
}
