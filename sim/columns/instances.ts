import { Fifo } from '../kernel/fifo.ts';
import { Levels } from '../kernel/level.ts';
import { TimeHeap } from '../kernel/timeHeap.ts';

/**
 * The instances of a design: machines that run one tier's software, virtual or physical.
 * What happens to their hosts reaches them only through `speed`, `granted` and `up`.
 */
export class Instances {
  readonly count: number;
  readonly ids: string[] = [];
  readonly tier: Int32Array;
  /** The host it is on, −1 while it is on none. Writer: `model/placing.ts`. */
  readonly host: Int32Array;
  /** 1 while it works. */
  readonly up: Uint8Array;
  /** Processors. */
  readonly vcpus: Float64Array;
  /** Cores it may use at most: its processors, or its limit if lower. */
  readonly ceiling: Float64Array;
  /** Cores guaranteed, and weight, when its host is overcommitted. */
  readonly reserved: Float64Array;
  readonly shares: Float64Array;
  /** Reference-core seconds of work per second and core, the hypervisor's overhead taken off. Writer: `model/cpu.ts`. */
  readonly speed: Float64Array;
  /** Seconds of one disk operation, the hypervisor's overhead added. */
  readonly diskS: Float64Array;
  /** The disk station it uses. */
  readonly disk: Int32Array;
  /** Cores kept busy by load that is not messages. Writer: `model/background.ts`. */
  readonly background: Float64Array;
  /** Cores it keeps busy, jobs and background; cores it wants beyond those granted. Writer: `model/cpu.ts`. */
  readonly busy: Levels;
  readonly short: Levels;
  readonly memoryGB: Float64Array;
  /** Sessions served at once at most; Infinity for no limit. */
  readonly slots: Float64Array;
  /** Connections waiting at most; Infinity for no limit. */
  readonly backlogLimit: Float64Array;
  /** Sessions holding a slot; waiting for one. Writer: `model/pipeline.ts`. */
  readonly inService: Levels;
  readonly inBacklog: Levels;
  readonly arrivals: Float64Array;
  /** 1 while the backlog is being let in: keeps a chain of jobs without work from nesting. */
  readonly lettingIn: Uint8Array;
  readonly backlog: readonly Fifo[];
  /** Jobs in a wait, by its end. */
  readonly waits: readonly TimeHeap[];

  constructor(count: number) {
    this.count = count;
    this.tier = new Int32Array(count);
    this.host = new Int32Array(count).fill(-1);
    this.up = new Uint8Array(count);
    this.vcpus = new Float64Array(count);
    this.ceiling = new Float64Array(count);
    this.reserved = new Float64Array(count);
    this.shares = new Float64Array(count);
    this.speed = new Float64Array(count);
    this.diskS = new Float64Array(count);
    this.disk = new Int32Array(count);
    this.background = new Float64Array(count);
    this.busy = new Levels(count);
    this.short = new Levels(count);
    this.memoryGB = new Float64Array(count);
    this.slots = new Float64Array(count);
    this.backlogLimit = new Float64Array(count);
    this.inService = new Levels(count);
    this.inBacklog = new Levels(count);
    this.arrivals = new Float64Array(count);
    this.lettingIn = new Uint8Array(count);
    this.backlog = Array.from({ length: count }, () => new Fifo());
    this.waits = Array.from({ length: count }, () => new TimeHeap());
  }

  /** Measuring begins anew at `now` (end of the warm-up). */
  resetMeasures(now: number): void {
    for (const levels of [this.busy, this.short, this.inService, this.inBacklog]) levels.reset(now);
    this.arrivals.fill(0);
  }
}
