import { routesOf } from '../../scenario/routes.ts';
import type { Stream } from '../../scenario/schema/mail.ts';
import type { Design } from '../../scenario/schema/design.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import type { Stage } from '../../scenario/schema/tier.ts';
import { HOPS } from '../../scenario/words.ts';
import { serverModel } from '../../parts/catalog/catalog.ts';
import { capped, momentsOf, plus, sometimes, times, ZERO } from './moments.ts';
import type { Moments } from './moments.ts';

/** What one session of a stream asks of a tier on its route. */
export interface Visit {
  readonly tier: string;
  /** Sessions here for each session that the stream's senders open. */
  readonly perSession: number;
  /** CPU of a session here, on a core of this design [s]. */
  readonly cpu: Moments;
  /** What a session holds its slot for beside CPU: waits and disk [s]. */
  readonly hold: Moments;
  /** The same of one message that passes all stages, from its session's beginning [s]. */
  readonly passingCpu: Moments;
  readonly passingHold: Moments;
  /** Time that such a message is kept once it has been accepted [s]. */
  readonly keptS: Moments;
}

/** The visits of a session of a stream along its route, each thinned by the verdicts before it. */
export function visitsOf(scenario: Scenario, design: Design, stream: Stream): Visit[] {
  const route = routesOf(scenario)[stream.direction] ?? [];
  const messages = Math.max(1, momentsOf(stream.messagesPerSession).mean);
  const filtered = filteredShare(design, stream);
  // A session whose every message was filtered upstream does not come.
  let sessions = 1 - filtered;
  let carried = messages;
  return route.map((tier, hop) => {
    const places = HOPS.filter(
      (place) => (place === 'first' && hop === 0) || (place === 'last' && hop === route.length - 1),
    );
    const here = places.length > 0 ? places : (['middle'] as const);
    const stages = scenario.tiers[tier].stages.filter(
      (stage) =>
        stage.enabled &&
        stage.classes.includes(stream.class) &&
        stage.directions.includes(stream.direction) &&
        (stage.streams?.some((id) => scenario.streams[id] === stream) ?? true) &&
        stage.hops.some((place) => (here as readonly string[]).includes(place)),
    );
    const rates = ratesOf(design, tier);
    const before = stages.filter(({ after }) => after === undefined);
    const opening = sectionOf(before, 'session', stream, rates);
    const each = sectionOf(before, 'message', stream, rates);
    const later = sectionOf(
      stages.filter(({ after }) => after !== undefined),
      'message',
      stream,
      rates,
    );
    const visit: Visit = {
      tier,
      perSession: sessions,
      cpu: plus(opening.cpu, times(sometimes(each.cpu, opening.passing), carried)),
      hold: plus(opening.hold, times(sometimes(each.hold, opening.passing), carried)),
      // On average half of the other messages of its session come before it.
      passingCpu: plus(opening.passingCpu, each.passingCpu, times(each.cpu, (carried - 1) / 2)),
      passingHold: plus(opening.passingHold, each.passingHold, times(each.hold, (carried - 1) / 2)),
      keptS: later.passingHold,
    };
    // From tier to tier each message has a session of its own.
    sessions *= carried * opening.passing * each.passing * later.passing;
    carried = 1;
    return visit;
  });
}

/** Share of a stream's messages that the service upstream removes. */
export function filteredShare(design: Design, stream: Stream): number {
  const { saas } = design;
  if (saas === null || stream.direction !== 'inbound') return 0;
  return Math.min(1, (saas.removes[stream.class] ?? 0) + (stream.class === 'ham' ? saas.falsePositive : 0));
}

interface Rates {
  /** Reference-core seconds per second on a core of this design. */
  readonly speed: number;
  /** Time of a disk operation [s]. */
  readonly diskS: number;
}

interface Section {
  readonly cpu: Moments;
  readonly hold: Moments;
  readonly passingCpu: Moments;
  readonly passingHold: Moments;
  /** Share that no stage ends. */
  readonly passing: number;
}

/** Speed of a tier's cores and disks: its server model, less what a hypervisor takes. */
export function ratesOf(design: Design, tier: string): Rates {
  const pool = design.pools[design.tiers[tier].pool];
  const { hypervisor, disk, model } = pool;
  return {
    speed: serverModel(model).relativeCoreSpeed / (1 + (hypervisor?.cpuOverhead ?? 0)),
    diskS: (disk.opMs / 1000) * (1 + (hypervisor?.ioOverhead ?? 0)),
  };
}

/** The stages of a section, from the last to the first: what comes after a verdict is done only where it passes. */
function sectionOf(stages: readonly Stage[], per: Stage['per'], stream: Stream, { speed, diskS }: Rates): Section {
  let rest: Section = { cpu: ZERO, hold: ZERO, passingCpu: ZERO, passingHold: ZERO, passing: 1 };
  for (const stage of stages.toReversed()) {
    if (stage.per !== per) continue;
    const ms = plus(
      momentsOf(stage.cpuMs),
      stage.cpuMsPerKB === 0 ? ZERO : times(capped(stream.sizeKB, stage.cpuMaxKB ?? Infinity), stage.cpuMsPerKB),
      stage.cpuMsPerRecipient === 0 ? ZERO : times(momentsOf(stream.recipients), stage.cpuMsPerRecipient),
    );
    const cpu = sometimes(times(ms, 1 / (1000 * speed)), stage.share);
    const wait = plus(times(momentsOf(stage.waitMs), 0.001), { mean: stage.diskOps * diskS, variance: 0 });
    const hold = sometimes(wait, stage.share);
    const verdict = stage.verdicts[stream.class];
    const ends = verdict ? verdict.reject + verdict.defer + verdict.quarantine + verdict.drop : 0;
    const passing = 1 - stage.share * ends;
    // Who passes a stage that always ends whom it applies to was not one of them.
    const appliesToPassing = passing > 0 ? (stage.share * (1 - ends)) / passing : 0;
    rest = {
      cpu: plus(cpu, sometimes(rest.cpu, passing)),
      hold: plus(hold, sometimes(rest.hold, passing)),
      passingCpu: plus(sometimes(times(ms, 1 / (1000 * speed)), appliesToPassing), rest.passingCpu),
      passingHold: plus(sometimes(wait, appliesToPassing), rest.passingHold),
      passing: passing * rest.passing,
    };
  }
  return rest;
}
