import type { World } from './world.ts';

/**
 * Stress mode: once a machine's slots are taken up to a share, waits of stages that have a shorter limit for it are cut to that, for sessions
 * that begin to wait from then on, until the slots have not been taken for a while (Postfix: smtpd_timeout 300 s, 10 s under stress, for
 * 1000 s after all processes were busy).
 */
export class Stress {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The slots of an instance are taken up to its share. */
  reached(instance: number, now: number): void {
    const { instances, tierSpecs, journal } = this.world;
    const lastsS = tierSpecs[instances.tier[instance]].stress?.lastsS ?? 0;
    if (instances.stressUntil[instance] < now) {
      const { value } = instances.inService;
      journal.add(now, 'stress mode', instances.ids[instance], `${value[instance]} of its slots are taken`);
    }
    instances.stressUntil[instance] = now + lastsS;
  }
}
