import { TimeHeap } from '../kernel/timeHeap.ts';
import { habitOf, waitAfter } from './retryWaits.ts';
import type { World } from './world.ts';

/** Second coordinates of the fates that senders draw; stages have hashes of their names. */
const RETRIES_AT_ALL = 0x5e9d0001;
const RETRY_JITTER = 0x5e9d0002;
const HABIT = 0x5e9c0003;

/**
 * What senders do with mail that was turned away: some try again, with growing waits, until they give up. Mail that a filter service
 * upstream has taken is the service's to send again.
 */
export class Senders {
  private readonly world: World;
  /** Messages waiting for their next try, by its time; one heap per stream. */
  private readonly waiting: readonly TimeHeap[];

  constructor(world: World) {
    this.world = world;
    this.waiting = world.streams.ids.map(() => new TimeHeap());
  }

  /** A message was refused, abandoned or deferred: its sender will try again, or gives up. False when it gives up. */
  turnedAway(message: number, now: number): boolean {
    const { mail, streams, streamSpecs, design, pending, subjects } = this.world;
    const stream = mail.stream[message];
    const fates = streams.fates[stream];
    const number = mail.number[message];
    const filter = mail.viaFilter[message] === 1 ? design.saas : null;
    const retry = habitOf((filter ?? streamSpecs[stream]).retry, () => fates.at(number, HABIT).uniform());
    if (retry.policy === 'never') return false;
    if (retry.share < 1 && fates.at(number, RETRIES_AT_ALL).uniform() >= retry.share) return false;
    const tries = mail.attempt[message];
    let wait = waitAfter(tries, retry);
    if (retry.jitter > 0) wait *= 1 + retry.jitter * (2 * fates.at(number, RETRY_JITTER + tries).uniform() - 1);
    if (now + wait - mail.firstAt[message] > retry.giveUpS) return false;
    const heap = this.waiting[stream];
    heap.push(now + wait, message);
    pending.schedule(subjects.first.retry + stream, heap.peekKey());
    return true;
  }

  /** Messages that the senders of a stream hold for another try. */
  waitingOf(stream: number): number {
    return this.waiting[stream].length;
  }

  /** The next message of a stream comes again: returns it. */
  comeAgain(stream: number): number {
    const { pending, subjects } = this.world;
    const heap = this.waiting[stream];
    const message = heap.pop();
    pending.schedule(subjects.first.retry + stream, heap.peekKey());
    return message;
  }
}
