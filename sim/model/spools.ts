import { Count } from '../columns/counts.ts';
import { BackPressure } from './backPressure.ts';
import type { Journeys } from './journeys/journeys.ts';
import type { World } from './world.ts';

/** `retryLater` says that the message stays in its spool. */
export const STAYS = -1;

/**
 * The spools: what a tier has accepted and not yet passed on. A message in a spool is held by one instance; while that is down, what it holds
 * on disk waits and what it holds in memory is lost. Failed relays are tried again with growing waits.
 */
export class Spools {
  readonly pressure: BackPressure;
  private readonly world: World;
  private readonly journeys: Journeys;

  constructor(world: World, journeys: Journeys) {
    this.world = world;
    this.journeys = journeys;
    this.pressure = new BackPressure(world);
  }

  /** True when a tier's spool takes nothing more (452). */
  isFull(tier: number): boolean {
    const { tiers } = this.world;
    return tiers.spool.value[tier] >= tiers.spoolCapacity[tier] || this.pressure.defers[tier] === 1;
  }

  /** A tier accepts a message: it leaves the spool before and is held by `holder`, on its way to the next place of its route. */
  take(message: number, tier: number, holder: number, now: number): void {
    const { mail, tiers } = this.world;
    this.leave(message, now);
    tiers.spool.add(tier, 1, now);
    if (tiers.spool.value[tier] >= this.pressure.upAt[tier]) this.pressure.rise(tier, now);
    mail.hop[message]++;
    mail.spooledAt[message] = holder;
    mail.relayTries[message] = 0;
  }

  /** A message leaves the spool that it is in, if it is in one. */
  leave(message: number, now: number): void {
    if (this.world.mail.hop[message] === 0) return;
    const { spool } = this.world.tiers;
    const tier = this.tierOf(message);
    spool.add(tier, -1, now);
    if (spool.value[tier] <= this.pressure.downAt[tier]) this.pressure.fall(tier, now);
  }

  /** The next message of a tier that is to be relayed again, or -1 when its holder is down: it waits for it. */
  due(tier: number, now: number): number {
    const { tiers, pending, subjects, mail, instances } = this.world;
    const heap = tiers.relayRetries[tier];
    const message = heap.pop();
    pending.schedule(subjects.first.relay + tier, heap.peekKey());
    if (instances.up[mail.spooledAt[message]] === 1) return message;
    tiers.stranded[tier].push(message);
    this.journeys.stranded(message, now);
    return -1;
  }

  /** A message is kept for so long before it is relayed for the first time [s]. */
  hold(message: number, forS: number, now: number): void {
    this.wake(message, now + forS);
  }

  /** The next tier did not take a message: it waits for another try (`STAYS`), or ends by the fate (a `Count`) that is returned. */
  retryLater(message: number, now: number): number {
    const { mail, tierSpecs, instances } = this.world;
    const { spool } = tierSpecs[this.tierOf(message)];
    // Its holder died while it was being passed on: the only copy is gone.
    if (spool.storage === 'memory' && instances.up[mail.spooledAt[message]] === 0) return Count.lost;
    const tries = ++mail.relayTries[message];
    let wait = spool.retryFirstS;
    for (let k = 1; k < tries && wait < spool.retryMaxS; k++) wait *= spool.retryFactor;
    if (wait > spool.retryMaxS) wait = spool.retryMaxS;
    // Too old: it goes back to its sender.
    if (now + wait - mail.firstAt[message] > spool.giveUpS) return Count.gaveUp;
    this.wake(message, now + wait);
    return STAYS;
  }

  /** A message is due at a time [s]. */
  private wake(message: number, at: number): void {
    const { tiers, pending, subjects } = this.world;
    const tier = this.tierOf(message);
    const heap = tiers.relayRetries[tier];
    heap.push(at, message);
    pending.schedule(subjects.first.relay + tier, heap.peekKey());
  }

  /** A holder died: returns the messages that are lost with its memory; those on its disk wait for it. */
  holderDown(instance: number, now: number): number[] {
    const { tiers, instances, tierSpecs } = this.world;
    const tier = instances.tier[instance];
    const held = [...this.takeRetries(instance), ...this.takeStranded(instance)];
    if (tierSpecs[tier].spool.storage === 'memory') return held;
    for (const message of held) {
      tiers.stranded[tier].push(message);
      this.journeys.stranded(message, now);
    }
    return [];
  }

  /** A holder is back: returns the messages that waited for it. */
  holderBack(instance: number): number[] {
    return this.takeStranded(instance);
  }

  /** A holder goes for good: a sibling that works takes over; returns what can move on at once. Where none works, it waits. */
  handOver(instance: number): number[] {
    const { tiers, instances, mail } = this.world;
    const tier = instances.tier[instance];
    let heir = -1;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier] && heir < 0; i++) {
      if (i !== instance && instances.up[i] === 1) heir = i;
    }
    if (heir < 0) return [];
    for (let row = 0; row < mail.extent; row++) {
      if (mail.live[row] === 1 && mail.spooledAt[row] === instance) mail.spooledAt[row] = heir;
    }
    return this.takeStranded(heir);
  }

  private takeRetries(instance: number): number[] {
    const { tiers, instances, mail, pending, subjects } = this.world;
    const tier = instances.tier[instance];
    const heap = tiers.relayRetries[tier];
    const taken: number[] = [];
    const kept: [at: number, message: number][] = [];
    while (heap.length > 0) {
      const at = heap.peekKey();
      const message = heap.pop();
      if (mail.spooledAt[message] === instance) taken.push(message);
      else kept.push([at, message]);
    }
    for (const [at, message] of kept) heap.push(at, message);
    pending.schedule(subjects.first.relay + tier, heap.peekKey());
    return taken;
  }

  private takeStranded(instance: number): number[] {
    const { tiers, instances, mail } = this.world;
    const stranded = tiers.stranded[instances.tier[instance]];
    const own = stranded.filter((message) => mail.spooledAt[message] === instance);
    if (own.length === 0) return own;
    const others = stranded.filter((message) => mail.spooledAt[message] !== instance);
    stranded.splice(0, stranded.length, ...others);
    return own;
  }

  /** The tier whose spool holds a message that is on its way to a later tier. */
  private tierOf(message: number): number {
    const { mail, streams, passes } = this.world;
    return passes.tier[streams.firstPass[mail.stream[message]] + mail.hop[message] - 1];
  }
}
