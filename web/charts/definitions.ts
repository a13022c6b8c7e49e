import type { MetricId } from '../../sim/measure/metrics.ts';
import { BUCKETS, bucketRange } from '../../sim/measure/buckets.ts';
import { bucketMetric } from '../../sim/measure/metrics.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { streamName, tierName } from '../words/facts.ts';
import { say, seconds } from '../words/numbers.ts';
import { CAUSE_INKS, FATE_INKS, PERCENTILE_INKS, streamInk, tierInk } from './palette.ts';
import type { Ink } from './palette.ts';

/** How values become heights: shares 0 … 100%, from zero, by powers of ten, or by round times. */
export type ScaleKind = 'share' | 'linear' | 'decades' | 'log';

/**
 * What a panel is made of: lines; areas on top of each other; messages by delivery time, in a stronger color where there are more, under lines of
 * percentiles; a row per host or machine, in a stronger color where it does more.
 */
export type ChartKind = 'lines' | 'stack' | 'heat' | 'rows';

/** One quantity that every design has: CPU utilization of the gateway, p95 of ham, … */
export interface Part {
  readonly id: string;
  readonly label: string;
  readonly ink: Ink;
  readonly metric: MetricId;
  /** The tier, host, machine or stream; empty for the design as a whole. */
  readonly of: string;
  /** The streams whose sum it is, instead of one. */
  readonly sum?: readonly string[];
  /** A bucket of a heat map: the times [s] between which its messages took. */
  readonly band?: readonly [number, number];
}

/** What can be looked at in a chart, if there is a choice. */
export interface Choice {
  readonly id: string;
  readonly metric: MetricId;
  readonly label: string;
  /** Name of the vertical axis, with what it counts. */
  readonly axis: string;
  /** What it means and how to read it. */
  readonly what: string;
  /** The same for every design, by construction: drawn once. */
  readonly shared?: true;
}

/** What a chart's quantities depend on. */
export interface Ask {
  readonly scenario: Scenario;
  readonly choice: Choice;
  /** The stream that the reader chose. */
  readonly stream: string;
  /** For whom a metric is sampled in any of the designs. */
  readonly owners: (metric: MetricId) => readonly string[];
}

/** A chart: facts, no drawing. */
export interface ChartDefinition {
  readonly id: string;
  readonly title: string;
  readonly kind: ChartKind;
  readonly scale: ScaleKind;
  readonly choices: readonly [Choice, ...Choice[]];
  /** Whether the stream is chosen by the reader. */
  readonly perStream?: true;
  /** Whether a moment on it can be asked why mail was late then. */
  readonly asks?: true;
  readonly parts: (ask: Ask) => readonly Part[];
}

const byTier = ({ scenario, choice: { metric } }: Ask): Part[] =>
  Object.keys(scenario.tiers).map((of, i) => ({
    id: of,
    label: tierName(scenario, of),
    ink: tierInk(i),
    metric,
    of,
  }));

const byStream = ({ scenario, choice: { metric } }: Ask): Part[] =>
  Object.keys(scenario.streams).map((of, i) => ({
    id: of,
    label: streamName(scenario, of),
    ink: streamInk(i),
    metric,
    of,
  }));

const PERCENTILES: readonly { metric: MetricId; label: string }[] = [
  { metric: 'stream.deliveryP50', label: 'p50 (median)' },
  { metric: 'stream.deliveryP95', label: 'p95' },
  { metric: 'stream.deliveryP99', label: 'p99' },
];

const byPercentile = ({ stream }: Ask): Part[] =>
  PERCENTILES.map(({ metric, label }, i) => ({
    id: metric,
    label,
    ink: PERCENTILE_INKS[i] ?? { color: 0, dash: 'none' },
    metric,
    of: stream,
  }));

const CELL: Ink = { color: 4, dash: 'none' };

const byBucket = ({ stream }: Ask): Part[] =>
  Array.from({ length: BUCKETS }, (_, i) => {
    const [low, high] = bucketRange(i);
    const until = say(seconds(high));
    const label = high === Infinity ? `${say(seconds(low))} or more` : low === 0 ? `under ${until}` : `up to ${until}`;
    return { id: `bucket${i}`, label, ink: CELL, metric: bucketMetric(i), of: stream, band: [low, high] as const };
  });

const byOwner = ({ choice: { metric }, owners }: Ask): Part[] =>
  owners(metric).map((of) => ({ id: of, label: of, ink: CELL, metric, of }));

const FATES: readonly { metric: MetricId; label: string }[] = [
  { metric: 'stream.deliveredPerS', label: 'Delivered' },
  { metric: 'stream.rejectedPerS', label: 'Rejected' },
  { metric: 'stream.quarantinedPerS', label: 'Quarantined' },
  { metric: 'stream.droppedPerS', label: 'Dropped' },
  { metric: 'stream.gaveUpPerS', label: 'Given up' },
  { metric: 'stream.lostPerS', label: 'Lost' },
];

