import type { Interruption, Journey, JourneyNames, Phase, Reason, Segment } from '../../sim/measure/journeys.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { duration } from './clock.ts';
import { countOf, list, say, seconds, shortList } from './numbers.ts';
import { tierName } from './facts.ts';
import { duringWords } from './journeyIncidents.ts';

/** What sentences about journeys need to know beside the journey. */
export interface JourneyContext {
  readonly scenario: Scenario;
  readonly design: string;
  readonly names: JourneyNames;
  readonly interruptions: readonly Interruption[];
}

/** What bars and columns call each phase. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  earlier: 'Before it was traced',
  filter: 'Filter service',
  backlog: 'Waiting for a slot',
  turn: 'Waiting for its turn',
  tarpit: 'Slow greeting',
  cpu: 'CPU',
  standstill: 'Machine stands still',
  wait: 'Wait of a stage',
  disk: 'Disk',
  retry: 'At its sender',
  resend: 'At the filter service again',
  hold: 'Held after acceptance',
  spool: 'Waiting in a spool',
  stranded: 'Spool is down',
  agent: 'Waiting for an agent',
  remote: 'Remote server',
};

/** A cause of time, with all that a journey spent on it. */
export interface Share {
  readonly id: string;
  readonly phase: Phase;
  readonly s: number;
  /** What it was, to stand after the time: “at its sender, …”. */
  readonly words: string;
}

/** A time as sentences have it. */
export function time(s: number): string {
  return s >= 120 ? duration(s) : say(seconds(s));
}

/** What a message did from its first attempt to its end, by cause, the longest first. They add up to what it took. */
export function sharesOf(journey: Journey, context: JourneyContext): Share[] {
  const groups = new Map<string, Segment[]>();
  for (const segment of journey.segments) {
    const id = groupOf(segment);
    groups.set(id, [...(groups.get(id) ?? []), segment]);
  }
  const shares: Share[] = [];
  for (const [id, segments] of groups) {
    const whole = segments.reduce((sum, { from, to }) => sum + (to - from), 0);
    const own = segments.reduce((sum, { ownS }) => sum + ownS, 0);
    const { phase } = segments[0] ?? { phase: 'earlier' };
    if (phase !== 'cpu' && phase !== 'disk') {
      shares.push({ id, phase, s: whole, words: wordsOf(phase, segments, context) });
      continue;
    }
    const shared = Math.max(0, whole - own);
    shares.push({ id, phase, s: whole - shared, words: wordsOf(phase, segments, context) });
    const others = phase === 'cpu' ? 'short of CPU beside other work' : 'behind other work at the disk';
    const slow = duringWords(segments, context);
    if (shared > 0)
      shares.push({ id: `${id}/shared`, phase, s: shared, words: `${others} ${placeOf(segments, context)}${slow}` });
  }
  return shares.sort((a, b) => b.s - a.s);
}

/** From this share on a cause is named; at most so many are. */
const WORTH = 0.01;
const MOST = 4;

/** The journey in one sentence, without its subject: “took 41 min: 38 min at its sender, …”. */
export function journeySentence(journey: Journey, context: JourneyContext): string {
  const took = journey.endedAt - journey.firstAt;
  const shares = sharesOf(journey, context);
  const named = shares.filter(({ s }, i) => i < MOST && (i === 0 || s >= WORTH * took));
  const rest = shares.slice(named.length).reduce((sum, { s }) => sum + s, 0);
  const parts = named.map(({ s, words }) => `${time(s)} ${words}`);
  if (rest > 0) parts.push(`${time(rest)} for the rest`);
  const what = parts.length === 0 ? '' : `: ${parts.join('; ')}`;
  return `${endWords(journey)}${what}.`;
}

/** What became of it, with the time it took. */
export function endWords({
  fate,
  firstAt,
  endedAt,
  tries,
}: Pick<Journey, 'fate' | 'firstAt' | 'endedAt' | 'tries'>): string {
  const after = time(endedAt - firstAt);
  switch (fate) {
    case 'delivered':
      return `took ${after}`;
    case 'gaveUp':
      return `was given up after ${after} and ${countOf(tries, 'try', 'tries')}`;
    case 'lost':
      return `was lost with a machine’s memory after ${after}`;
    case 'underWay':
      return `had not arrived when the run ended, after ${after}`;
    case 'rejected':
    case 'quarantined':
    case 'dropped':
      return `was ${fate} after ${after}`;
  }
}

/** What came of a message of which only that is known. */
export function outcomeWords({ fate, tookS }: { fate: Journey['fate']; tookS: number }): string {
  if (fate === 'delivered') return time(tookS);
  if (fate === 'underWay') return Number.isNaN(tookS) ? 'not by the end' : `over ${time(tookS)}`;
  return fate === 'gaveUp' ? 'given up' : fate;
}

/** The same in a sentence, without its subject. */
export function outcomeSentence(outcome: { fate: Journey['fate']; tookS: number }): string {
  if (outcome.fate === 'delivered') return `took ${time(outcome.tookS)}`;
  return outcome.fate === 'underWay' ? 'had not arrived when the run ended' : `was ${outcomeWords(outcome)}`;
}

