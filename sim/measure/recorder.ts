import { Count, COUNTS } from '../columns/counts.ts';
import type { Engine } from '../model/engine.ts';
import { CAUSES } from '../model/metering.ts';
import type { Cause } from '../model/metering.ts';
import { BUCKETS, fillBuckets } from './buckets.ts';
import { bucketMetric, columnsOf, INSTANCE_STATES } from './metrics.ts';
import type { BucketId, Column, Frame, MetricId } from './metrics.ts';

/** Reads one column: a quantity that accumulates (its growth over the sample is what counts), or the value of the sample itself. */
interface Reader {
  readonly accumulates: boolean;
  /** It grows window by window of the power meter: its growth is over the windows closed in the sample. */
  readonly metered?: true;
  /** Its growth is over the growth of this, not over the time. */
  readonly over?: (now: number) => number;
  read(now: number): number;
}

/** The value of `instance.state` for a machine that stands still. */
const PAUSED = INSTANCE_STATES.indexOf('paused');

/**
 * Copies a row of the metrics table at the end of every sample. It only reads: sampling more or less often changes nothing in the run.
 * Rows are kept until someone takes them.
 */
export class Recorder {
  /** The columns of a row, after the time. */
  readonly columns: readonly Column[];
  private readonly readers: readonly Reader[];
  /** What the readers read at the beginning of the sample, and the values of the row before. */
  private readonly before: Float64Array;
  private readonly last: Float64Array;
  private readonly overBefore: Float64Array;
  /** Messages of the sample by delivery time; `BUCKETS` per stream. */
  private readonly buckets: Float64Array;
  private readonly engine: Engine;
  private since = 0;
  private watts = { meanW: 0, peakW: 0, seconds: 0 };
  private rows = 0;
  private data = new Float64Array(0);

  constructor(engine: Engine) {
    const { world } = engine;
    this.engine = engine;
    this.columns = columnsOf({
      tiers: world.tiers.ids,
      hosts: world.hostSpecs.map(({ id }) => id),
      instances: world.instances.ids,
      streams: world.streams.ids,
    });
    const owners = {
      tier: new Map(world.tiers.ids.map((id, i) => [id, i])),
      host: new Map(world.hostSpecs.map(({ id }, i) => [id, i])),
      instance: new Map(world.instances.ids.map((id, i) => [id, i])),
      stream: new Map(world.streams.ids.map((id, i) => [id, i])),
    };
    this.buckets = new Float64Array(world.streams.ids.length * BUCKETS);
    const make = this.makers();
    this.readers = this.columns.map(({ metric, of }) => {
      const kind = metric.slice(0, metric.indexOf('.'));
      const owner = kind === 'design' ? 0 : (owners[kind as keyof typeof owners].get(of) ?? 0);
      return make[metric](owner);
    });
    this.before = Float64Array.from(this.readers, (reader) => (reader.accumulates ? reader.read(0) : 0));
    this.last = new Float64Array(this.readers.length);
    this.overBefore = Float64Array.from(this.readers, (reader) => reader.over?.(0) ?? 0);
  }

  /** Writes the row of the sample that ends at `now` [s]. */
  sample(now: number): void {
    const { engine, columns, readers, before } = this;
    const { world, metering } = engine;
    metering.settle(now);
    this.watts = metering.takeSample();
    world.streams.sampleDeliveryS.forEach((histogram, stream) =>
      fillBuckets(histogram, this.buckets, stream * BUCKETS),
    );
    const length = now - this.since;
    const { seconds } = this.watts;
    const width = columns.length + 1;
    let at = this.rows * width;
    if (at + width > this.data.length) {
      const grown = new Float64Array(Math.max(at + width, this.data.length * 2, 64 * width));
      grown.set(this.data);
      this.data = grown;
    }
    this.data[at++] = now;
    for (let i = 0; i < readers.length; i++) {
      const { accumulates, metered, over } = readers[i];
      const value = readers[i].read(now);
      if (!accumulates) this.data[at] = value;
      else if (over) {
        const base = over(now);
        const grown = base - this.overBefore[i];
        this.data[at] = grown > 0 ? (value - before[i]) / grown : 0;
        this.overBefore[i] = base;
      } else if (!metered) this.data[at] = (value - before[i]) / length;
      // A sample shorter than a window may see none closed: the draw is the one last metered.
      else this.data[at] = seconds > 0 ? (value - before[i]) / seconds : this.last[i];
      before[i] = value;
      this.last[i] = this.data[at++];
    }
    this.rows++;
    this.since = now;
    for (const histogram of world.streams.sampleDeliveryS) histogram.clear();
    world.tiers.samplePeakBacklog.set(world.tiers.backlog);
  }

