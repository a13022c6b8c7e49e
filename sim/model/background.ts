import { multiplierAt, shapeOfRun } from '../parts/profiles.ts';
import type { RunShape } from '../parts/profiles.ts';
import type { Cpu } from './cpu.ts';
import type { World } from './world.ts';

/**
 * Load that is not messages: users reading their mail, indexing, backups. So many reference cores per thousand mailboxes, following the
 * tier's profile, constant within the hour, spread evenly over the tier's instances that work.
 */
export class Background {
  private readonly world: World;
  private readonly cpu: Cpu;
  /** How each tier's load runs over the week; null for tiers without one. */
  private readonly shapes: readonly (RunShape | null)[];

  constructor(world: World, cpu: Cpu) {
    this.world = world;
    this.cpu = cpu;
    this.shapes = world.tierSpecs.map(({ background }) =>
      background === null ? null : shapeOfRun(background.profile, world.scenario.run.startsAt),
    );
  }

  /** Sets every instance's background load for the hour that has begun, and waits for the next hour. */
  turnHour(now: number): void {
    const { tierSpecs, pending, subjects } = this.world;
    let next = Infinity;
    tierSpecs.forEach(({ background }, tier) => {
      const shape = this.shapes[tier];
      if (background === null || shape === null) return;
      this.spread(tier, now);
      next = (Math.floor((shape.startS + now) / 3600) + 1) * 3600 - shape.startS;
    });
    pending.schedule(subjects.first.hour, next);
  }

  /** Spreads a tier's load over the instances that work now. */
  spread(tier: number, now: number): void {
    const { tiers, instances, tierSpecs, scenario } = this.world;
    const { background } = tierSpecs[tier];
    const shape = this.shapes[tier];
    if (background === null || shape === null) return;
    const thousands = scenario.mailboxes / 1000;
    const referenceCores = background.coresPerThousandMailboxes * thousands * multiplierAt(shape, now);
    let working = 0;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) working += instances.up[i];
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      const cores = instances.up[i] === 1 ? referenceCores / working / instances.speed[i] : 0;
      this.cpu.setBackground(i, cores, now);
    }
  }
}
