import { percent, plain } from './numbers.ts';

/** Differences smaller than this share are called the same: no planner acts on one percent. */
export const SAME = 0.02;

/** How two amounts relate, in words that stand after the first one's name: `44% less`, `3.2 times as much`. */
export function against(mine: number, other: number, words: { less: string; more: string; same: string }): string {
  if (isSame(mine, other)) return words.same;
  if (other === 0) return words.more;
  const ratio = mine / other;
  if (ratio >= 2) return `${plain(ratio)} times as ${words.more === 'more' ? 'much' : words.more}`;
  return ratio < 1 ? `${percent(1 - ratio)} ${words.less}` : `${percent(ratio - 1)} ${words.more}`;
}

/** Whether two amounts are the same for every practical purpose. */
export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether people waiting for mail would notice the difference: half a second at least, and a tenth of the longer time. */
export function isNoticed(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  return difference >= 0.5 && difference >= 0.1 * Math.max(a, b);
}

/** The index of the smallest finite value, or −1 where there is none. */
export function smallest(values: readonly (number | null)[]): number {
  return extreme(values, (a, b) => a < b);
}

/** The index of the largest finite value, or −1 where there is none. */
export function largest(values: readonly (number | null)[]): number {
  return extreme(values, (a, b) => a > b);
}

function extreme(values: readonly (number | null)[], beats: (a: number, b: number) => boolean): number {
  let at = -1;
  let best = NaN;
  values.forEach((value, i) => {
    if (value === null || !Number.isFinite(value)) return;
    if (at < 0 || beats(value, best)) {
      at = i;
      best = value;
    }
  });
  return at;
}
