/**
 * The metrics table: every sampled column of a run, with its unit and how to read it. The recorder writes these columns,
 * charts, exports and documentation read this table. NaN stands for "nothing measured in this sample".
 */

import { BUCKETS, bucketRange } from './buckets.ts';

/** What a metric is sampled for: one column each. */
export type Per = 'design' | 'tier' | 'host' | 'instance' | 'stream';

/** One row of the table. */
export interface Metric {
  readonly name: string;
  /** Unit: `1` is a share, `count` a number of things. */
  readonly unit: string;
  readonly per: Per;
  readonly about: string;
}

/** The id of a bucket of delivery times. */
export type BucketId = `stream.deliveryBucket${Digit | `1${Digit}` | `2${0 | 1 | 2 | 3 | 4 | 5}`}`;
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The metric of a bucket of delivery times, from 0 (fastest) to `BUCKETS` − 1. */
export function bucketMetric(bucket: number): BucketId {
  return `stream.deliveryBucket${bucket}` as BucketId;
}

/** One metric per bucket of delivery times (buckets.ts): together they are all messages delivered in the sample. */
const DELIVERY_BUCKETS = Object.fromEntries(
  Array.from({ length: BUCKETS }, (_, i): [BucketId, Metric] => {
    const [low, high] = bucketRange(i);
    const range = high === Infinity ? `${low} s or more` : `${low} s to under ${high} s`;
    return [
      bucketMetric(i),
      {
        name: `Delivered within ${range}`,
        unit: 'count',
        per: 'stream',
        about: `Messages delivered in the sample that took ${range}`,
      },
    ];
  }),
) as Record<BucketId, Metric>;

const powerOf = (name: string, about: string) => ({ name, unit: 'W', per: 'design', about }) as const;

