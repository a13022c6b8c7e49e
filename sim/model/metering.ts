import { HostState } from '../columns/hosts.ts';
import { doubled } from '../columns/mail.ts';
import type { World } from './world.ts';

/** Length of a metering window [s]: a constant of the model, whatever the charts sample. */
export const WINDOW_S = 1;

/** Why energy was drawn: the causes add up to the meter. */
export const CAUSES = ['idle', 'dynamic', 'migration', 'boot', 'standby', 'reserve', 'equipment'] as const;
/** A cause of energy: `reserve` is what empty hosts draw that are on, `equipment` the shared equipment. */
export type Cause = (typeof CAUSES)[number];

/**
 * The power meter. Over each window of a second a host's mean utilization is exact, and its draw is its model's curve there,
 * linear between the 11 measured points (SPECpower_ssj2008); energy is the sum over windows. Windows are closed when they are over and
 * someone looks: a busy host costs an addition per change, an idle one a little arithmetic per second.
 *
 * A window in which the host changes its state is metered in segments, each at its own draw.
 */
export class Metering {
  /** Draw of each host at 0, 10, … 100 % [W]; 11 per host. */
  private readonly curves: Float64Array;
  /** Draw in a state other than on [W]; one per host and state. */
  private readonly stateW: Float64Array;
  /** Time to which the open segment is filled, where it began, and where its window ends [s]; one per host. */
  private readonly since: Float64Array;
  private readonly segmentFrom: Float64Array;
  private readonly windowEnd: Float64Array;
  /** Core seconds in the open segment. */
  private readonly segmentArea: Float64Array;
  /** Energy of the window's earlier segments [J]. */
  private readonly windowJ: Float64Array;
  /** Since the last reset; one per host. */
  readonly busyCoreS: Float64Array;
  readonly energyJ: Float64Array;
  readonly peakW: Float64Array;
  /** Time that it was on, booting or stopping [s]. */
  readonly poweredS: Float64Array;
  /** Since the last reset, one per cause [J]. */
  readonly causeJ = new Float64Array(CAUSES.length);
  /** Draw of all hosts in each window that is not yet settled [W × s]; grown to a sample's length. */
  private windows = new Float64Array(128);
  /** Start of the first of them. */
  private settled = 0;
  private lastW = 0;
  /** Draw of equipment that never changes [W]. */
  private readonly constantW: number;
  /** Settled since the last reset [J], by hour of the day, and the highest window [W]. */
  readonly energyByHourJ = new Float64Array(24);
  peakTotalW = 0;
  /** Settled since the start [J]: for what an incident cost. */
  totalJ = 0;
  /** Since the last `takeSample`: energy [J] and the highest window [W]. */
  private sampleJ = 0;
  private samplePeakW = 0;
  private sampleS = 0;
  private readonly world: World;
  /** Second of the day at which the run starts. */
  private readonly startSecond: number;

  constructor(world: World, startSecond: number) {
    this.world = world;
    this.startSecond = startSecond;
    const n = world.hosts.count;
    this.curves = new Float64Array(n * 11);
    this.stateW = new Float64Array(n * 5);
    world.hostSpecs.forEach(({ model, spec, memoryGB }, host) => {
      const { extras } = spec;
      const more = extras.ramW * Math.max(0, memoryGB - (model.ramGB ?? memoryGB)) + extras.disksW + extras.networkW;
      const drawn = (watts: number): number => (watts + more) * (1 + extras.secondPsuShare);
      for (let i = 0; i < 11; i++) this.curves[host * 11 + i] = drawn(model.watts[i]);
      this.stateW[host * 5 + HostState.booting] = drawn(model.bootW);
      this.stateW[host * 5 + HostState.stopping] = drawn(model.watts[0]);
      this.stateW[host * 5 + HostState.standby] = model.standbyW;
    });
    this.since = new Float64Array(n);
    this.segmentFrom = new Float64Array(n);
    this.windowEnd = new Float64Array(n).fill(WINDOW_S);
    this.segmentArea = new Float64Array(n);
    this.windowJ = new Float64Array(n);
    this.busyCoreS = new Float64Array(n);
    this.energyJ = new Float64Array(n);
    this.peakW = new Float64Array(n);
    this.poweredS = new Float64Array(n);
    this.constantW = world.design.equipment.reduce((sum, { watts }) => sum + watts, 0);
  }

  /** To be called before a host's busy cores change. */
  beforeChange(host: number, now: number): void {
    if (now >= this.windowEnd[host]) this.closeWindows(host, now);
    const { hosts } = this.world;
    this.segmentArea[host] += (hosts.busy[host] + hosts.ownWork(host)) * (now - this.since[host]);
    this.since[host] = now;
  }

  /** To be called before a host's state, or the cores that migrations keep busy on it, change. */
  beforeStateChange(host: number, now: number): void {
    this.beforeChange(host, now);
    this.closeSegment(host, now);
  }

