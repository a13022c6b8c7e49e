import { METRICS } from '../measure/metrics.ts';
import type { Column, Frame } from '../measure/metrics.ts';
import type { Series } from '../measure/result.ts';

/** Puts the frames of a run together to its series; a value that was not measured (NaN) becomes null. */
export function seriesOf(columns: readonly Column[], frames: Iterable<Frame>): Series {
  const timeS: number[] = [];
  const series = columns.map(({ metric, of }) => ({
    metric,
    of,
    unit: METRICS[metric].unit,
    values: [] as (number | null)[],
  }));
  for (const { rows, data } of frames) {
    let at = 0;
    for (let row = 0; row < rows; row++) {
      timeS.push(data[at++]);
      for (const { values } of series) {
        const value = data[at++];
        values.push(Number.isFinite(value) ? value : null);
      }
    }
  }
  return { timeS, columns: series };
}
