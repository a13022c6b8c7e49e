import { InstanceState } from '../../columns/instances.ts';
import { PLACEMENT } from '../../parts/placement/index.ts';
import type { Placement } from '../../parts/placement/places.ts';
import type { Background } from '../background.ts';
import type { Cpu } from '../cpu.ts';
import type { Metering } from '../metering.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Senders } from '../senders.ts';
import type { Upstream } from '../upstream.ts';
import type { World } from '../world.ts';
import { admissionOf } from './admissionOfPool.ts';
import type { AdmissionVerdict } from './admission.ts';
import { Agenda } from './agenda.ts';
import type { Task, TaskHandlers } from './agenda.ts';
import { Availability } from './availability.ts';
import { Effects } from './effects.ts';
import { Evacuations } from './evacuations.ts';
import { HostPower } from './hostPower.ts';
import { Incidents } from './incidents.ts';
import { Machines } from './machines.ts';
import { Maintenance } from './maintenance.ts';
import { Migrations } from './migrations.ts';
import { Outages } from './outages.ts';
import { changeParameter } from './parameters.ts';
import { findHost, poolOf } from './placing.ts';
import { Rebalancing } from './rebalancing.ts';
import { Restarts } from './restarts.ts';
import { Scaling } from './scaling.ts';
import { Shadows } from './shadows.ts';

/** The parts of the model that operations act upon. */
export interface Plant {
  readonly world: World;
  readonly cpu: Cpu;
  readonly metering: Metering;
  readonly pipeline: Pipeline;
  readonly senders: Senders;
  readonly upstream: Upstream;
  readonly background: Background;
}

/** The control plane of a design, put together: everything that happens to machines, and the agenda by which it happens. */
export class Operations {
  readonly availability: Availability;
  readonly effects: Effects;
  /** What each pool's admission control said at the start. */
  readonly admission = new Map<string, AdmissionVerdict>();
  /** Machines that no host could take at the start, and why. */
  readonly unplaced: { instance: number; why: string }[] = [];
  private readonly world: World;
  private readonly agenda: Agenda;
  private readonly handlers: TaskHandlers;

  constructor(plant: Plant) {
    const { world, cpu, metering, pipeline, senders, upstream, background } = plant;
    const { journal } = world;
    const agenda = new Agenda(world);
    const availability = new Availability(world);
    const machines = new Machines(world, { cpu, metering, pipeline, background, availability, journal });
    const restarts = new Restarts(world, machines, agenda);
    const shadows = new Shadows(world, cpu, machines);
    const migrations = new Migrations(world, cpu, machines, agenda);
    const outages = new Outages(world, { machines, restarts, migrations, shadows, agenda });
    const evacuations = new Evacuations(world, migrations, shadows);
    const hostPower = new HostPower(world, { machines, outages, restarts, evacuations, agenda });
    const maintenance = new Maintenance(world, { machines, outages, hostPower, evacuations, agenda });
    const rebalancing = new Rebalancing(world, migrations, agenda);
    const scaling = new Scaling(world, { machines, restarts, migrations, shadows, agenda });
    const effects = new Effects(world, pipeline, senders, metering);
    const change = (pointer: string, value: number, now: number): void =>
      changeParameter({ world, cpu, pipeline, background }, pointer, value, now);
    const incidents = new Incidents({ world, outages, migrations, maintenance, upstream, effects, change }, agenda);
    const roomMayHaveCome = (now: number): void => {
      restarts.tryAll(now);
      shadows.restore(now);
    };
    restarts.wake = (pool, now) => void hostPower.wake(pool, now);
    shadows.isMoving = (instance) => migrations.isMoving(instance);
    migrations.onEnd((_, __, now) => roomMayHaveCome(now));
    evacuations.freed = roomMayHaveCome;
    scaling.freed = roomMayHaveCome;

    this.world = world;
    this.agenda = agenda;
    this.availability = availability;
    this.effects = effects;
    this.handlers = {
      'begin incident': ({ incident }, now) => incidents.start(incident, now),
      'end incident': ({ incident }, now) => incidents.end(incident, now),
      'watch incidents': (_, now) => incidents.watch(now),
      'host fails': ({ host }, now) => outages.failureDue(host, now),
      'host repaired': ({ host }, now) => outages.repaired(host, now),
      'host booted': ({ host, change }, now) => outages.hostBooted(host, change, now),
      'host stopped': ({ host, change }, now) => hostPower.stopped(host, change, now),
      'balancer notices': ({ instance, downAt }, now) => {
        if (!machines.isOutSince(instance, downAt)) return;
        effects.detected([instance], now);
        machines.notice(instance, now);
      },
      'cluster notices': ({ host, change }, now) => {
        if (world.hosts.changes[host] !== change) return;
        effects.detected(world.hosts.instances[host], now);
        restarts.clusterNotices(host, now);
        shadows.restore(now);
      },
      'boot instance': ({ instance, downAt }, now) => {
        if (machines.isOutSince(instance, downAt)) restarts.startDown(instance, now);
      },
      'instance booted': ({ instance, bootAt }, now) => {
        restarts.booted(instance, bootAt, now);
        shadows.restore(now);
      },
      'migration step': ({ migration, step }, now) => migrations.step(migration, step, now),
      scale: ({ tier }, now) => scaling.look(tier, now),
      provisioned: ({ instance }, now) => scaling.provisioned(instance, now),
      drained: ({ instance }, now) => scaling.drained(instance, now),
      'host power': ({ pool }, now) => hostPower.look(pool, now),
      rebalance: ({ pool }, now) => rebalancing.look(pool, now),
      maintain: ({ maintenance: number }, now) => maintenance.step(number, now),
    };

    this.placeAll(machines);
    shadows.restore(0);
    for (const pool of Object.keys(world.design.pools)) {
      const verdict = admissionOf(world, pool);
      if (verdict !== null) this.admission.set(pool, verdict);
    }
    // The journal tells what happened, not how the design began.
    journal.entries.length = 0;
    outages.begin();
    scaling.begin();
    hostPower.begin();
    rebalancing.begin();
    incidents.begin();
  }

  /** The next task of the agenda is due. */
  act(now: number): void {
    const task = this.agenda.take();
    const handle = this.handlers[task.what] as (task: Task, now: number) => void;
    handle(task, now);
    if (this.effects.watching) this.effects.heal(now);
  }

  /** The run ends. */
  finish(now: number): void {
    this.effects.finish(now);
  }

  /** Places every machine that the design begins with, in the order that its pool's policy wants, and lets it serve. */
  private placeAll(machines: Machines): void {
    const { world } = this;
    const { instances, guests, design } = world;
    for (const [pool, { placement }] of Object.entries(design.pools)) {
      const order: number[] = [];
      for (let i = 0; i < instances.count; i++) {
        if (poolOf(world, i) === pool && instances.state[i] === InstanceState.down) order.push(i);
      }
      const policy: Placement = PLACEMENT[placement];
      const by = policy.order;
      if (by !== undefined) order.sort((a, b) => by(guests[a], guests[b]) || a - b);
      for (const instance of order) {
        const found = findHost(world, instance);
        if ('why' in found) {
          this.unplaced.push({ instance, why: found.why });
          continue;
        }
        machines.put(instance, found.host, 0);
        machines.serve(instance, 0);
      }
    }
    for (let tier = 0; tier < world.tiers.ids.length; tier++) this.availability.update(tier, 0);
  }
}
