import { Count, COUNTS } from '../../columns/counts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { Metering } from '../metering.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Senders } from '../senders.ts';
import type { World } from '../world.ts';

/** Queues count as back to what they were within this share, and this many messages. */
const SLACK_SHARE = 0.05;
const SLACK_MESSAGES = 5;

/** What an incident did; written while it is open. Times in s from its beginning, null for "has not happened". */
export interface Effect {
  readonly incident: number;
  readonly beganAt: number;
  /** When somebody noticed it: the balancer or the cluster. */
  detectedS: number | null;
  /** When everything that it took down was working again, and the incident itself was over. */
  restoredS: number | null;
  /** When queues were back to what they were before. */
  drainedS: number | null;
  /** Tries turned away and broken, messages lost, while it was open. */
  deferred: number;
  lost: number;
  longestDelayS: number;
  /** IT energy while it was open [J], and the mean draw of the minute before [W]. */
  energyJ: number;
  /** Machines that it took down or that are not where they should be. */
  readonly affected: Set<number>;
  /** True once the incident itself is over (a spike has decayed, a host is back). */
  over: boolean;
}

interface Open {
  readonly effect: Effect;
  readonly deferredBefore: number;
  readonly lostBefore: number;
  readonly energyBefore: number;
  readonly queueBefore: number;
}

/** Keeps account of what every incident does to mail and watts, from its beginning until queues are back to what they were. */
export class Effects {
  readonly effects: Effect[] = [];
  private readonly world: World;
  private readonly pipeline: Pipeline;
  private readonly senders: Senders;
  private readonly metering: Metering;
  private readonly open = new Map<number, Open>();

  constructor(world: World, pipeline: Pipeline, senders: Senders, metering: Metering) {
    this.world = world;
    this.pipeline = pipeline;
    this.senders = senders;
    this.metering = metering;
  }

  /** True while some incident is open. */
  get watching(): boolean {
    return this.open.size > 0;
  }

  /** An incident begins. */
  begin(incident: number, now: number): Effect {
    this.foldLongest();
    this.metering.settle(now);
    const effect: Effect = {
      incident,
      beganAt: now,
      detectedS: null,
      restoredS: null,
      drainedS: null,
      deferred: 0,
      lost: 0,
      longestDelayS: 0,
      energyJ: 0,
      affected: new Set(),
      over: false,
    };
    this.effects.push(effect);
    this.open.set(incident, {
      effect,
      deferredBefore: this.turnedAway(),
      lostBefore: this.lost(),
      energyBefore: this.metering.totalJ,
      queueBefore: this.queue(),
    });
    return effect;
  }

  /** Somebody noticed that an instance, or the machines of a host, do not answer. */
  detected(instances: Iterable<number>, now: number): void {
    for (const instance of instances) {
      for (const { effect } of this.open.values()) {
        if (effect.affected.has(instance)) effect.detectedS ??= now - effect.beganAt;
      }
    }
  }

  /** The incident itself is over. */
  over(incident: number, now: number): void {
    const found = this.open.get(incident);
    if (found !== undefined) found.effect.over = true;
    this.look(now);
  }

  /** Takes note of incidents that are healed: to be called whenever machines may have begun to work. */
  heal(now: number): void {
    const { state } = this.world.instances;
    for (const { effect } of this.open.values()) {
      if (!effect.over || effect.restoredS !== null) continue;
      const isHealed = [...effect.affected].every(
        (i) => state[i] === InstanceState.serving || state[i] === InstanceState.off,
      );
      if (isHealed) effect.restoredS = now - effect.beganAt;
    }
  }

  /** Looks whether open incidents are healed and their queues drained. */
  look(now: number): void {
    this.foldLongest();
    this.heal(now);
    for (const [incident, entry] of this.open) {
      const { effect } = entry;
      this.account(entry, now);
      if (effect.restoredS === null) continue;
      if (this.queue() <= entry.queueBefore * (1 + SLACK_SHARE) + SLACK_MESSAGES) {
        effect.drainedS = now - effect.beganAt;
        this.open.delete(incident);
      }
    }
  }

  /** The run ends: what is open is accounted as far as it came. */
  finish(now: number): void {
    this.foldLongest();
    for (const entry of this.open.values()) this.account(entry, now);
  }

  private account(entry: Open, now: number): void {
    this.metering.settle(now);
    entry.effect.deferred = this.turnedAway() - entry.deferredBefore;
    entry.effect.lost = this.lost() - entry.lostBefore;
    entry.effect.energyJ = this.metering.totalJ - entry.energyBefore;
  }

  /** Gives the longest delay since the last look to every open incident. */
  private foldLongest(): void {
    const { longestS } = this.pipeline;
    this.pipeline.longestS = 0;
    for (const { effect } of this.open.values()) if (longestS > effect.longestDelayS) effect.longestDelayS = longestS;
  }

  private seen(...counters: number[]): number {
    const { streams } = this.world;
    let sum = 0;
    for (let stream = 0; stream < streams.ids.length; stream++) {
      for (const counter of counters) sum += streams.seen[stream * COUNTS + counter];
    }
    return sum;
  }

  private turnedAway(): number {
    return this.seen(Count.refused, Count.abandoned, Count.deferred, Count.broken);
  }

  private lost(): number {
    return this.seen(Count.lost);
  }

  /** Connections waiting, messages in spools, and ham that its senders hold for another try. */
  private queue(): number {
    const { tiers, streamSpecs } = this.world;
    let sum = 0;
    for (let tier = 0; tier < tiers.ids.length; tier++) sum += tiers.backlog[tier] + tiers.spool.value[tier];
    streamSpecs.forEach((stream, s) => {
      if (stream.class === 'ham') sum += this.senders.waitingOf(s);
    });
    return sum;
  }
}
