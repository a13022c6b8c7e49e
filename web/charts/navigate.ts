/** Moving the crosshair and the zoom by keys: pure steps, so that they can be tested without a chart. */

/** What is looked at, and how finely. */
export interface Stance {
  readonly cursor: number | null;
  /** Stretch in sight [s]. */
  readonly from: number;
  readonly to: number;
  readonly durationS: number;
  /** Width of a sample [s]. */
  readonly sampleS: number;
}

/** What a key does: puts the crosshair somewhere, zooms to a stretch, or shows the whole run. */
export type Move =
  | { readonly kind: 'cursor'; readonly at: number }
  | { readonly kind: 'zoom'; readonly from: number; readonly to: number }
  | { readonly kind: 'reset' };

/** What a key does on a chart; undefined for a key that does nothing. */
export function moveFor(key: string, shift: boolean, stance: Stance): Move | undefined {
  const { from, to, durationS, sampleS } = stance;
  const page = Math.max(sampleS, (to - from) / 10);
  const at = stance.cursor ?? (from + to) / 2;
  const go = (target: number): Move => ({
    kind: 'cursor',
    at: snap(Math.min(to, Math.max(from, target)), sampleS, durationS),
  });
  switch (key) {
    case 'ArrowLeft':
      return go(at - (shift ? 10 : 1) * sampleS);
    case 'ArrowRight':
      return go(at + (shift ? 10 : 1) * sampleS);
    case 'PageDown':
      return go(at - page);
    case 'PageUp':
      return go(at + page);
    case 'Home':
      return go(from);
    case 'End':
      return go(to);
    case '+':
    case '=':
      return zoomAbout(at, 0.5, stance);
    case '-':
    case '_':
      return to - from >= durationS ? undefined : zoomAbout(at, 2, stance);
    case 'Escape':
    case '0':
      return { kind: 'reset' };
    default:
      return undefined;
  }
}

/** The end of the sample nearest to a time; the first sample ends one width after the start. */
export function snap(at: number, sampleS: number, durationS: number): number {
  const k = Math.max(1, Math.round(at / sampleS));
  return Math.min(durationS, k * sampleS);
}

/** The stretch in sight, a factor wider or narrower, with `at` in the same place if it is in sight. */
export function zoomAbout(at: number, factor: number, { from, to }: Stance): Move {
  const middle = at >= from && at <= to ? at : (from + to) / 2;
  return { kind: 'zoom', from: middle - (middle - from) * factor, to: middle + (to - middle) * factor };
}
