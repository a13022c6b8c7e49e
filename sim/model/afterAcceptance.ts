import { Verdict } from '../columns/stages.ts';
import type { World } from './world.ts';

/** A random word as a number from 0 to 1. */
const TO_UNIT = 1 / 0x100000000;

/**
 * Stages that are done once a tier has accepted a message: it waits in the spool while they look at it, and no session waits with it.
 * What they look with (a sandbox, people) is not of this tier: they cost it no CPU.
 */
export class AfterAcceptance {
  /** 1 for passes that have such stages; one per pass. */
  readonly has: Uint8Array;
  private readonly world: World;

  constructor(world: World) {
    const { end, afterEnd } = world.passes;
    this.world = world;
    this.has = Uint8Array.from(end, (from, pass) => (afterEnd[pass] > from ? 1 : 0));
  }

  /** How long they take over a message, up to the one that ends it [s]; 0 for one that they do not look at. */
  holdS(pass: number, message: number): number {
    const { passes, stages } = this.world;
    let holdS = 0;
    for (let row = passes.end[pass]; row < passes.afterEnd[pass]; row++) {
      const luck = this.luck(row, pass, message);
      const u = luck.word() * TO_UNIT;
      if (luck.word() * TO_UNIT >= stages.share[row]) continue;
      holdS += (stages.waitMs[row].sample(luck) * stages.waitFactor[row]) / 1000;
      if (u < stages.ends[row]) break;
    }
    return holdS;
  }

  /** What they say to it in the end: a `Verdict`. */
  verdict(pass: number, message: number): number {
    const { passes, stages } = this.world;
    for (let row = passes.end[pass]; row < passes.afterEnd[pass]; row++) {
      const luck = this.luck(row, pass, message);
      const u = luck.word() * TO_UNIT;
      if (luck.word() * TO_UNIT >= stages.share[row] || u >= stages.ends[row]) continue;
      if (u < stages.rejects[row]) return Verdict.reject;
      if (u < stages.defers[row]) return Verdict.defer;
      return u < stages.quarantines[row] ? Verdict.quarantine : Verdict.drop;
    }
    return Verdict.pass;
  }

  /** The luck of a message at a stage: the same in every design, however often its sender had to come. */
  private luck(row: number, pass: number, message: number) {
    const { mail, passes, stages, streams } = this.world;
    return streams.fates[passes.stream[pass]].at(mail.number[message], stages.key[row]);
  }
}