const FATES_WHAT =
  'Messages per second by what became of them, each when it was decided: areas on top of each other, so that the upper edge is all mail whose fate was decided in the sample. Delivered: in a mailbox or at the remote server. Rejected: refused for good by a filter. Quarantined and dropped: kept aside or removed silently. Given up: its sender stopped trying. Lost: died with a machine.';

const byFate = ({ scenario, choice }: Ask): Part[] => {
  const sum = Object.entries(scenario.streams).flatMap(([id, { class: kind }]) =>
    choice.id === 'all' || (choice.id === 'ham') === (kind === 'ham') ? [id] : [],
  );
  return FATES.map(({ metric, label }, i) => ({
    id: metric,
    label,
    ink: FATE_INKS[i] ?? CELL,
    metric,
    of: '',
    sum,
  }));
};

const CAUSES: readonly { metric: MetricId; label: string }[] = [
  { metric: 'design.idleW', label: 'Idling' },
  { metric: 'design.dynamicW', label: 'Work' },
  { metric: 'design.migrationW', label: 'Migrations' },
  { metric: 'design.bootW', label: 'Starting and stopping' },
  { metric: 'design.standbyW', label: 'Standby' },
  { metric: 'design.reserveW', label: 'Empty hosts' },
  { metric: 'design.equipmentW', label: 'Equipment' },
];

