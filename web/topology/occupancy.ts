import { INSTANCE_STATES } from '../../sim/measure/metrics.ts';
import type { Series } from '../engine/series.ts';
import type { Fleet } from './fleet.ts';
import type { Scene } from './scene.ts';

const DOWN = INSTANCE_STATES.indexOf('down');

/**
 * How much room the drawing needs: the most machines that were ever on each host, or waited for one. Known from the samples
 * before they are played back, so that nothing moves on the page but what moves in the run.
 */
export class Occupancy {
  private readonly fleet: Fleet;
  private readonly most: Int32Array;
  private waiting = 0;
  private row = 0;

  constructor(fleet: Fleet) {
    this.fleet = fleet;
    this.most = new Int32Array(fleet.hosts.length).fill(1);
  }

  /** The most machines at once on a host, one at least. */
  mostOn(host: number): number {
    return this.most[host] ?? 1;
  }

  /** The most machines that waited for a host at once. */
  get mostWaiting(): number {
    return this.waiting;
  }

  /** Takes in the samples that came since the last call. */
  readSeries(series: Series): void {
    const places = this.fleet.machines.map(({ id }) => series.column('instance.host', id));
    const states = this.fleet.machines.map(({ id }) => series.column('instance.state', id));
    for (; this.row < series.length; this.row++) {
      const { row } = this;
      this.note(
        places.map((column) => column?.[row] ?? -1),
        (machine) => states[machine]?.[row] === DOWN,
      );
    }
  }

  /** Takes in a moment between samples; machines under way have a place on both hosts. */
  readScene({ machines, moves }: Scene): void {
    const places = machines.map(({ host }) => host);
    for (const { machine, to } of moves) if (places[machine] !== to) places.push(to);
    this.note(places, (machine) => machines[machine]?.state === 'down');
  }

  private note(places: readonly number[], isDown: (machine: number) => boolean): void {
    const counts = new Map<number, number>();
    let waiting = 0;
    places.forEach((host, machine) => {
      if (host >= 0) counts.set(host, (counts.get(host) ?? 0) + 1);
      else if (isDown(machine)) waiting += 1;
    });
    this.waiting = Math.max(this.waiting, waiting);
    for (const [host, count] of counts) if (count > this.mostOn(host)) this.most[host] = count;
  }
}
