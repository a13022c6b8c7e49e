import type { World } from './world.ts';

/** How full a tier's spool is held to be. */
export const PRESSURE = ['normal', 'medium', 'high'] as const;
const [NORMAL, MEDIUM, HIGH] = [0, 1, 2] as const;

/**
 * Back pressure of spools, with two marks upwards and two lower ones downwards, so that a spool near a mark does not flap: above the medium
 * one the tier is slow to greet senders, above the high one it takes no mail that has to go on from it (Exchange: submission queue).
 * `Spools` calls `rise` and `fall` when a mark is passed; until then all this costs a comparison.
 */
export class BackPressure {
  /** Messages in the spool at which the level goes up, and down; one per tier. ∞ and −1: never. */
  readonly upAt: Float64Array;
  readonly downAt: Float64Array;
  /** Time for which a sender's session waits in its slot before anything is done [s]; one per tier. */
  readonly tarpitS: Float64Array;
  /** 1 while connections are refused; while messages are deferred when they are accepted; one per tier. */
  readonly refuses: Uint8Array;
  readonly defers: Uint8Array;
  private readonly world: World;
  private readonly level: Uint8Array;
  private readonly since: Float64Array;
  /** Time at each level up to `since` [s]; one per level for each tier. */
  private readonly lastedS: Float64Array;

  constructor(world: World) {
    const n = world.tiers.ids.length;
    this.world = world;
    this.upAt = new Float64Array(n).fill(Infinity);
    this.downAt = new Float64Array(n).fill(-1);
    this.tarpitS = new Float64Array(n);
    this.refuses = new Uint8Array(n);
    this.defers = new Uint8Array(n);
    this.level = new Uint8Array(n);
    this.since = new Float64Array(n);
    this.lastedS = new Float64Array(n * PRESSURE.length);
    for (let tier = 0; tier < n; tier++) this.settle(tier);
  }

  /** The spool of a tier has come to its upper mark. */
  rise(tier: number, now: number): void {
    const marks = this.world.tierSpecs[tier].spool.backPressure;
    if (marks === undefined) return;
    this.change(tier, this.world.tiers.spool.value[tier] >= marks.highAt ? HIGH : MEDIUM, now);
  }

  /** The spool of a tier has come down to its lower mark. */
  fall(tier: number, now: number): void {
    const marks = this.world.tierSpecs[tier].spool.backPressure;
    if (marks === undefined) return;
    this.change(tier, this.world.tiers.spool.value[tier] <= marks.mediumDownTo ? NORMAL : MEDIUM, now);
  }

  /** Time that a tier has been at a level until `now` [s]. */
  secondsAt(tier: number, level: (typeof PRESSURE)[number], now: number): number {
    const at = PRESSURE.indexOf(level);
    const running = this.level[tier] === at ? now - this.since[tier] : 0;
    return this.lastedS[tier * PRESSURE.length + at] + running;
  }

  private change(tier: number, level: number, now: number): void {
    const { tiers, journal } = this.world;
    this.lastedS[tier * PRESSURE.length + this.level[tier]] += now - this.since[tier];
    this.since[tier] = now;
    this.level[tier] = level;
    this.settle(tier);
    journal.add(now, 'back pressure', tiers.ids[tier], `${PRESSURE[level]}: ${tiers.spool.value[tier]} in the spool`);
  }

  /** What follows from the level. */
  private settle(tier: number): void {
    const marks = this.world.tierSpecs[tier].spool.backPressure;
    if (marks === undefined) return;
    const level = this.level[tier];
    this.upAt[tier] = [marks.mediumAt, marks.highAt, Infinity][level];
    this.downAt[tier] = [-1, marks.mediumDownTo, marks.highDownTo][level];
    this.tarpitS[tier] = level === NORMAL ? 0 : marks.tarpitS;
    this.refuses[tier] = level === HIGH && marks.high === 'refuse' ? 1 : 0;
    this.defers[tier] = level === HIGH && marks.high === 'defer' ? 1 : 0;
  }
}
