/**
 * The path through some samples, in tenths of a pixel. Where a value is missing the line is interrupted;
 * a sample between two missing ones becomes a dot (with round caps).
 */
export function pathOf(indices: readonly number[], x: (index: number) => number, y: (index: number) => number): string {
  const parts: string[] = [];
  let pen: 'up' | 'down' | 'dot' = 'up';
  for (const index of indices) {
    const height = y(index);
    // Scales give undefined for NaN, whatever their types say.
    if (!Number.isFinite(height)) {
      if (pen === 'dot') parts.push('h0');
      pen = 'up';
      continue;
    }
    parts.push(`${pen === 'up' ? 'M' : 'L'}${tenths(x(index))},${tenths(height)}`);
    pen = pen === 'up' ? 'dot' : 'down';
  }
  if (pen === 'dot') parts.push('h0');
  return parts.join('');
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
