import { compileDistribution } from '../kernel/distributions.ts';
import type { Sampler } from '../kernel/distributions.ts';
import { Fifo } from '../kernel/fifo.ts';
import { TimeHeap } from '../kernel/timeHeap.ts';
import type { Journeys } from './journeys/journeys.ts';
import { GOLDEN } from './stageWork.ts';
import type { World } from './world.ts';

/** Second coordinate of the fates of remote deliveries. */
const REMOTE = 0x2e607e11;

/** What a remote server said. */
export const Answer = { accepted: 0, deferred: 1, refused: 2 } as const;

/**
 * Delivery to the Internet: outbound mail whose route ends at a tier with `remote` waits in that tier's spool while a remote server takes it.
 * A delivery takes its time, holds one of the tier's delivery agents, and is accepted, deferred (the spool tries again) or refused for good.
 */
export class Remote {
  /** 1 for passes whose mail goes on to the Internet; one per pass. */
  readonly goesOn: Uint8Array;
  private readonly world: World;
  private readonly journeys: Journeys;
  private readonly latency: readonly (Sampler | null)[];
  private readonly agents: Float64Array;
  /** Deliveries under way, by their end; messages waiting for an agent; one per tier. */
  private readonly underWay: readonly TimeHeap[];
  private readonly waiting: readonly Fifo[];

  constructor(world: World, journeys: Journeys) {
    const { tierSpecs, passes, streamSpecs } = world;
    this.world = world;
    this.journeys = journeys;
    this.latency = tierSpecs.map(({ remote }) => (remote ? compileDistribution(remote.latencyS) : null));
    this.agents = Float64Array.from(tierSpecs, ({ remote }) => remote?.concurrency ?? Infinity);
    this.underWay = tierSpecs.map(() => new TimeHeap());
    this.waiting = tierSpecs.map(() => new Fifo());
    this.goesOn = Uint8Array.from(passes.isLast, (isLast, pass) => {
      const isOutbound = streamSpecs[passes.stream[pass]].direction === 'outbound';
      return isLast === 1 && isOutbound && this.latency[passes.tier[pass]] !== null ? 1 : 0;
    });
  }

  /** A message is to be delivered from a tier. */
  send(message: number, tier: number, now: number): void {
    if (this.underWay[tier].length < this.agents[tier]) {
      this.begin(message, tier, now);
      return;
    }
    this.waiting[tier].push(message);
    if (this.world.mail.traced[message] >= 0) this.journeys.remote(message, 'agent', tier, now);
  }

  /** The next delivery of a tier ends: its message; the next that waits begins. */
  ended(tier: number, now: number): number {
    const { pending, subjects } = this.world;
    const underWay = this.underWay[tier];
    const message = underWay.pop();
    if (this.waiting[tier].length > 0) this.begin(this.waiting[tier].shift(), tier, now);
    else pending.schedule(subjects.first.remote + tier, underWay.peekKey());
    return message;
  }

  /** What the remote server says to a message: an `Answer`. */
  answer(message: number, tier: number): number {
    const { remote } = this.world.tierSpecs[tier];
    if (remote === undefined) return Answer.accepted;
    const u = this.fate(message).uniform();
    if (u < remote.defer) return Answer.deferred;
    return u < remote.defer + remote.refuse ? Answer.refused : Answer.accepted;
  }

  private begin(message: number, tier: number, now: number): void {
    const { pending, subjects, mail } = this.world;
    if (mail.traced[message] >= 0) this.journeys.remote(message, 'remote', tier, now);
    const luck = this.fate(message);
    luck.uniform(); // the answer's
    const underWay = this.underWay[tier];
    underWay.push(now + (this.latency[tier]?.sample(luck) ?? 0), message);
    pending.schedule(subjects.first.remote + tier, underWay.peekKey());
  }

  /** The luck of a try: the same in every design. */
  private fate(message: number) {
    const { mail, streams } = this.world;
    const tries = Math.imul(mail.relayTries[message], GOLDEN);
    return streams.fates[mail.stream[message]].at(mail.number[message], (REMOTE + tries) | 0);
  }
}
