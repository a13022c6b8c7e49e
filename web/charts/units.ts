import type { MetricId } from '../../sim/measure/metrics.ts';
import { METRICS } from '../../sim/measure/metrics.ts';
import { percent, plain, say, seconds, watts } from '../words/numbers.ts';

/** How the values of a metric are written, on the axis and in the readout. */
export function formatterOf(metric: MetricId): (value: number) => string {
  switch (METRICS[metric].unit) {
    case '1':
      return percent;
    case 's':
      return (value) => say(seconds(value));
    case 'W':
      return (value) => say(watts(value));
    case '1/s':
      return (value) => `${plain(value)}/s`;
    case 'cores':
      return (value) => `${plain(value)} cores`;
    default:
      return plain;
  }
}

/** How the values of a metric are written on an axis: round times by their names. */
export function axisFormatterOf(metric: MetricId): (value: number) => string {
  const format = formatterOf(metric);
  return METRICS[metric].unit === 's' ? (value) => ROUND_TIMES.get(value) ?? format(value) : format;
}

const ROUND_TIMES: ReadonlyMap<number, string> = new Map([
  [60, '1 min'],
  [600, '10 min'],
  [3600, '1 h'],
  [21600, '6 h'],
  [86400, '1 day'],
  [604800, '1 week'],
]);

/** The unit of a metric in the heading of an exported column. */
export function unitOf(metric: MetricId): string {
  const { unit } = METRICS[metric];
  return unit === '1' ? 'share 0..1' : unit;
}
