import type { IncidentResult } from '../../sim/measure/result.ts';
import { isNoticed, isSame } from './compare.ts';
import { figuresOf } from './comparison.ts';
import { failed, hamStreams, headlineStream, streamName, total } from './facts.ts';
import type { DesignFacts, Facts } from './facts.ts';
import { breaks, span } from './happenings.ts';
import { count, countOf, energy, list, percent, say, seconds } from './numbers.ts';
import type { Scenario } from './scenarioTypes.ts';
import { standingOf } from './standing.ts';

/** A design beside the baseline, in sentences computed from their numbers. */
export function comparedWords(facts: Facts, mine: DesignFacts, base: DesignFacts): string[] {
  const { scenario, designs } = facts;
  return [
    energyWords(mine, base),
    deliveryWords(scenario, designs, mine, base),
    ...incidentWords(scenario, mine, base),
    lossWords(scenario, mine, base),
    balanceWords(facts, mine, base),
  ].filter((sentence) => sentence !== '');
}

function energyWords(mine: DesignFacts, base: DesignFacts): string {
  const [a, b] = [mine.result.energy.facilityKWh, base.result.energy.facilityKWh];
  if (!(b > 0)) return '';
  if (isSame(a, b)) return `${mine.name} used about as much energy as ${base.name}.`;
  return `${mine.name} used ${percent(Math.abs(1 - a / b))} ${a < b ? 'less' : 'more'} energy than ${base.name} (${say(energy(a))} against ${say(energy(b))}).`;
}

function deliveryWords(
  scenario: Scenario,
  designs: readonly DesignFacts[],
  mine: DesignFacts,
  base: DesignFacts,
): string {
  const stream = headlineStream(scenario, designs);
  if (stream === undefined) return '';
  const [a, b] = [mine, base].map(({ result }) => result.streams[stream]?.deliveryS.p95 ?? null);
  if (a === null || b === null || a === undefined || b === undefined) return '';
  const what = `“${streamName(scenario, stream)}”`;
  if (a === b) return `It delivered ${what} as fast at p95.`;
  const unnoticed = isNoticed(a, b) ? '' : ', which nobody would notice';
  return `It delivered ${what} ${say(seconds(Math.abs(a - b)))} ${a > b ? 'later' : 'earlier'} at p95${unnoticed}.`;
}

/** How soon each was back after what happened to it; what happened to both at once in its own way is told together. */
function incidentWords(scenario: Scenario, mine: DesignFacts, base: DesignFacts): string[] {
  return mine.result.incidents.flatMap((effect) => {
    const other = counterpart(effect, mine, base);
    if (other === undefined) return [];
    const told = breaks(effect) ? restoredWords(effect, other) : drainedWords(effect, other);
    if (told === undefined) return [];
    const [a, b] = [effect, other].map(({ id }) => scenario.incidents.find((one) => one.id === id)?.name ?? id);
    return a === b
      ? [`After “${a}” ${mine.name} ${told.verb} ${told.mine}, ${base.name} ${told.base}.`]
      : [`After “${a}” ${mine.name} ${told.verb} ${told.mine}; after “${b}” ${base.name} ${told.verb} ${told.base}.`];
  });
}

/** The same incident in the other design; where it befell only this one, what of that kind befell the other at the same moment. */
function counterpart(effect: IncidentResult, mine: DesignFacts, base: DesignFacts): IncidentResult | undefined {
  const same = base.result.incidents.find(({ id }) => id === effect.id);
  if (same !== undefined) return same;
  const isAlike = (one: IncidentResult): boolean => one.kind === effect.kind && one.atS === effect.atS;
  const [ours, theirs] = [mine, base].map(({ result }, i) =>
    result.incidents.filter(
      (one) => isAlike(one) && !(i === 0 ? base : mine).result.incidents.some(({ id }) => id === one.id),
    ),
  );
  // Of two at once nobody could tell which answers to which.
  return ours?.length === 1 && theirs?.length === 1 ? theirs[0] : undefined;
}

interface Told {
  readonly verb: string;
  readonly mine: string;
  readonly base: string;
}

function restoredWords({ restoredS: a }: IncidentResult, { restoredS: b }: IncidentResult): Told | undefined {
  if (a === b) return undefined;
  const after = (s: number | null): string =>
    s === null ? 'not before the end' : s === 0 ? 'at once' : `after ${span(s)}`;
  return { verb: 'was back', mine: after(a), base: after(b) };
}

function drainedWords({ drainedS: a }: IncidentResult, { drainedS: b }: IncidentResult): Told | undefined {
  if (a === b || (a !== null && b !== null && !isNoticed(a, b))) return undefined;
  const after = (s: number | null): string => (s === null ? 'not before the end' : `after ${span(s)}`);
  return { verb: 'had its queues back to normal', mine: after(a), base: after(b) };
}

function lossWords(scenario: Scenario, mine: DesignFacts, base: DesignFacts): string {
  const ham = hamStreams(scenario);
  const [a = 0, b = 0] = [mine, base].map(({ result }) => total(result, ham, failed));
  if (a === b) return '';
  return `${mine.name} lost ${a === 0 ? 'no wanted message' : countOf(a, 'wanted message')}, ${base.name} ${b === 0 ? 'none' : count(b)}.`;
}

/** Which of the two is better on what. */
function balanceWords(facts: Facts, mine: DesignFacts, base: DesignFacts): string {
  const figures = figuresOf(facts).map((figure) => ({ figure, ...standingOf(figure, mine, base).delta }));
  const of = (wanted: string): string[] =>
    figures.filter(({ verdict }) => verdict === wanted).map(({ figure }) => figure.short);
  const [better, worse, same] = [of('better'), of('worse'), of('the same')];
  if (better.length + worse.length === 0) return 'On every figure below the two are about the same.';
  const parts = [
    better.length === 0 ? 'better on nothing' : `better on ${list(better)}`,
    worse.length === 0 ? 'worse on nothing' : `worse on ${list(worse)}`,
    ...(same.length === 0 ? [] : [`about the same on ${same.length === 1 ? 'one' : same.length} more`]),
  ];
  return `All in all ${mine.name} is ${parts.join('; ')}.`;
}
