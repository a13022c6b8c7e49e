import type { World } from '../world.ts';

/** Where neither tier nor pool states one [s]. */
const DEFAULT_S = 60;

/** Time from power-on of a machine to its service, on the host that it is on [s]: an appliance boots with its host. */
export function bootTime({ instances, tierDesigns, hostSpecs }: World, instance: number): number {
  const { spec } = hostSpecs[instances.host[instance]];
  const fallback = spec.hypervisor === null ? 0 : (spec.ha?.bootS ?? DEFAULT_S);
  return tierDesigns[instances.tier[instance]]?.bootS ?? fallback;
}
