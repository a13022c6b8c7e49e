import type { MetricId } from '../../sim/measure/metrics.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { streamName, tierName } from '../words/facts.ts';
import { PERCENTILE_INKS, streamInk, tierInk } from './palette.ts';
import type { Ink } from './palette.ts';

/** How values become heights: shares 0 … 100 %, from zero, or by powers of ten. */
export type ScaleKind = 'share' | 'linear' | 'log';

/** One quantity that every design has: CPU utilization of the gateway, p95 of ham, … */
export interface Part {
  readonly id: string;
  readonly label: string;
  readonly ink: Ink;
  readonly metric: MetricId;
  /** The tier or stream; empty for the design as a whole. */
  readonly of: string;
}

/** What can be looked at in a chart, if there is a choice. */
export interface Choice {
  readonly metric: MetricId;
  readonly label: string;
  /** Name of the vertical axis, with what it counts. */
  readonly axis: string;
  /** What it means and how to read it. */
  readonly what: string;
  /** The same for every design, by construction: drawn once. */
  readonly shared?: true;
}

/** A chart: one file's worth of facts, no drawing. */
export interface ChartDefinition {
  readonly id: string;
  readonly title: string;
  readonly scale: ScaleKind;
  readonly choices: readonly [Choice, ...Choice[]];
  /** Whether the stream is chosen by the reader. */
  readonly perStream?: true;
  /** Its quantities, in a scenario, with the metric and the stream that the reader chose. */
  readonly parts: (scenario: Scenario, metric: MetricId, stream: string) => readonly Part[];
}

const byTier = (scenario: Scenario, metric: MetricId): Part[] =>
  Object.keys(scenario.tiers).map((of, i) => ({
    id: of,
    label: tierName(scenario, of),
    ink: tierInk(i),
    metric,
    of,
  }));

const byStream = (scenario: Scenario, metric: MetricId): Part[] =>
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

/** The charts of a run, in the order in which they are read. */
export const CHARTS: readonly ChartDefinition[] = [
  {
    id: 'cpu',
    title: 'CPU utilization by tier',
    scale: 'share',
    choices: [
      {
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
    scale: 'linear',
    choices: [
      {
        metric: 'tier.inBacklog',
        label: 'Backlog',
        axis: 'connections waiting, mean',
        what: 'Connections that wait because every session slot of the tier is taken, mean of each sample. A backlog that grows means more mail comes than the tier can serve.',
      },
      {
        metric: 'tier.peakBacklog',
        label: 'Backlog, highest',
        axis: 'connections waiting, highest',
        what: 'Most connections that waited for a session slot at any moment of the sample.',
      },
      {
        metric: 'tier.inService',
        label: 'Slots in use',
        axis: 'sessions holding a slot, mean',
        what: 'Sessions that hold a slot of the tier, working or waiting for DNS, disks and the other side. Slots can run out long before the CPU does.',
      },
      {
        metric: 'tier.inSpool',
        label: 'Spool',
        axis: 'messages spooled, mean',
        what: 'Messages that the tier has accepted and that wait to be passed to the next tier.',
      },
      {
        metric: 'tier.readyCores',
        label: 'CPU ready',
        axis: 'cores wanted but not granted',
        what: 'Processor cores that virtual machines wanted while their host had none to give: the price of putting too many machines on one host.',
      },
    ],
    parts: byTier,
  },
  {
    id: 'latency',
    title: 'Delivery time',
    scale: 'log',
    perStream: true,
    choices: [
      {
        metric: 'stream.deliveryP95',
        label: 'Delivery time',
        axis: 'first attempt to mailbox, log scale',
        what: 'Time from the sender’s first attempt to delivery, of the messages delivered in each sample: half are faster than p50, 95 of 100 faster than p95, 99 of 100 faster than p99. The scale is logarithmic: each step up is ten times (or six times) as long. Gaps: nothing was delivered in that sample.',
      },
    ],
    parts: (_scenario, _metric, stream) =>
      PERCENTILES.map(({ metric, label }, i) => ({
        id: metric,
        label,
        ink: PERCENTILE_INKS[i] ?? { color: 0, dash: 'none' },
        metric,
        of: stream,
      })),
  },
  {
    id: 'power',
    title: 'Power draw',
    scale: 'linear',
    choices: [
      {
        metric: 'design.watts',
        label: 'Mean',
        axis: 'watts, mean of the sample',
        what: 'Electrical draw of all hosts and shared equipment, mean of each sample, without the facility’s cooling and distribution. The scale begins at zero, so heights compare directly.',
      },
      {
        metric: 'design.peakWatts',
        label: 'Highest second',
        axis: 'watts, highest second of the sample',
        what: 'The highest draw over one second within each sample: what the power supply and the fuse must carry.',
      },
    ],
    parts: (_scenario, metric) => [{ id: 'power', label: 'Power', ink: { color: 1, dash: 'none' }, metric, of: '' }],
  },
  {
    id: 'mail',
    title: 'Mail by kind',
    scale: 'linear',
    choices: [
      {
        metric: 'stream.offeredPerS',
        label: 'Offered',
        axis: 'new messages per second',
        what: 'New messages per second, before any filter. Every design is offered exactly the same mail, message for message, so there is one chart.',
        shared: true,
      },
      {
        metric: 'stream.deliveredPerS',
        label: 'Delivered',
        axis: 'messages delivered per second',
        what: 'Messages per second that reached a mailbox or, outbound, the remote server.',
      },
      {
        metric: 'stream.deferredPerS',
        label: 'Turned away',
        axis: 'tries turned away per second',
        what: 'Tries per second that were refused, left the queue out of impatience or were told to come again later. Senders of wanted mail retry.',
      },
    ],
    parts: byStream,
  },
];
