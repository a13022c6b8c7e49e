import { compileDistribution } from '../kernel/distributions.ts';
import { multiplierAt, shapeOfRun, HOURS_PER_WEEK } from '../parts/profiles.ts';
import { routesOf } from './routes.ts';
import { extraArea, rampsOf } from './ramps.ts';
import type { Stream } from './schema/mail.ts';
import type { Scenario } from './schema/scenario.ts';
import type { Stage } from './schema/tier.ts';
import { HOPS, type Hop } from './words.ts';

/**
 * How many events a run will take, before it is run: sessions × what each tier of their route does.
 *
 * A session costs one event to arrive. At each tier of its route, stages are done in order; CPU work that nothing interrupts is one event,
 * a wait is one, disk operations are one; a verdict ends the way for its share of the mail. Messages after the first of a session
 * repeat the message stages only. Retries are not counted, and queues do not change the number.
 */

/** More events than this are hours of computing. */
export const MAX_EVENTS = 2e9;

/** Events that a run of one design is expected to take. */
export function expectedEvents(scenario: Scenario, designId: string): number {
  if (!Object.hasOwn(scenario.designs, designId)) throw new RangeError(`unknown design: ${designId}`);
  const { durationS, startsAt } = scenario.run;
  const hours = Object.values(scenario.tiers).some(({ background }) => background !== null) ? durationS / 3600 : 0;
  let events = hours;
  for (const [id, stream] of Object.entries(scenario.streams)) {
    if (stream.arrivals.process === 'trace') {
      const rows = stream.arrivals.atS.filter((at) => at <= durationS).length;
      events += rows * eventsPerSession(scenario, stream);
      continue;
    }
    const shape = shapeOfRun(stream.profile, startsAt);
    const even = integral(durationS, (t) => multiplierAt(shape, t));
    const extra = rampsOf(scenario, id).reduce(
      (sum, ramp) => sum + extraArea(ramp, durationS) * multiplierAt(shape, Math.min(durationS, ramp[0]?.[0] ?? 0)),
      0,
    );
    events += sessionsPerS(stream, scenario.mailboxes) * Math.max(0, even + extra) * eventsPerSession(scenario, stream);
  }
  return events;
}

/** Events that all runs of a scenario are expected to take, or those of some of its designs: with every replication. */
export function expectedEventsOfAll(
  scenario: Scenario,
  designIds: readonly string[] = Object.keys(scenario.designs),
): number {
  return designIds.reduce((sum, id) => sum + expectedEvents(scenario, id), 0) * scenario.run.replications;
}

/** Mean rate of a stream's sessions, spikes aside [1/s]; of a trace over its own length. */
export function sessionsPerS({ arrivals }: Stream, mailboxes: number): number {
  if (arrivals.process === 'renewal') return 1 / compileDistribution(arrivals.interarrival).mean;
  if (arrivals.process === 'trace') return arrivals.atS.length / Math.max(1, arrivals.atS[arrivals.atS.length - 1]);
  return arrivals.perS ?? ((arrivals.perMailboxPerDay ?? 0) * mailboxes) / 86400;
}

/** The integral over the run of a function that is constant within hours and repeats weekly. */
function integral(durationS: number, f: (t: number) => number): number {
  const weekS = HOURS_PER_WEEK * 3600;
  const over = (to: number) => {
    let sum = 0;
    for (let t = 0; t < to; t += 3600) sum += f(t) * Math.min(3600, to - t);
    return sum;
  };
  const weeks = Math.floor(durationS / weekS);
  return (weeks > 0 ? weeks * over(weekS) : 0) + over(durationS - weeks * weekS);
}

function eventsPerSession(scenario: Scenario, stream: Stream): number {
  const route = routesOf(scenario)[stream.direction] ?? [];
  const messages = Math.max(1, compileDistribution(stream.messagesPerSession).mean);
  let sessions = 1;
  let carried = messages;
  let events = 1;
  route.forEach((tierId, i) => {
    const places = HOPS.filter((hop) => isPlace(hop, i, route.length));
    const serves = (stage: Stage) =>
      stage.enabled &&
      stage.directions.includes(stream.direction) &&
      stage.classes.includes(stream.class) &&
      (stage.streams?.some((id) => scenario.streams[id] === stream) ?? true) &&
      stage.hops.some((hop) => places.includes(hop));
    const stages = scenario.tiers[tierId].stages.filter(serves);
    const before = stages.filter(({ after }) => after === undefined);
    const opening = section(before, 'session', stream);
    const each = section(before, 'message', stream);
    // Whoever is kept after acceptance is kept once, however many stages do so.
    const kept = section(
      stages.filter(({ after }) => after !== undefined),
      'message',
      stream,
    );
    events +=
      sessions * opening.events + carried * opening.passing * (each.events + each.passing * Math.min(1, kept.events));
    carried *= opening.passing * each.passing * kept.passing;
    // Inner tiers get each message in a session of its own.
    sessions = carried;
  });
  const last = scenario.tiers[route[route.length - 1]];
  return events + (stream.direction === 'outbound' && last?.remote ? carried : 0);
}

function isPlace(hop: Hop, at: number, length: number): boolean {
  if (hop === 'first') return at === 0;
  if (hop === 'last') return at === length - 1;
  return at > 0 && at < length - 1;
}

/** Expected events of a section's stages, and the share that passes all of them. */
function section(stages: readonly Stage[], per: Stage['per'], stream: Stream): { events: number; passing: number } {
  let events = 0;
  let passing = 1;
  // Probability that CPU work has been gathered and not yet served.
  let gathered = 0;
  for (const stage of stages) {
    if (stage.per !== per) continue;
    const { share } = stage;
    const works = stage.cpuMs !== 0 || stage.cpuMsPerKB > 0 || stage.cpuMsPerRecipient > 0;
    const breaks = (stage.waitMs === 0 ? 0 : 1) + (stage.diskOps === 0 ? 0 : 1);
    const verdict = stage.verdicts[stream.class];
    const ends = verdict ? share * (verdict.reject + verdict.defer + verdict.quarantine + verdict.drop) : 0;
    // Where the stage applies, its own work is gathered with what was before.
    const gatheredHere = works ? 1 : gathered;
    events += passing * (share * breaks + (breaks > 0 ? share : ends) * gatheredHere);
    const keptHere = breaks > 0 ? 0 : (share - ends) * gatheredHere;
    passing *= 1 - ends;
    gathered = ends < 1 ? ((1 - share) * gathered + keptHere) / (1 - ends) : 0;
  }
  return { events: events + passing * gathered, passing };
}
