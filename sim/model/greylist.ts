import type { World } from './world.ts';

/** Mixed with a stage's key, the coordinate of the fate that says whether a triplet is known. */
const KNOWN = 0x6e04b175;

/**
 * Greylisting (Harris 2003): the first try of an unknown triplet of address, sender and recipient is deferred, and so are further ones until
 * the delay is over; a try after it passes, unless it comes so late that the triplet has been forgotten. Each message stands for
 * a triplet; the share that is known from earlier mail is given per class and drawn once for the message.
 */
export class Greylist {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** True when a stage that greylists puts a message off now. */
  defers(row: number, message: number, now: number): boolean {
    const { mail, stages, streams } = this.world;
    const fate = streams.fates[mail.stream[message]].at(mail.number[message], stages.key[row] ^ KNOWN);
    if (fate.uniform() < stages.greyKnown[row]) return false;
    const age = now - mail.greyAt[message];
    if (age >= stages.greyDelayS[row] && age <= stages.greyExpireS[row]) return false;
    // Not seen yet, or forgotten: the delay counts from this try.
    if (!(age <= stages.greyExpireS[row])) mail.greyAt[message] = now;
    return true;
  }
}