function groupOf({ phase, tier }: Segment): string {
  // What a sender does is one thing whatever the place; waits in a spool are told apart by what would not take the message.
  return phase === 'retry' || phase === 'resend' || phase === 'filter' || phase === 'earlier'
    ? phase
    : `${phase}/${tier}`;
}

/** The tier of some segments, as “in Gateway”. */
function placeOf(segments: readonly Segment[], { scenario, names }: JourneyContext): string {
  const tier = names.tiers[segments[0]?.tier ?? -1];
  return tier === undefined ? '' : `in ${tierName(scenario, tier)}`;
}

function wordsOf(phase: Phase, segments: readonly Segment[], context: JourneyContext): string {
  const place = placeOf(segments, context);
  const machines = shortList([...new Set(segments.map(({ instance }) => context.names.instances[instance]?.id ?? ''))]);
  const during = duringWords(segments, context);
  switch (phase) {
    case 'earlier':
      return 'before its first trouble, from which on it was traced';
    case 'filter':
      return `with the filter service upstream${during}`;
    case 'backlog':
      return `waiting for a slot ${place}${during}`;
    case 'turn':
      return `waiting for other messages of its session ${place}`;
    case 'tarpit':
      return `greeted slowly ${place}, whose spool was full`;
    case 'cpu':
      return `of CPU work ${place}${during}`;
    case 'standstill':
      return `while ${machines} stood still at the end of a migration`;
    case 'wait':
      return `in waits of ${stagesOf(segments, context)} ${place}${during}`;
    case 'disk':
      return `of disk operations ${place}`;
    case 'retry':
      return `at its sender, after ${putOffWords(segments, context)}`;
    case 'resend':
      return `at the filter service, which has it from its sender, after ${putOffWords(segments, context)}`;
    case 'hold':
      return `held for ${stagesOf(segments, context)} after acceptance ${place}${during}`;
    case 'spool':
      return `in a spool for another try, after ${putOffWords(segments, context)}`;
    case 'stranded':
      return `in the spool of ${machines}, which was down`;
    case 'agent':
      return `waiting for a delivery agent ${place}`;
    case 'remote':
      return 'while the remote server took it';
  }
}

/** The stages that some waits were for, the longest first. */
function stagesOf(segments: readonly Segment[], { names }: JourneyContext): string {
  const byStage = new Map<string, number>();
  for (const { stage, from, to } of segments) {
    const id = names.stages[stage]?.id ?? 'a stage';
    byStage.set(id, (byStage.get(id) ?? 0) + to - from);
  }
  return shortList([...byStage].sort(([, a], [, b]) => b - a).map(([id]) => `“${id}”`));
}

const REASON_WORDS: Readonly<Record<Reason, readonly [one: string, several: string]>> = {
  none: ['a refusal', 'refusals'],
  noMachine: ['a refusal as no machine worked', 'refusals as no machine worked'],
  machineDown: ['a refusal by a dead machine', 'refusals by dead machines'],
  backlogFull: ['a refusal for want of slots and backlog', 'refusals for want of slots and backlog'],
  backPressure: ['a refusal under back pressure', 'refusals under back pressure'],
  patience: ['losing patience in the backlog', 'times losing patience in the backlog'],
  broken: ['its session broke with its machine', 'sessions that broke with their machine'],
  deferred: ['a temporary rejection', 'temporary rejections'],
  spoolFull: ['a full spool', 'full spools'],
  remote: ['a deferral by the remote server', 'deferrals by the remote server'],
  holderDown: ['the machine that passed it on died', 'deaths of the machine that passed it on'],
};

/** Why a message was put off, how often, and which machines of that tier were down at the time. */
export function putOffWords(segments: readonly Segment[], context: JourneyContext): string {
  const byReason = new Map<string, Segment[]>();
  for (const segment of segments) {
    const stage = context.names.stages[segment.stage]?.id;
    const key = segment.reason === 'deferred' && stage !== undefined ? `deferred/${stage}` : segment.reason;
    byReason.set(key, [...(byReason.get(key) ?? []), segment]);
  }
  const reasons = [...byReason].map(([key, of]) => {
    const [reason = 'none', stage] = key.split('/');
    const [one, several] = REASON_WORDS[reason as Reason];
    const what = of.length === 1 ? one : `${of.length} ${several}`;
    return stage === undefined ? what : `${what} by “${stage}”`;
  });
  const down = segments.map((segment) => downAt(segment, context));
  const withDown = down.filter((names) => names.length > 0).length;
  if (withDown === 0) return list(reasons);
  const machines = shortList([...new Set(down.flat())]);
  const often = withDown === segments.length ? '' : `${withDown} of them `;
  return `${list(reasons)}, ${often}while ${machines} ${new Set(down.flat()).size === 1 ? 'was' : 'were'} down`;
}

/** The machines of a segment's tier that were out when it began. */
export function downAt({ tier, from }: Segment, { names, interruptions }: JourneyContext): string[] {
  const down = interruptions.filter(
    (out) => out.kind === 'outage' && names.instances[out.instance]?.tier === tier && out.from <= from && from < out.to,
  );
  return [...new Set(down.map(({ instance }) => names.instances[instance]?.id ?? ''))];
}
