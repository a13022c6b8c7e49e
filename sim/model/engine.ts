import { readCalendarTime } from '../parts/profiles.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import type { BackPressure } from './backPressure.ts';
import { Background } from './background.ts';
import { buildWorld } from './build/world.ts';
import { Cpu } from './cpu.ts';
import { Journeys } from './journeys/journeys.ts';
import type { Following } from './journeys/journeys.ts';
import { Metering } from './metering.ts';
import { Operations } from './operations/operations.ts';
import { Pipeline } from './pipeline.ts';
import { Senders } from './senders.ts';
import { Kind } from './subjects.ts';
import type { KindName } from './subjects.ts';
import { Traffic } from './traffic.ts';
import { Upstream } from './upstream.ts';
import type { World } from './world.ts';

/** What happens when an event of a kind is due, told which thing of that kind it is. */
type Handler = (of: number, now: number) => void;

/** The model of one design with its parts put together: takes events in order, one handler for each kind. */
export class Engine {
  readonly world: World;
  readonly metering: Metering;
  readonly operations: Operations;
  readonly pressure: BackPressure;
  readonly journeys: Journeys;
  /** Events taken so far. */
  events = 0;
  private readonly pipeline: Pipeline;
  private readonly traffic: Traffic;
  private readonly handlers: readonly Handler[];

  /** Builds the world and schedules what happens first. `following`: which messages' journeys are recorded. Throws RangeError for an unknown design. */
  constructor(scenario: Scenario, designId: string, seed: string, following: Following = false) {
    const world = buildWorld(scenario, designId, seed);
    const metering = new Metering(world, readCalendarTime(scenario.run.startsAt)?.secondOfDay ?? 0);
    const cpu = new Cpu(world, metering);
    const senders = new Senders(world);
    const journeys = new Journeys(world, following);
    const pipeline = new Pipeline(world, cpu, senders, journeys);
    const upstream = new Upstream(world, pipeline, journeys);
    const traffic = new Traffic(world, upstream, journeys);
    const background = new Background(world, cpu);
    const operations = new Operations({ world, cpu, metering, pipeline, senders, upstream, background });
    this.world = world;
    this.metering = metering;
    this.pipeline = pipeline;
    this.journeys = journeys;
    this.traffic = traffic;
    this.operations = operations;
    this.pressure = pipeline.spools.pressure;
    const handlers: Record<KindName, Handler> = {
      arrival: (stream, now) => traffic.arrive(stream, now),
      retry: (stream, now) => pipeline.retry(stream, now),
      cpu: (instance, now) => pipeline.cpuDone(instance, now),
      wait: (instance, now) => pipeline.waitDone(instance, now),
      patience: (instance, now) => pipeline.patienceOver(instance, now),
      disk: (disk, now) => pipeline.diskDone(disk, now),
      relay: (tier, now) => pipeline.relayAgain(tier, now),
      hour: (_, now) => background.turnHour(now),
      agenda: (_, now) => operations.act(now),
      remote: (tier, now) => pipeline.remoteDone(tier, now),
      upstream: (_, now) => upstream.deliver(now),
    };
    this.handlers = Object.entries(Kind)
      .sort(([, a], [, b]) => a - b)
      .map(([name]) => handlers[name as KindName]);

    background.turnHour(0);
    traffic.begin();
  }

  /**
   * Takes events before `until` [s], and those at it if `including`, at most `most` of them.
   * True when none of these is left.
   */
  take(until: number, most: number, including = true): boolean {
    const { pending, subjects } = this.world;
    const { kind, of } = subjects;
    const { handlers, pipeline, traffic } = this;
    let left = most;
    for (;;) {
      const time = pending.firstTime();
      const isOver = time > until || (time === until && !including);
      if (isOver || left === 0) {
        this.events += most - left;
        return isOver;
      }
      const subject = pending.take();
      left--;
      const which = of[subject];
      // The kinds of which there are millions are called by name, so that the compiler can see through the call.
      switch (kind[subject]) {
        case Kind.cpu:
          pipeline.cpuDone(which, time);
          break;
        case Kind.wait:
          pipeline.waitDone(which, time);
          break;
        case Kind.disk:
          pipeline.diskDone(which, time);
          break;
        case Kind.arrival:
          traffic.arrive(which, time);
          break;
        default:
          handlers[kind[subject]](which, time);
      }
    }
  }

  /** Measuring begins anew at `now`: the end of the warm-up. What is under way stays. */
  startMeasuring(now: number): void {
    const { world, metering } = this;
    metering.cut(now);
    metering.resetMeasures();
    world.streams.resetMeasures();
    world.tiers.resetMeasures(now);
    world.instances.resetMeasures(now);
    this.operations.availability.resetMeasures(now);
    for (let i = 0; i < world.instances.count; i++) world.cpus.resetArea(i, now);
    for (let i = 0; i < world.diskNames.length; i++) world.disks.resetArea(i, now);
    world.cpuS.fill(0);
  }
}
