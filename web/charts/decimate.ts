/**
 * Fewer points than samples, same picture: of the samples that fall into one pixel column the first, the smallest, the
 * largest and the last are drawn, so that no spike and no dip is lost however long the run.
 */

/** Indices to draw of `values[from … to)`, in order; `columnOf` gives the pixel column of a sample. NaN marks a gap and stays one. */
export function decimate(
  values: Float64Array,
  from: number,
  to: number,
  columns: number,
  columnOf: (index: number) => number,
): number[] {
  const picked: number[] = [];
  if (to - from <= 4 * columns) {
    for (let i = from; i < to; i++) picked.push(i);
    return picked;
  }
  let i = from;
  while (i < to) {
    const column = columnOf(i);
    let first = -1;
    let last = -1;
    let low = -1;
    let high = -1;
    const began = i;
    const end = endOf(i, to, column, columnOf);
    for (; i < end; i++) {
      const value = values[i] ?? NaN;
      if (Number.isNaN(value)) continue;
      if (first < 0) first = i;
      last = i;
      if (low < 0 || value < (values[low] ?? NaN)) low = i;
      if (high < 0 || value > (values[high] ?? NaN)) high = i;
    }
    if (first < 0)
      picked.push(began); // a whole column without a value: the gap
    else pushInOrder(picked, [first, low, high, last]);
    if (i === began) i += 1; // columnOf changed its mind: never stand still
  }
  return picked;
}

/** One past the last sample of a column, found by doubling steps and halving them: columns never go back. */
function endOf(from: number, to: number, column: number, columnOf: (index: number) => number): number {
  let low = from;
  let step = 1;
  while (low + step < to && columnOf(low + step) === column) {
    low += step;
    step *= 2;
  }
  let high = Math.min(to, low + step);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (columnOf(middle) === column) low = middle;
    else high = middle;
  }
  return high;
}

function pushInOrder(picked: number[], indices: number[]): void {
  indices.sort((a, b) => a - b);
  let before = -1;
  for (const index of indices) {
    if (index !== before) picked.push(index);
    before = index;
  }
}
