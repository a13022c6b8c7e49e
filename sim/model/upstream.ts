import { compileDistribution } from '../kernel/distributions.ts';
import type { Sampler } from '../kernel/distributions.ts';
import { TimeHeap } from '../kernel/timeHeap.ts';
import type { Journeys } from './journeys/journeys.ts';
import type { Pipeline } from './pipeline.ts';
import type { World } from './world.ts';

/** Second coordinate of the fates that the filter service draws. */
const FILTER = 0x5aa50001;

/** An outage of the service. */
interface Outage {
  readonly from: number;
  readonly to: number;
  readonly effect: 'unfiltered' | 'waits';
  /** Time over which held mail comes once the service is back [s]. */
  readonly drainS: number;
}

/**
 * A filter service upstream: inbound mail passes it before it comes to the first tier. It removes a share of each class and takes its
 * time over the rest; what the first tier then turns away, it sends again by a law of its own. While it is out, mail comes unfiltered and at
 * once, or is held and comes when it is back, in its order.
 */
export class Upstream {
  private readonly world: World;
  private readonly pipeline: Pipeline;
  private readonly journeys: Journeys;
  private readonly latency: Sampler | null;
  /** Share of each stream's messages that it removes. */
  private readonly removes: readonly number[];
  /** Sessions on their way, by the time they leave; the item is their first message. */
  private readonly leaving = new TimeHeap();
  private outage: Outage | null = null;

  constructor(world: World, pipeline: Pipeline, journeys: Journeys) {
    this.world = world;
    this.pipeline = pipeline;
    this.journeys = journeys;
    const { saas } = world.design;
    this.latency = saas === null ? null : compileDistribution(saas.latencyS);
    this.removes = world.streamSpecs.map((stream) => {
      const removes = saas?.removes[stream.class] ?? 0;
      return Math.min(1, removes + (stream.class === 'ham' ? (saas?.falsePositive ?? 0) : 0));
    });
  }

  /** A session of a stream sets out with a chain of messages. */
  send(stream: number, first: number, now: number): void {
    const { streams, streamSpecs, mail, pending, subjects } = this.world;
    const skips = this.latency === null || streamSpecs[stream].direction !== 'inbound';
    if (skips || (this.outage?.effect === 'unfiltered' && now < this.outage.to)) {
      this.pipeline.connect(streams.firstPass[stream], first, now);
      return;
    }
    const fates = streams.fates[stream];
    const latency = this.latency?.sample(fates.at(mail.number[first], FILTER + 1)) ?? 0;
    let head = -1;
    let tail = -1;
    for (let message = first; message >= 0;) {
      const next = mail.next[message];
      mail.next[message] = -1;
      if (fates.at(mail.number[message], FILTER).uniform() < this.removes[stream]) {
        this.pipeline.filtered(message, now);
      } else {
        mail.viaFilter[message] = 1;
        if (head < 0) head = message;
        else mail.next[tail] = message;
        tail = message;
        if (mail.traced[message] >= 0) this.journeys.filter(message, now);
      }
      message = next;
    }
    if (head < 0) return;
    this.leaving.push(this.leavesAt(now) + latency, head);
    pending.schedule(subjects.first.upstream, this.leaving.peekKey());
  }

  /** The next session leaves the service for the first tier. */
  deliver(now: number): void {
    const { streams, mail, pending, subjects } = this.world;
    const first = this.leaving.pop();
    pending.schedule(subjects.first.upstream, this.leaving.peekKey());
    this.pipeline.connect(streams.firstPass[mail.stream[first]], first, now);
  }

  /** The service fails until `to` [s]. */
  fail(outage: Outage): void {
    this.outage = outage;
  }

  /** When the service begins to work on mail that comes now: held mail comes compressed into the drain, in its order. */
  private leavesAt(now: number): number {
    const { outage } = this;
    if (outage === null || outage.effect !== 'waits' || now >= outage.to) return now;
    return outage.to + ((now - outage.from) / (outage.to - outage.from)) * outage.drainS;
  }
}