  /** To be called around `Engine.startMeasuring`: what has accumulated in this sample so far is kept. */
  keepAcross(reset: () => void, now: number): void {
    // What the power meter has not closed yet would be closed, and forgotten, by the reset.
    this.engine.metering.cut(now);
    const grown = this.readers.map((reader, i) => (reader.accumulates ? reader.read(now) - this.before[i] : 0));
    reset();
    this.readers.forEach((reader, i) => {
      if (reader.accumulates) this.before[i] = reader.read(now) - grown[i];
    });
  }

  /** The rows since the last call, or undefined when there are none. */
  takeFrame(): Frame | undefined {
    if (this.rows === 0) return undefined;
    const frame = { rows: this.rows, data: this.data.slice(0, this.rows * (this.columns.length + 1)) };
    this.rows = 0;
    return frame;
  }

  private makers(): Record<MetricId, (owner: number) => Reader> {
    const { world, metering } = this.engine;
    const { instances, tiers, streams, hosts } = world;
    const grows = (read: (now: number) => number): Reader => ({ accumulates: true, read });
    const is = (read: () => number): Reader => ({ accumulates: false, read });
    const meters = (read: () => number): Reader => ({ accumulates: true, metered: true, read });
    const overTier = (tier: number, of: (instance: number, now: number) => number) =>
      grows((now) => {
        let sum = 0;
        for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) sum += of(i, now);
        return sum;
      });
    const seen = (stream: number, ...counters: number[]): Reader =>
      grows(() => counters.reduce((sum, counter) => sum + streams.seen[stream * COUNTS + counter], 0));
    const causeW = (cause: Cause): (() => Reader) => {
      const place = CAUSES.indexOf(cause);
      return () => meters(() => metering.causeJ(place));
    };
    const buckets = Object.fromEntries(
      Array.from({ length: BUCKETS }, (_, i): [BucketId, (stream: number) => Reader] => [
        bucketMetric(i),
        (stream) => is(() => this.buckets[stream * BUCKETS + i]),
      ]),
    ) as Record<BucketId, (stream: number) => Reader>;
    const delivery = (stream: number, p: number): Reader => is(() => streams.sampleDeliveryS[stream].quantile(p));
    return {
      'design.watts': () => is(() => this.watts.meanW),
      'design.peakWatts': () => is(() => this.watts.peakW),
      'design.idleW': causeW('idle'),
      'design.dynamicW': causeW('dynamic'),
      'design.migrationW': causeW('migration'),
      'design.bootW': causeW('boot'),
      'design.standbyW': causeW('standby'),
      'design.reserveW': causeW('reserve'),
      'design.equipmentW': causeW('equipment'),
      'tier.utilization': (tier) => {
        const provided = overTier(tier, (i, now) => instances.provided.total(i, now));
        return {
          ...overTier(tier, (i, now) => instances.busy.total(i, now)),
          over: (now) => provided.read(now),
        };
      },
      'tier.inService': (tier) => overTier(tier, (i, now) => instances.inService.area(i, now)),
      'tier.inBacklog': (tier) => overTier(tier, (i, now) => instances.inBacklog.area(i, now)),
      'tier.peakBacklog': (tier) => is(() => tiers.samplePeakBacklog[tier]),
      'tier.inSpool': (tier) => grows((now) => tiers.spool.area(tier, now)),
      'tier.arrivalsPerS': (tier) => grows(() => tiers.seenArrivals[tier]),
      'tier.readyCores': (tier) => overTier(tier, (i, now) => instances.short.area(i, now)),
      'host.utilization': (host) => grows((now) => metering.busyCoreSAt(host, now) / hosts.cores[host]),
      'host.watts': (host) => meters(() => metering.energyJ[host]),
      'host.state': (host) => is(() => hosts.state[host]),
      'instance.state': (i) => is(() => (instances.paused[i] === 1 ? PAUSED : instances.state[i])),
      'instance.host': (i) => is(() => instances.host[i]),
      'instance.utilization': (i) => grows((now) => instances.busy.area(i, now) / instances.vcpus[i]),
      'instance.inService': (i) => grows((now) => instances.inService.area(i, now)),
      'instance.inBacklog': (i) => grows((now) => instances.inBacklog.area(i, now)),
      'stream.offeredPerS': (stream) => seen(stream, Count.offered),
      'stream.deliveredPerS': (stream) => seen(stream, Count.delivered),
      'stream.rejectedPerS': (stream) => seen(stream, Count.rejected),
      'stream.quarantinedPerS': (stream) => seen(stream, Count.quarantined),
      'stream.droppedPerS': (stream) => seen(stream, Count.dropped),
      'stream.gaveUpPerS': (stream) => seen(stream, Count.gaveUp),
      'stream.lostPerS': (stream) => seen(stream, Count.lost),
      'stream.deferredPerS': (stream) => seen(stream, Count.refused, Count.abandoned, Count.deferred, Count.broken),
      'stream.deliveryP50': (stream) => delivery(stream, 0.5),
      'stream.deliveryP95': (stream) => delivery(stream, 0.95),
      'stream.deliveryP99': (stream) => delivery(stream, 0.99),
      ...buckets,
    };
  }
}
