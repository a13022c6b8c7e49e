import { findServerModel } from '../../sim/parts/catalog/catalog.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { tierInk } from '../charts/palette.ts';
import type { Ink } from '../charts/palette.ts';

/** A host of a design: what does not change during a run. */
export interface HostFacts {
  readonly id: string;
  readonly pool: string;
  readonly rack: number;
  /** Name of its server model. */
  readonly model: string;
}

/** A machine of a design: an appliance, or a virtual machine. */
export interface MachineFacts {
  readonly id: string;
  readonly tier: string;
  readonly zone: string;
  readonly ink: Ink;
  /** Sessions it serves at once at most; null for no limit. */
  readonly slots: number | null;
  /** Whether the design begins with it; others are made by scaling. */
  readonly initial: boolean;
}

/** Hosts alike. */
export interface PoolFacts {
  readonly id: string;
  readonly name: string;
  readonly racks: number;
  /** Indices of its hosts. */
  readonly hosts: readonly number[];
  readonly hypervisor: boolean;
  /** Name of their server model. */
  readonly model: string;
}

/** Everything that a design is built from, in the order of the sampled columns. */
export interface Fleet {
  readonly design: string;
  readonly name: string;
  readonly pools: readonly PoolFacts[];
  readonly hosts: readonly HostFacts[];
  readonly machines: readonly MachineFacts[];
  readonly tiers: readonly { readonly id: string; readonly name: string; readonly zone: string; readonly ink: Ink }[];
  /** Trust zones, in the order in which tiers name them. */
  readonly zones: readonly string[];
}

/** The hosts and machines of a design, as the simulation numbers them. Throws RangeError for an unknown design. */
export function fleetOf(scenario: Scenario, id: string): Fleet {
  const design = scenario.designs[id];
  if (design === undefined) throw new RangeError(`unknown design: ${id}`);
  const hosts: HostFacts[] = [];
  const pools = Object.entries(design.pools).map(([pool, spec]): PoolFacts => {
    const first = hosts.length;
    const model = findServerModel(spec.model)?.name ?? spec.model;
    for (let n = 0; n < spec.hosts; n++) hosts.push({ id: `${pool}-${n}`, pool, rack: n % spec.racks, model });
    return {
      id: pool,
      name: spec.name ?? pool,
      racks: spec.racks,
      hosts: Array.from({ length: spec.hosts }, (_, n) => first + n),
      hypervisor: spec.hypervisor !== null,
      model,
    };
  });
  const tiers = Object.entries(scenario.tiers).flatMap(([tier, { name, zone }], i) =>
    design.tiers[tier] === undefined ? [] : [{ id: tier, name: name ?? tier, zone, ink: tierInk(i) }],
  );
  const machines = tiers.flatMap(({ id: tier, zone, ink }): MachineFacts[] => {
    const how = design.tiers[tier];
    if (how === undefined) return [];
    const most = Math.max(how.instances, how.scaling?.max ?? 0);
    return Array.from({ length: most }, (_, n) => ({
      id: `${tier}-${n}`,
      tier,
      zone,
      ink,
      slots: how.slots,
      initial: n < how.instances,
    }));
  });
  const zones = [...new Set(tiers.map(({ zone }) => zone))];
  return { design: id, name: design.name ?? id, pools, hosts, machines, tiers, zones };
}
