import { Fifo } from '../kernel/fifo.ts';
import { Levels } from '../kernel/level.ts';
import { TimeHeap } from '../kernel/timeHeap.ts';

/** What an instance does. It has sessions while it serves, drains or is paused. */
export const InstanceState = {
  /** Gets new sessions, once the balancer knows. */
  serving: 0,
  /** Works off what it has, gets nothing new. */
  draining: 1,
  /** Powered on, not yet serving. */
  booting: 2,
  /** Crashed, or its host died: waiting for a restart or a repair. */
  down: 3,
  /** Not wanted now: never made, scaled in, or stopped for maintenance. */
  off: 4,
} as const;

/**
 * The instances of a design: machines that run one tier's software, virtual or physical.
 * What happens to their hosts reaches them only through `speed`, `granted` and `up`.
 */
export class Instances {
  readonly count: number;
  readonly ids: string[] = [];
  readonly tier: Int32Array;
  /** The host it is on, −1 while it is on none. Writer: `model/operations/machines.ts`. */
  readonly host: Int32Array;
  /** An `InstanceState`. Writer: `model/operations/machines.ts`, as of `up` and `known`. */
  readonly state: Uint8Array;
  /** 1 while it works: serves or drains. */
  readonly up: Uint8Array;
  /** 1 while the balancer sends it sessions: it may not yet know that the instance is down. */
  readonly known: Uint8Array;
  /** 1 while it stands still for a migration: sessions live on, no CPU. */
  readonly paused: Uint8Array;
  /** Its processors while it works, else 0 [cores]. */
  readonly provided: Levels;
  /** The host of its shadow, −1 for none: a fault-tolerant machine keeps the same cores busy there. */
  readonly shadow: Int32Array;
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
  /** Share of its slots from which it is in stress mode (∞: never), and until when it is [s]. Writer: `model/stress.ts`. */
  readonly stressShare: Float64Array;
  readonly stressUntil: Float64Array;
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
    this.state = new Uint8Array(count).fill(InstanceState.off);
    this.up = new Uint8Array(count);
    this.known = new Uint8Array(count);
    this.paused = new Uint8Array(count);
    this.provided = new Levels(count);
    this.shadow = new Int32Array(count).fill(-1);
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
    this.stressShare = new Float64Array(count).fill(Infinity);
    this.stressUntil = new Float64Array(count).fill(-1);
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
    for (const levels of [this.provided, this.busy, this.short, this.inService, this.inBacklog]) levels.reset(now);
    this.arrivals.fill(0);
  }
}
