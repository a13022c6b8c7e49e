/** What a host does. */
export const HostState = {
  on: 0,
  /** Off with its management controller alive: can be woken. */
  standby: 1,
  booting: 2,
  /** Shutting down. */
  stopping: 3,
  /** Broken: draws nothing until it is repaired. */
  dead: 4,
} as const;

/**
 * The hosts of a design. Busy cores are the sum over the instances on a host, written by `model/cpu.ts`;
 * energy is metered from it by `model/metering.ts`.
 */
export class Hosts {
  readonly count: number;
  readonly cores: Float64Array;
  /** A `HostState`. Writer: `model/operations/machines.ts`. */
  readonly state: Uint8Array;
  /** How often its state has changed: what was planned for an earlier state is void. Writer: as of `state`. */
  readonly changes: Int32Array;
  /** How many are emptying it: while that is not 0 nothing is put on it. Writer: `model/operations/evacuations.ts`. */
  readonly leaving: Int32Array;
  /** Cores busy with the hypervisor's own work (integrity monitoring), with migrations, with shadows of other hosts' machines. */
  readonly overhead: Float64Array;
  readonly migrating: Float64Array;
  readonly mirroring: Float64Array;
  /** Cores that instances keep busy; with the three above the host's busy cores. */
  readonly busy: Float64Array;
  /** Instances on it. Writer: `model/operations/machines.ts`. */
  readonly instances: number[][];
  /** Instances that have room reserved on it: on their way here. */
  readonly incoming: number[][];
  /** Instances whose shadow it carries. */
  readonly shadows: number[][];
  /** 1 where the instances' ceilings together exceed what the host has: only then can it be short of cores. */
  readonly overcommitted: Uint8Array;
  /** 1 while some instance gets less than it wants. */
  readonly short: Uint8Array;

  /** `cores`: those of each host. */
  constructor(cores: readonly number[]) {
    this.count = cores.length;
    this.cores = Float64Array.from(cores);
    this.state = new Uint8Array(this.count);
    this.changes = new Int32Array(this.count);
    this.leaving = new Int32Array(this.count);
    this.overhead = new Float64Array(this.count);
    this.migrating = new Float64Array(this.count);
    this.mirroring = new Float64Array(this.count);
    this.busy = new Float64Array(this.count);
    this.instances = cores.map(() => []);
    this.incoming = cores.map(() => []);
    this.shadows = cores.map(() => []);
    this.overcommitted = new Uint8Array(this.count);
    this.short = new Uint8Array(this.count);
  }

  /** Cores that are not the instances': the hypervisor's own work, migrations, shadows. */
  ownWork(host: number): number {
    return this.overhead[host] + this.migrating[host] + this.mirroring[host];
  }
}
