import { HostState } from '../columns/hosts.ts';
import { doubled } from '../columns/mail.ts';
import type { World } from './world.ts';

/** Length of a metering window [s]: a constant of the model, whatever the charts sample. */
export const WINDOW_S = 1;

/** Why energy was drawn: the causes add up to the meter. */
export const CAUSES = ['idle', 'dynamic', 'migration', 'boot', 'standby', 'reserve', 'equipment'] as const;
/** A cause of energy: `reserve` is what empty hosts draw that are on, `equipment` the shared equipment. */
export type Cause = (typeof CAUSES)[number];
const [IDLE, DYNAMIC, MIGRATION, BOOT, STANDBY, RESERVE, EQUIPMENT] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Host states that have a draw of their own. */
const STATES = 5;
const HOURS = 24;
/** Draws of hosts are added up in whole microwatts: a sum of whole numbers is the same in whatever order hosts close their windows. */
const MICRO = 1e6;

/**
 * The power meter. Over each window of a second a host's mean utilization is exact, and its draw is its model's curve there,
 * linear between the 11 measured points (SPECpower_ssj2008); energy is the sum over windows. Windows are closed when they are over and
 * someone looks: a busy host costs an addition per change, an idle one a little arithmetic per second.
 *
 * A window in which a host changes its state is metered in segments, each at its own draw.
 */