/** Every sampled metric by its id. */
export const METRICS = {
  'design.watts': {
    name: 'Power',
    unit: 'W',
    per: 'design',
    about: 'Mean draw of hosts and shared equipment in the sample',
  },
  'design.peakWatts': {
    name: 'Peak power',
    unit: 'W',
    per: 'design',
    about: 'Highest metered draw (1 s windows) in the sample',
  },
  'design.idleW': powerOf('Power of idling', 'Mean draw of hosts in use before they do anything'),
  'design.dynamicW': powerOf('Power of work', 'Mean draw beyond idling, for work'),
  'design.migrationW': powerOf('Power of migrations', 'Mean draw beyond idling, for moving machines'),
  'design.bootW': powerOf('Power of booting', 'Mean draw of hosts that start or stop'),
  'design.standbyW': powerOf('Power of standby', 'Mean draw of hosts asleep'),
  'design.reserveW': powerOf('Power of reserve', 'Mean draw of empty hosts that are on'),
  'design.equipmentW': powerOf('Power of equipment', 'Mean draw of storage, network and other shared equipment'),
  'tier.utilization': {
    name: 'CPU utilization',
    unit: '1',
    per: 'tier',
    about: 'Busy cores over cores, mean of the sample',
  },
  'tier.inService': {
    name: 'Slots in use',
    unit: 'count',
    per: 'tier',
    about: 'Sessions holding a slot, mean of the sample',
  },
  'tier.inBacklog': {
    name: 'Backlog',
    unit: 'count',
    per: 'tier',
    about: 'Connections waiting for a slot, mean of the sample',
  },
  'tier.peakBacklog': {
    name: 'Peak backlog',
    unit: 'count',
    per: 'tier',
    about: 'Most connections waiting for a slot in the sample',
  },
  'tier.inSpool': {
    name: 'Spool',
    unit: 'count',
    per: 'tier',
    about: 'Accepted messages waiting for the next tier, mean of the sample',
  },
  'tier.arrivalsPerS': { name: 'Arrivals', unit: '1/s', per: 'tier', about: 'Sessions arriving per second' },
  'tier.readyCores': {
    name: 'CPU ready',
    unit: 'cores',
    per: 'tier',
    about: 'Cores wanted beyond those granted, mean of the sample',
  },
  'host.utilization': {
    name: 'Host utilization',
    unit: '1',
    per: 'host',
    about: 'Busy cores over cores, mean of the sample',
  },
  'host.watts': { name: 'Host power', unit: 'W', per: 'host', about: 'Mean draw in the sample' },
  'host.state': { name: 'Host state', unit: 'state', per: 'host', about: 'What the host does, a place in HOST_STATES' },
  'instance.state': {
    name: 'Machine state',
    unit: 'state',
    per: 'instance',
    about: 'What the machine does, a place in INSTANCE_STATES',
  },
  'instance.host': {
    name: 'Host of the machine',
    unit: 'count',
    per: 'instance',
    about: 'Place of its host among the hosts of the design, -1 for none',
  },
  'instance.utilization': {
    name: 'Machine utilization',
    unit: '1',
    per: 'instance',
    about: 'Busy cores over its processors, mean of the sample',
  },
  'instance.inService': {
    name: 'Slots in use',
    unit: 'count',
    per: 'instance',
    about: 'Sessions holding a slot, mean of the sample',
  },
  'instance.inBacklog': {
    name: 'Backlog',
    unit: 'count',
    per: 'instance',
    about: 'Connections waiting for a slot, mean of the sample',
  },
  'stream.offeredPerS': { name: 'Offered', unit: '1/s', per: 'stream', about: 'New messages per second' },
  'stream.deliveredPerS': { name: 'Delivered', unit: '1/s', per: 'stream', about: 'Messages delivered per second' },
  'stream.rejectedPerS': {
    name: 'Rejected',
    unit: '1/s',
    per: 'stream',
    about: 'Messages refused for good per second',
  },
  'stream.quarantinedPerS': {
    name: 'Quarantined',
    unit: '1/s',
    per: 'stream',
    about: 'Messages put into quarantine per second',
  },
  'stream.droppedPerS': {
    name: 'Dropped',
    unit: '1/s',
    per: 'stream',
    about: 'Messages removed silently per second',
  },
  'stream.gaveUpPerS': {
    name: 'Given up',
    unit: '1/s',
    per: 'stream',
    about: 'Messages per second whose sender stopped trying',
  },
  'stream.lostPerS': {
    name: 'Lost',
    unit: '1/s',
    per: 'stream',
    about: 'Messages per second that died with a machine',
  },
  'stream.deferredPerS': {
    name: 'Turned away',
    unit: '1/s',
    per: 'stream',
    about: 'Tries refused, abandoned, deferred or broken per second',
  },
  'stream.deliveryP50': {
    name: 'Delivery p50',
    unit: 's',
    per: 'stream',
    about: 'Median delivery time of messages delivered in the sample',
  },
  'stream.deliveryP95': {
    name: 'Delivery p95',
    unit: 's',
    per: 'stream',
    about: '95th percentile of delivery time in the sample',
  },
  'stream.deliveryP99': {
    name: 'Delivery p99',
    unit: 's',
    per: 'stream',
    about: '99th percentile of delivery time in the sample',
  },
  ...DELIVERY_BUCKETS,
} as const satisfies Record<string, Metric>;

/** The id of a sampled metric. */
export type MetricId = keyof typeof METRICS;

/** One sampled column: a metric of a tier, host or stream (`of` is its id; empty for the design). */
export interface Column {
  readonly metric: MetricId;
  readonly of: string;
}

/** What a host does, by the value of `host.state`. */
export const HOST_STATES = ['on', 'standby', 'booting', 'stopping', 'dead'] as const;
/** What a machine does, by the value of `instance.state`; paused: it stands still at the end of its migration. */
export const INSTANCE_STATES = ['serving', 'draining', 'booting', 'down', 'off', 'paused'] as const;

/** Designs of more machines than this are sampled by host and tier only: nobody could follow each, and rows would be too wide. */
const MOST_INSTANCES = 200;

/** The columns of a run of one design, in the order in which frames hold them. */
export function columnsOf(ids: {
  tiers: readonly string[];
  hosts: readonly string[];
  instances: readonly string[];
  streams: readonly string[];
}): Column[] {
  const owners: Record<Per, readonly string[]> = {
    design: [''],
    tier: ids.tiers,
    host: ids.hosts,
    instance: ids.instances.length <= MOST_INSTANCES ? ids.instances : [],
    stream: ids.streams,
  };
  return (Object.entries(METRICS) as [MetricId, Metric][]).flatMap(([metric, { per }]) =>
    owners[per].map((of) => ({ metric, of })),
  );
}

/**
 * Sampled rows on their way to whoever watches: row-major; each row is the end of the sample [s] followed by one value per column.
 * A fresh buffer per frame, so that it can be transferred to another thread.
 */
export interface Frame {
  readonly rows: number;
  readonly data: Float64Array<ArrayBuffer>;
}