  /** Closes every window that is over by `now` and adds up the hosts. */
  settle(now: number): void {
    for (let host = 0; host < this.world.hosts.count; host++) {
      if (now >= this.windowEnd[host]) this.closeWindows(host, now);
    }
    const over = Math.floor((now - this.settled) / WINDOW_S);
    for (let i = 0; i < over; i++) this.settleWindow(i, WINDOW_S);
    this.settled += over * WINDOW_S;
    if (over > 0) this.windows.fill(0);
  }

  /** Closes the open window before its time: the end of the warm-up, or of the run. */
  cut(now: number): void {
    this.settle(now);
    const length = now - this.settled;
    for (let host = 0; host < this.world.hosts.count; host++) {
      if (length > 0) {
        this.beforeChange(host, now);
        this.closeSegment(host, now);
        this.closeWindow(host, length);
      }
      this.windowEnd[host] = now + WINDOW_S;
    }
    if (length > 0) this.settleWindow(0, length);
    this.settled = now;
    this.windows.fill(0);
  }

  /** Measuring begins anew (end of the warm-up), right after `cut`. */
  resetMeasures(): void {
    for (const column of [this.busyCoreS, this.energyJ, this.peakW, this.poweredS, this.causeJ, this.energyByHourJ]) {
      column.fill(0);
    }
    this.peakTotalW = 0;
  }

  /** Mean and highest draw of the design since the last call [W]; the ones before if no window was closed since. */
  takeSample(): { meanW: number; peakW: number } {
    const seconds = this.sampleS;
    const sample =
      seconds > 0
        ? { meanW: this.sampleJ / seconds, peakW: this.samplePeakW }
        : { meanW: this.lastW, peakW: this.lastW };
    this.lastW = sample.meanW;
    this.sampleJ = 0;
    this.samplePeakW = 0;
    this.sampleS = 0;
    return sample;
  }

  /** Draw of a host that is on, at a utilization of 0 to 1 [W]. */
  drawAt(host: number, utilization: number): number {
    const at = utilization < 1 ? utilization * 10 : 10;
    const step = at < 10 ? Math.floor(at) : 9;
    const low = this.curves[host * 11 + step];
    return low + (this.curves[host * 11 + step + 1] - low) * (at - step);
  }

  private closeWindows(host: number, now: number): void {
    const { hosts } = this.world;
    const busy = hosts.busy[host] + hosts.ownWork(host);
    let end = this.windowEnd[host];
    while (end <= now) {
      this.segmentArea[host] += busy * (end - this.since[host]);
      this.since[host] = end;
      this.closeSegment(host, end);
      this.closeWindow(host, WINDOW_S);
      end += WINDOW_S;
    }
    this.windowEnd[host] = end;
  }

  /** Meters the part of a window since the host last changed its state. */
  private closeSegment(host: number, now: number): void {
    const length = now - this.segmentFrom[host];
    if (length <= 0) return;
    const { hosts } = this.world;
    const state = hosts.state[host];
    let joules: number;
    if (state === HostState.on) {
      const area = this.segmentArea[host];
      const idle = this.curves[host * 11] * length;
      joules = this.drawAt(host, area / (hosts.cores[host] * length)) * length;
      const moving = area > 0 ? ((joules - idle) * hosts.migrating[host] * length) / area : 0;
      const empty = hosts.instances[host].length === 0 && hosts.shadows[host].length === 0;
      this.causeJ[empty ? RESERVE : IDLE] += idle;
      this.causeJ[MIGRATION] += moving;
      this.causeJ[DYNAMIC] += joules - idle - moving;
      this.busyCoreS[host] += area;
    } else {
      joules = this.stateW[host * 5 + state] * length;
      this.causeJ[state === HostState.standby ? STANDBY : BOOT] += joules;
    }
    if (state !== HostState.standby && state !== HostState.dead) this.poweredS[host] += length;
    this.segmentArea[host] = 0;
    this.segmentFrom[host] = now;
    this.windowJ[host] += joules;
  }

  private closeWindow(host: number, length: number): void {
    const joules = this.windowJ[host];
    const watts = joules / length;
    this.windowJ[host] = 0;
    this.energyJ[host] += joules;
    if (watts > this.peakW[host]) this.peakW[host] = watts;
    const window = Math.round((this.since[host] - length - this.settled) / WINDOW_S);
    while (window >= this.windows.length) this.windows = doubled(this.windows, Float64Array);
    this.windows[window] += watts;
  }

  private settleWindow(window: number, length: number): void {
    const watts = this.windows[window] + this.constantW;
    const hour = Math.floor((this.startSecond + this.settled + window * WINDOW_S) / 3600) % 24;
    this.energyByHourJ[hour] += watts * length;
    this.causeJ[EQUIPMENT] += this.constantW * length;
    this.totalJ += watts * length;
    if (watts > this.peakTotalW) this.peakTotalW = watts;
    this.sampleJ += watts * length;
    this.sampleS += length;
    if (watts > this.samplePeakW) this.samplePeakW = watts;
  }
}

const [IDLE, DYNAMIC, MIGRATION, BOOT, STANDBY, RESERVE, EQUIPMENT] = CAUSES.map((_, i) => i) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
