import type { MetricId } from '../../sim/measure/metrics.ts';

/** Where an objective can be seen in the charts: the column that its metric is about, and how the one follows from the other. */
export interface Trace {
  readonly metric: MetricId;
  readonly of: string;
  readonly chart: string;
  /** A level is compared sample by sample; what adds up (per second) is compared from the sample on in which its sum passes the limit. */
  readonly sums: boolean;
  /** What one of the column's units over a second adds to the objective's number. */
  readonly perSecond: number;
}

/** The limit of an objective, one of the two. */
export interface Limit {
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
}

const LATENCIES: Readonly<Record<string, MetricId>> = {
  p50: 'stream.deliveryP50',
  p95: 'stream.deliveryP95',
  p99: 'stream.deliveryP99',
};
const TIERS: Readonly<Record<string, readonly [MetricId, string]>> = {
  utilization: ['tier.utilization', 'cpu'],
  inService: ['tier.inService', 'slots'],
  inBacklog: ['tier.inBacklog', 'queues'],
  peakBacklog: ['tier.peakBacklog', 'queues'],
  inSpool: ['tier.inSpool', 'queues'],
};
const COUNTS: Readonly<Record<string, MetricId>> = {
  rejected: 'stream.rejectedPerS',
  quarantined: 'stream.quarantinedPerS',
  dropped: 'stream.droppedPerS',
  gaveUp: 'stream.gaveUpPerS',
  lost: 'stream.lostPerS',
};
const JOULE_PER_KWH = 3.6e6;

/** Where the number behind a pointer is to be seen over time; undefined where no column is about it. `pue`: of the facility. */
export function traceOf(pointer: string, pue: number): Trace | undefined {
  const [, part = '', id = '', field = '', quantile = ''] = pointer
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const level = (metric: MetricId, of: string, chart: string): Trace => ({
    metric,
    of,
    chart,
    sums: false,
    perSecond: 1,
  });
  if (part === 'streams' && field === 'deliveryS') {
    const metric = LATENCIES[quantile];
    return metric && level(metric, id, 'latency');
  }
  if (part === 'streams') {
    const metric = COUNTS[field];
    return metric && { metric, of: id, chart: 'fates', sums: true, perSecond: 1 };
  }
  if (part === 'tiers') {
    const found = TIERS[field];
    return found && level(found[0], id, found[1]);
  }
  if (part !== 'energy') return undefined;
  if (id === 'meanW') return level('design.watts', '', 'power');
  if (id === 'peakW') return level('design.peakWatts', '', 'power');
  if (id !== 'itKWh' && id !== 'facilityKWh') return undefined;
  const perSecond = (id === 'itKWh' ? 1 : pue) / JOULE_PER_KWH;
  return { metric: 'design.watts', of: '', chart: 'power', sums: true, perSecond };
}

/** The end of the first sample after the warm-up that is beyond the limit [s]; undefined where none is. */
export function firstBreach(
  { sums, perSecond }: Trace,
  { atMost, atLeast }: Limit,
  time: Float64Array,
  values: Float64Array,
  warmupS: number,
): number | undefined {
  // A sum that has to reach something is short of it until the end.
  if (sums && atMost === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < time.length; i++) {
    const end = time[i] ?? NaN;
    if (end <= warmupS) continue;
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value * perSecond * (end - Math.max(warmupS, time[i - 1] ?? 0));
    const now = sums ? sum : value;
    if ((atMost !== undefined && now > atMost) || (atLeast !== undefined && now < atLeast)) return end;
  }
  return undefined;
}
