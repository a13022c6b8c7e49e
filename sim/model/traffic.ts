import { Count } from '../columns/counts.ts';
import type { Sampler } from '../kernel/distributions.ts';
import { compileDistribution } from '../kernel/distributions.ts';
import { NamedStream } from '../kernel/streams.ts';
import { shapeOfRun } from '../parts/profiles.ts';
import { rampsOf } from '../scenario/ramps.ts';
import type { Stream } from '../scenario/schema/mail.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import { BurstyArrivals, PoissonArrivals, RenewalArrivals } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';
import { Intensity } from './intensity.ts';
import type { Journeys } from './journeys/journeys.ts';
import { TraceArrivals, TraceColumn } from './traceArrivals.ts';
import type { Upstream } from './upstream.ts';
import type { World } from './world.ts';

/** What a property of a message is drawn from: a distribution, or the rows of a trace. */
type Draws = Pick<Sampler, 'sample' | 'constant'>;

/** Where the sessions of one stream come from: each purpose has a random stream of its own, the same for every design. */
interface Source {
  readonly arrivals: Arrivals;
  readonly messages: Sampler;
  readonly messagesLuck: NamedStream;
  readonly sizeKB: Draws;
  readonly sizesLuck: NamedStream;
  readonly recipients: Draws;
  readonly recipientsLuck: NamedStream;
}

/** Brings the mail: the sessions of every stream, each with its messages. */
export class Traffic {
  private readonly world: World;
  private readonly upstream: Upstream;
  private readonly journeys: Journeys;
  private readonly sources: readonly Source[];
  /** Messages made so far, by stream: the number of the next one. */
  private readonly made: Float64Array;

  constructor(world: World, upstream: Upstream, journeys: Journeys) {
    this.world = world;
    this.upstream = upstream;
    this.journeys = journeys;
    this.made = new Float64Array(world.streams.ids.length);
    this.sources = world.streams.ids.map((id, i) => sourceOf(world.scenario, world.seed, id, world.streamSpecs[i]));
  }

  /** Schedules the first session of every stream. */
  begin(): void {
    for (let stream = 0; stream < this.sources.length; stream++) this.scheduleNext(stream, 0);
  }

  /** A session of a stream comes now. */
  arrive(stream: number, now: number): void {
    const { streams, mail, scenario } = this.world;
    const source = this.sources[stream];
    const count = wholeOf(source.messages, source.messagesLuck);
    const counted = now >= scenario.run.warmupS ? 1 : 0;
    let first = -1;
    let last = -1;
    for (let i = 0; i < count; i++) {
      const message = mail.take();
      mail.stream[message] = stream;
      mail.number[message] = this.made[stream]++;
      mail.sizeKB[message] = source.sizeKB.sample(source.sizesLuck);
      mail.recipients[message] = wholeOf(source.recipients, source.recipientsLuck);
      mail.firstAt[message] = now;
      mail.attempt[message] = 0;
      mail.hop[message] = 0;
      mail.counted[message] = counted;
      streams.count(stream, Count.offered, counted);
      this.journeys.offered(message, now);
      if (first < 0) first = message;
      else mail.next[last] = message;
      last = message;
    }
    this.scheduleNext(stream, now);
    this.upstream.send(stream, first, now);
  }

  private scheduleNext(stream: number, now: number): void {
    const { pending, subjects } = this.world;
    pending.schedule(subjects.first.arrival + stream, this.sources[stream].arrivals.after(now));
  }
}

/** A whole number of at least 1. */
function wholeOf(sampler: Draws, luck: NamedStream): number {
  const n = sampler.constant ?? sampler.sample(luck);
  return n > 1.5 ? Math.floor(n + 0.5) : 1;
}

function sourceOf(scenario: Scenario, seed: string, id: string, stream: Stream): Source {
  const drawn = (column: 'sizeKB' | 'recipients'): Draws => {
    const rows = stream.arrivals.process === 'trace' ? stream.arrivals[column] : undefined;
    return rows === undefined ? compileDistribution(stream[column]) : new TraceColumn(rows);
  };
  return {
    arrivals: arrivalsOf(scenario, seed, id, stream),
    messages: compileDistribution(stream.messagesPerSession),
    messagesLuck: new NamedStream(seed, `${id}/messages`),
    sizeKB: drawn('sizeKB'),
    sizesLuck: new NamedStream(seed, `${id}/sizes`),
    recipients: drawn('recipients'),
    recipientsLuck: new NamedStream(seed, `${id}/recipients`),
  };
}

/** Mean rate of a stream's sessions [1/s]; undefined for renewal arrivals, whose gaps give it, and for traces. */
function meanRate({ arrivals }: Stream, mailboxes: number): number | undefined {
  if (arrivals.process === 'renewal' || arrivals.process === 'trace') return undefined;
  return arrivals.perS ?? ((arrivals.perMailboxPerDay ?? 0) * mailboxes) / 86400;
}

function arrivalsOf(scenario: Scenario, seed: string, id: string, stream: Stream): Arrivals {
  const { arrivals } = stream;
  const rate = intensityOf(scenario, id, stream, meanRate(stream, scenario.mailboxes) ?? 1);
  switch (arrivals.process) {
    case 'poisson':
      return new PoissonArrivals(rate, seed, id);
    case 'renewal':
      return new RenewalArrivals(rate, compileDistribution(arrivals.interarrival), seed, id);
    case 'mmpp':
      return new BurstyArrivals(rate, arrivals, seed, id);
    case 'trace':
      return new TraceArrivals(arrivals);
  }
}

/** A stream's rate over the run: mean × profile × its spikes. */
function intensityOf(scenario: Scenario, id: string, stream: Stream, mean: number): Intensity {
  const { durationS, startsAt } = scenario.run;
  const { week, startS } = shapeOfRun(stream.profile, startsAt);
  const steps: [number, number][] = [];
  for (let at = 0; at < durationS; at = (Math.floor((startS + at) / 3600) + 1) * 3600 - startS) {
    const rate = mean * week[Math.floor((startS + at) / 3600) % week.length];
    if (steps.length === 0 || steps[steps.length - 1][1] !== rate) steps.push([at, rate]);
  }
  return new Intensity(steps, rampsOf(scenario, id));
}
