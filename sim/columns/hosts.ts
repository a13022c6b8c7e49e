/**
 * The hosts of a design. Busy cores are the sum over the instances on a host, written by `model/cpu.ts`;
 * energy is metered from it by `model/metering.ts`.
 */
export class Hosts {
  readonly count: number;
  readonly cores: Float64Array;
  /** Cores busy with the hypervisor's own work: integrity monitoring, migrations. */
  readonly overhead: Float64Array;
  /** Cores that instances keep busy; with `overhead` the host's busy cores. */
  readonly busy: Float64Array;
  /** Instances on it. Writer: `model/placing.ts`. */
  readonly instances: number[][];
  /** 1 where the instances' ceilings together exceed what the host has: only then can it be short of cores. */
  readonly overcommitted: Uint8Array;
  /** 1 while some instance gets less than it wants. */
  readonly short: Uint8Array;

  /** `cores`: those of each host. */
  constructor(cores: readonly number[]) {
    this.count = cores.length;
    this.cores = Float64Array.from(cores);
    this.overhead = new Float64Array(this.count);
    this.busy = new Float64Array(this.count);
    this.instances = cores.map(() => []);
    this.overcommitted = new Uint8Array(this.count);
    this.short = new Uint8Array(this.count);
  }
}