/** The charts of a run, in the order in which they are read. */
export const CHARTS: readonly ChartDefinition[] = [
  {
    id: 'cpu',
    title: 'CPU utilization by tier',
    kind: 'lines',
    scale: 'share',
    choices: [
      {
        id: 'tier.utilization',
        metric: 'tier.utilization',
        label: 'CPU utilization',
        axis: 'cores busy, % of the tier’s cores',
        what: 'Busy processor cores over the cores that the tier’s machines have: mail and background load together, mean of each sample. Near 100% work queues up and everything takes longer.',
      },
    ],
    parts: byTier,
  },
  {
    id: 'queues',
    title: 'Queues by tier',
    kind: 'lines',
    scale: 'linear',
    choices: [
      {
        id: 'tier.inBacklog',
        metric: 'tier.inBacklog',
        label: 'Backlog',
        axis: 'connections waiting, mean',
        what: 'Connections that wait because every session slot of the tier is taken, mean of each sample. A backlog that grows means more mail comes than the tier can serve.',
      },
      {
        id: 'tier.peakBacklog',
        metric: 'tier.peakBacklog',
        label: 'Backlog, highest',
        axis: 'connections waiting, highest',
        what: 'Most connections that waited for a session slot at any moment of the sample.',
      },
      {
        id: 'tier.inSpool',
        metric: 'tier.inSpool',
        label: 'Spool',
        axis: 'messages spooled, mean',
        what: 'Messages that the tier has accepted and that wait to be passed to the next tier.',
      },
      {
        id: 'tier.readyCores',
        metric: 'tier.readyCores',
        label: 'CPU ready',
        axis: 'cores wanted but not granted',
        what: 'Processor cores that virtual machines wanted while their host had none to give: the price of putting too many machines on one host.',
      },
    ],
    parts: byTier,
  },
  {
    id: 'slots',
    title: 'Slots in use by tier',
    kind: 'lines',
    scale: 'linear',
    choices: [
      {
        id: 'tier.inService',
        metric: 'tier.inService',
        label: 'Slots in use',
        axis: 'sessions holding a slot, mean',
        what: 'Sessions that hold a slot of the tier, working or waiting for DNS, disks and the other side. Slots can run out long before the CPU does.',
      },
    ],
    parts: byTier,
  },
  {
    id: 'latency',
    title: 'Delivery time',
    kind: 'lines',
    scale: 'log',
    perStream: true,
    asks: true,
    choices: [
      {
        id: 'stream.deliveryP95',
        metric: 'stream.deliveryP95',
        label: 'Delivery time',
        axis: 'first attempt to mailbox, log scale',
        what: 'Time from the sender’s first attempt to delivery, of the messages delivered in each sample: half are faster than p50, 95 of 100 faster than p95, 99 of 100 faster than p99. The scale is logarithmic: each step up is ten times (or six times) as long. Gaps: nothing was delivered in that sample.',
      },
    ],
    parts: byPercentile,
  },
  {
    id: 'heat',
    title: 'Delivery time, every message',
    kind: 'heat',
    scale: 'log',
    perStream: true,
    asks: true,
    choices: [
      {
        id: 'heat',
        metric: 'stream.deliveryP95',
        label: 'Delivery time',
        axis: 'first attempt to mailbox, log scale',
        what: 'How long the messages delivered in each sample had taken: the stronger the color of a field, the more messages took that long. It shows what percentiles hide, such as two groups of mail, one fast and one that had to try again. The lines are the median, p95 and p99 of the same messages.',
      },
    ],
    parts: (ask) => [...byPercentile(ask), ...byBucket(ask)],
  },
  {
    id: 'power',
    title: 'Power draw',
    kind: 'lines',
    scale: 'linear',
    choices: [
      {
        id: 'design.watts',
        metric: 'design.watts',
        label: 'Mean',
        axis: 'watts, mean of the sample',
        what: 'Electrical draw of all hosts and shared equipment, mean of each sample, without the facility’s cooling and distribution. The scale begins at zero, so heights compare directly.',
      },
      {
        id: 'design.peakWatts',
        metric: 'design.peakWatts',
        label: 'Highest second',
        axis: 'watts, highest second of the sample',
        what: 'The highest draw over one second within each sample: what the power supply and the fuse must carry.',
      },
    ],
    parts: ({ choice: { metric } }) => [
      { id: 'power', label: 'Power', ink: { color: 1, dash: 'none' }, metric, of: '' },
    ],
  },
  {
    id: 'causes',
    title: 'Power by cause',
    kind: 'stack',
    scale: 'linear',
    choices: [
      {
        id: 'causes',
        metric: 'design.watts',
        label: 'Mean',
        axis: 'watts, mean of the sample',
        what: 'What the draw is for, in areas on top of each other; the upper edge is the draw of all hosts and shared equipment. Idling is what hosts in use draw before they do anything, work what their load adds; empty hosts, hosts that start, stop or sleep, and migrations have areas of their own. Cooling is left out here; the table of energy by cause has it.',
      },
    ],
    parts: () =>
      CAUSES.map(({ metric, label }, i) => ({ id: metric, label, ink: CAUSE_INKS[i] ?? CELL, metric, of: '' })),
  },
  {
    id: 'hosts',
    title: 'Hosts and machines',
    kind: 'rows',
    scale: 'linear',
    choices: [
      {
        id: 'host.utilization',
        metric: 'host.utilization',
        label: 'CPU of hosts',
        axis: 'a row per host, stronger color: busier',
        what: 'How busy each host was: a row per host, the stronger its color the busier, full at 100%; blank where it did nothing, was asleep or dead. Point at a row for its number. Where several samples share a pixel the highest is drawn.',
      },
      {
        id: 'host.watts',
        metric: 'host.watts',
        label: 'Power of hosts',
        axis: 'a row per host, stronger color: more watts',
        what: 'What each host drew, mean of each sample: the stronger the color the more, full for the highest draw in sight. Blank rows drew nothing.',
      },
      {
        id: 'instance.utilization',
        metric: 'instance.utilization',
        label: 'CPU of machines',
        axis: 'a row per machine, stronger color: busier',
        what: 'How busy each virtual machine or appliance was: busy cores over its processors, full color at 100%. Designs of more than 200 machines are not sampled machine by machine.',
      },
      {
        id: 'instance.inService',
        metric: 'instance.inService',
        label: 'Slots of machines',
        axis: 'a row per machine, stronger color: more slots',
        what: 'Sessions that hold a slot of each machine, mean of each sample, full color for the most in sight.',
      },
      {
        id: 'instance.inBacklog',
        metric: 'instance.inBacklog',
        label: 'Backlog of machines',
        axis: 'a row per machine, stronger color: longer',
        what: 'Connections that wait for a slot of each machine, mean of each sample, full color for the longest backlog in sight.',
      },
    ],
    parts: byOwner,
  },
  {
    id: 'fates',
    title: 'Mail by fate over time',
    kind: 'stack',
    scale: 'linear',
    choices: [
      { id: 'all', metric: 'stream.deliveredPerS', label: 'All mail', axis: 'messages per second', what: FATES_WHAT },
      {
        id: 'ham',
        metric: 'stream.deliveredPerS',
        label: 'Wanted mail',
        axis: 'messages per second',
        what: FATES_WHAT,
      },
      {
        id: 'rest',
        metric: 'stream.deliveredPerS',
        label: 'All other mail',
        axis: 'messages per second',
        what: FATES_WHAT,
      },
    ],
    parts: byFate,
  },
  {
    id: 'mail',
    title: 'Mail by kind',
    kind: 'lines',
    scale: 'linear',
    choices: [
      {
        id: 'stream.offeredPerS',
        metric: 'stream.offeredPerS',
        label: 'Offered',
        axis: 'new messages per second',
        what: 'New messages per second, before any filter. Every design is offered exactly the same mail, message for message, so there is one chart.',
        shared: true,
      },
      {
        id: 'stream.deliveredPerS',
        metric: 'stream.deliveredPerS',
        label: 'Delivered',
        axis: 'messages delivered per second',
        what: 'Messages per second that reached a mailbox or, outbound, the remote server.',
      },
      {
        id: 'stream.deferredPerS',
        metric: 'stream.deferredPerS',
        label: 'Turned away',
        axis: 'tries turned away per second',
        what: 'Tries per second that were refused, left the queue out of impatience or were told to come again later. Senders of wanted mail retry.',
      },
    ],
    parts: byStream,
  },
];