export class Metering {
  /** Draw of each host at 0, 10, … 100 % [W]; 11 per host. */
  private readonly curves: Float64Array;
  /** Time to which the open window is filled, and where it ends [s]; one per host. */
  private readonly since: Float64Array;
  private readonly windowEnd: Float64Array;
  /** Draw in a state other than on [W]; `STATES` per host. */
  private readonly stateW: Float64Array;
  /** Where the open segment of the window began [s], and core seconds in it. */
  private readonly segmentFrom: Float64Array;
  private readonly segmentArea: Float64Array;
  /** Energy of the window's earlier segments [J]. */
  private readonly windowJ: Float64Array;
  /** Windows are counted from here [s]: number k reaches from origin + k to origin + k + 1. */
  private origin = 0;
  /** Number of the open window; one per host. */
  private readonly window: Float64Array;
  /** Core seconds, energy and highest draw in closed windows since the last reset; one per host. */
  private readonly busyCoreS: Float64Array;
  readonly energyJ: Float64Array;
  readonly peakW: Float64Array;
  /** Time that a host was on, booting or stopping, in closed segments since the last reset [s]; one per host. */
  readonly poweredS: Float64Array;
  /** The energy by cause [J]; one per cause for each host, and at the end those of equipment. */
  private readonly causesJ: Float64Array;
  /** Energy in all settled windows since the start [J]: for what an incident cost. */
  totalJ = 0;
  /** The energy by hour of the day [J]; `HOURS` per host, and at the end those of equipment. */
  private readonly hourlyJ: Float64Array;
  /** Draw of all hosts in each window that is not yet settled [µW]; grown to a sample's length. */
  private windows = new Float64Array(128);
  /** Number of the first of them. */
  private settled = 0;
  private lastW = 0;
  /** Draw of equipment that never changes [W]. */
  private readonly constantW: number;
  /** The highest settled window since the last reset [W]. */
  peakTotalW = 0;
  /** Since `startSample`: energy [J] and the highest window [W]. */
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
    this.stateW = new Float64Array(n * STATES);
    world.hostSpecs.forEach(({ model, spec, memoryGB }, host) => {
      const { extras } = spec;
      const more = extras.ramW * Math.max(0, memoryGB - (model.ramGB ?? memoryGB)) + extras.disksW + extras.networkW;
      const drawn = (watts: number): number => (watts + more) * (1 + extras.secondPsuShare);
      for (let i = 0; i < 11; i++) this.curves[host * 11 + i] = drawn(model.watts[i]);
      this.stateW[host * STATES + HostState.booting] = drawn(model.bootW);
      this.stateW[host * STATES + HostState.stopping] = drawn(model.watts[0]);
      this.stateW[host * STATES + HostState.standby] = model.standbyW;
    });
    this.since = new Float64Array(n);
    this.windowEnd = new Float64Array(n).fill(WINDOW_S);
    this.segmentFrom = new Float64Array(n);
    this.segmentArea = new Float64Array(n);
    this.windowJ = new Float64Array(n);
    this.poweredS = new Float64Array(n);
    this.causesJ = new Float64Array((n + 1) * CAUSES.length);
    this.window = new Float64Array(n);
    this.hourlyJ = new Float64Array((n + 1) * HOURS);
    this.busyCoreS = new Float64Array(n);
    this.energyJ = new Float64Array(n);
    this.peakW = new Float64Array(n);
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
    const first = this.settled;
    while (this.endOf(this.settled) <= now) {
      this.settleWindow(this.windows[this.settled - first] ?? 0, WINDOW_S);
      this.settled++;
    }
    this.windows.fill(0);
  }

  /** Closes the open window before its time: the end of the warm-up, or of the run. */
  cut(now: number): void {
    this.settle(now);
    const length = now - this.startOf(this.settled);
    if (length > 0) {
      for (let host = 0; host < this.world.hosts.count; host++) {
        this.beforeStateChange(host, now);
        this.closeWindow(host, length);
      }
      this.settleWindow(this.windows[0], length);
      this.windows.fill(0);
    }
    this.origin = now;
    this.settled = 0;
    this.window.fill(0);
    this.windowEnd.fill(this.endOf(0));
  }

  /** Measuring begins anew (end of the warm-up), right after `cut`. */
  resetMeasures(): void {
    for (const column of [this.busyCoreS, this.energyJ, this.peakW, this.poweredS, this.causesJ, this.hourlyJ]) {
      column.fill(0);
    }
    this.peakTotalW = 0;
  }

  /** Core seconds that a host has been busy since the last reset. */
  busyCoreSAt(host: number, now: number): number {
    const { hosts } = this.world;
    const open = (hosts.busy[host] + hosts.ownWork(host)) * (now - this.since[host]);
    return this.busyCoreS[host] + this.segmentArea[host] + open;
  }

  /** Energy of the whole design since the last reset [J], by hour of the day. */
  energyByHourJ(): Float64Array {
    const sum = new Float64Array(HOURS);
    this.hourlyJ.forEach((joules, i) => (sum[i % HOURS] += joules));
    return sum;
  }

  /** Energy of the whole design since the last reset [J], by cause. */
  energyByCauseJ(): Float64Array {
    const sum = new Float64Array(CAUSES.length);
    this.causesJ.forEach((joules, i) => (sum[i % CAUSES.length] += joules));
    return sum;
  }

  /** Energy of the whole design since the last reset [J] for one cause, by its place in `CAUSES`. */
  causeJ(cause: number): number {
    let sum = 0;
    for (let i = cause; i < this.causesJ.length; i += CAUSES.length) sum += this.causesJ[i];
    return sum;
  }

  /**
   * Mean and highest draw of the design since the last call [W], the ones before if no window was closed since;
   * and how long the windows closed since are together [s].
   */
  takeSample(): { meanW: number; peakW: number; seconds: number } {
    const seconds = this.sampleS;
    const sample =
      seconds > 0
        ? { meanW: this.sampleJ / seconds, peakW: this.samplePeakW, seconds }
        : { meanW: this.lastW, peakW: this.lastW, seconds };
    this.lastW = sample.meanW;
    this.sampleJ = 0;
    this.samplePeakW = 0;
    this.sampleS = 0;
    return sample;
  }

  /** Draw of a host at a utilization of 0 to 1 [W]; rounding may have led a little beyond. */
  drawAt(host: number, utilization: number): number {
    const at = utilization < 1 ? (utilization > 0 ? utilization * 10 : 0) : 10;
    const step = at < 10 ? Math.floor(at) : 9;
    const low = this.curves[host * 11 + step];
    return low + (this.curves[host * 11 + step + 1] - low) * (at - step);
  }

  /** When a window begins, and when it ends [s]. Windows are counted, not added up, so that all hosts mean the same instants. */
  private startOf(window: number): number {
    return this.origin + window * WINDOW_S;
  }

  private endOf(window: number): number {
    return this.origin + (window + 1) * WINDOW_S;
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
      end = this.endOf(++this.window[host]);
    }
    this.windowEnd[host] = end;
  }

  /** Meters the part of a window since the host last changed its state. */
  private closeSegment(host: number, now: number): void {
    const length = now - this.segmentFrom[host];
    if (length <= 0) return;
    const { hosts } = this.world;
    const state = hosts.state[host];
    const causes = host * CAUSES.length;
    let joules: number;
    if (state === HostState.on) {
      const area = this.segmentArea[host];
      const idle = this.curves[host * 11] * length;
      joules = this.drawAt(host, area / (hosts.cores[host] * length)) * length;
      const moving = area > 0 ? ((joules - idle) * hosts.migrating[host] * length) / area : 0;
      const isEmpty = hosts.instances[host].length === 0 && hosts.shadows[host].length === 0;
      this.causesJ[causes + (isEmpty ? RESERVE : IDLE)] += idle;
      this.causesJ[causes + MIGRATION] += moving;
      this.causesJ[causes + DYNAMIC] += joules - idle - moving;
      this.busyCoreS[host] += area;
    } else {
      joules = this.stateW[host * STATES + state] * length;
      this.causesJ[causes + (state === HostState.standby ? STANDBY : BOOT)] += joules;
    }
    if (state !== HostState.standby && state !== HostState.dead) this.poweredS[host] += length;
    this.segmentArea[host] = 0;
    this.segmentFrom[host] = now;
    this.windowJ[host] += joules;
  }

  private closeWindow(host: number, length: number): void {
    const joules = this.windowJ[host];
    const watts = joules / length;
    const window = this.window[host];
    this.windowJ[host] = 0;
    this.energyJ[host] += joules;
    this.hourlyJ[host * HOURS + this.hourOf(window)] += joules;
    if (watts > this.peakW[host]) this.peakW[host] = watts;
    const open = window - this.settled;
    while (open >= this.windows.length) this.windows = doubled(this.windows, Float64Array);
    this.windows[open] += Math.round(watts * MICRO);
  }

  private settleWindow(microwatts: number, length: number): void {
    const watts = microwatts / MICRO + this.constantW;
    this.hourlyJ[this.world.hosts.count * HOURS + this.hourOf(this.settled)] += this.constantW * length;
    this.causesJ[this.world.hosts.count * CAUSES.length + EQUIPMENT] += this.constantW * length;
    this.totalJ += watts * length;
    if (watts > this.peakTotalW) this.peakTotalW = watts;
    this.sampleJ += watts * length;
    this.sampleS += length;
    if (watts > this.samplePeakW) this.samplePeakW = watts;
  }

  /** The hour of the day in which a window begins. */
  private hourOf(window: number): number {
    return Math.floor((this.startSecond + this.startOf(window)) / 3600) % HOURS;
  }
}
