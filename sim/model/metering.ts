import { doubled } from '../columns/mail.ts';
import type { World } from './world.ts';

/** Length of a metering window [s]: a constant of the model, whatever the charts sample. */
export const WINDOW_S = 1;

/**
 * The power meter. Over each window of a second a host's mean utilization is exact, and its draw is its model's curve there,
 * linear between the 11 measured points (SPECpower_ssj2008); energy is the sum over windows. Windows are closed when they are over and
 * someone looks: a busy host costs an addition per change, an idle one a multiplication per second.
 */
export class Metering {
  /** Draw of each host at 0, 10, … 100 % [W]; 11 per host. */
  private readonly curves: Float64Array;
  /** Time to which the open window is filled, and where it ends [s]; one per host. */
  private readonly since: Float64Array;
  private readonly windowEnd: Float64Array;
  /** Core seconds in the open window. */
  private readonly windowArea: Float64Array;
  /** Since the last reset; one per host. */
  readonly busyCoreS: Float64Array;
  readonly energyJ: Float64Array;
  readonly peakW: Float64Array;
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
    world.hostSpecs.forEach(({ model, spec, memoryGB }, host) => {
      const { extras } = spec;
      const more = extras.ramW * Math.max(0, memoryGB - (model.ramGB ?? memoryGB)) + extras.disksW + extras.networkW;
      for (let i = 0; i < 11; i++) this.curves[host * 11 + i] = (model.watts[i] + more) * (1 + extras.secondPsuShare);
    });
    this.since = new Float64Array(n);
    this.windowEnd = new Float64Array(n).fill(WINDOW_S);
    this.windowArea = new Float64Array(n);
    this.busyCoreS = new Float64Array(n);
    this.energyJ = new Float64Array(n);
    this.peakW = new Float64Array(n);
    this.constantW = world.design.equipment.reduce((sum, { watts }) => sum + watts, 0);
  }

  /** To be called before a host's busy cores change. */
  beforeChange(host: number, now: number): void {
    if (now >= this.windowEnd[host]) this.closeWindows(host, now);
    const { hosts } = this.world;
    this.windowArea[host] += (hosts.busy[host] + hosts.overhead[host]) * (now - this.since[host]);
    this.since[host] = now;
  }

  /** Closes every window that is over by `now` and adds up the hosts. */
  settle(now: number): void {
    for (let host = 0; host < this.world.hosts.count; host++) {
      if (now >= this.windowEnd[host]) this.closeWindows(host, now);
    }
    const over = Math.floor((now - this.settled) / WINDOW_S);
    for (let i = 0; i < over; i++) this.settleWindow(i, WINDOW_S);
    this.settled += over * WINDOW_S;
    this.windows.fill(0);
  }

  /** Closes the open window before its time: the end of the warm-up, or of the run. */
  cut(now: number): void {
    this.settle(now);
    const length = now - this.settled;
    if (length <= 0) return;
    for (let host = 0; host < this.world.hosts.count; host++) {
      this.beforeChange(host, now);
      this.closeWindow(host, length);
      this.windowEnd[host] = now + WINDOW_S;
    }
    this.settleWindow(0, length);
    this.settled = now;
    this.windows.fill(0);
  }

  /** Measuring begins anew (end of the warm-up), right after `cut`. */
  resetMeasures(): void {
    for (const column of [this.busyCoreS, this.energyJ, this.peakW, this.energyByHourJ]) column.fill(0);
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

  /** Draw of a host at a utilization of 0 to 1 [W]. */
  drawAt(host: number, utilization: number): number {
    const at = utilization < 1 ? utilization * 10 : 10;
    const step = at < 10 ? Math.floor(at) : 9;
    const low = this.curves[host * 11 + step];
    return low + (this.curves[host * 11 + step + 1] - low) * (at - step);
  }

  private closeWindows(host: number, now: number): void {
    const { hosts } = this.world;
    const busy = hosts.busy[host] + hosts.overhead[host];
    let end = this.windowEnd[host];
    while (end <= now) {
      this.windowArea[host] += busy * (end - this.since[host]);
      this.since[host] = end;
      this.closeWindow(host, WINDOW_S);
      end += WINDOW_S;
    }
    this.windowEnd[host] = end;
  }

  private closeWindow(host: number, length: number): void {
    const area = this.windowArea[host];
    const watts = this.drawAt(host, area / (this.world.hosts.cores[host] * length));
    this.windowArea[host] = 0;
    this.busyCoreS[host] += area;
    this.energyJ[host] += watts * length;
    if (watts > this.peakW[host]) this.peakW[host] = watts;
    const window = Math.round((this.since[host] - length - this.settled) / WINDOW_S);
    while (window >= this.windows.length) this.windows = doubled(this.windows, Float64Array);
    this.windows[window] += watts;
  }

  private settleWindow(window: number, length: number): void {
    const watts = this.windows[window] + this.constantW;
    const hour = Math.floor((this.startSecond + this.settled + window * WINDOW_S) / 3600) % 24;
    this.energyByHourJ[hour] += watts * length;
    if (watts > this.peakTotalW) this.peakTotalW = watts;
    this.sampleJ += watts * length;
    this.sampleS += length;
    if (watts > this.samplePeakW) this.samplePeakW = watts;
  }
}
