import type { IncidentResult } from '../../sim/measure/result.ts';
import { endOfIncident } from '../../sim/scenario/incidentTimes.ts';
import { dayAndTime, duration, startOf } from './clock.ts';
import type { DesignFacts, Facts } from './facts.ts';
import { streamName, tierName } from './facts.ts';
import { count, energy, list, say, seconds } from './numbers.ts';
import type { Incident, Scenario } from './scenarioTypes.ts';

/** What incidents did to each design, in words computed from the numbers. */

/** Sentences beneath the headline at most: the incidents that broke most come first. */
const MOST = 3;

/** A length of time as people say it: whole seconds below two minutes, then minutes and hours. */
export function span(s: number): string {
  if (s < 0.5) return 'less than a second';
  const step = s < 10 ? 0.1 : s < 600 ? 1 : 60;
  return duration(Math.round(s / step) * step);
}

/** Open incidents are looked at so often [s]: sooner after their end than this is at once. */
const LOOK_S = 5;

/** What an incident did to one design, in one sentence of phrases. */
export function effectWords(effect: IncidentResult, incident: Incident): string {
  const { detectedS, deferred, lost, longestDelayS, energyKWh, drainedS } = effect;
  const isBrief = drainedS !== null && drainedS < 1;
  const phrases = [
    detectedS === null ? '' : `noticed after ${span(detectedS)}`,
    ...recoveryWords(effect, incident),
    deferred === 0
      ? 'nobody was turned away'
      : `${count(deferred)} ${deferred === 1 ? 'try was' : 'tries were'} turned away`,
    lost === 0
      ? 'no machine took mail with it'
      : `${count(lost)} ${lost === 1 ? 'message was' : 'messages were'} lost with a machine`,
    longestDelayS > 0 ? `the longest delivery took ${say(seconds(longestDelayS))}` : '',
    isBrief ? '' : `the hosts used ${say(energy(energyKWh))} ${drainedS === null ? 'by then' : 'in that time'}`,
  ].filter((phrase) => phrase !== '');
  const text = list(phrases);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function recoveryWords({ restoredS, drainedS }: IncidentResult, incident: Incident): string[] {
  const queues =
    drainedS === null
      ? 'queues were still longer than before when the run ended'
      : drainedS < 1
        ? 'queues did not grow'
        : `queues were back to what they were ${afterWords(drainedS, incident)}`;
  if (breaks(incident)) {
    if (restoredS === 0) return ['no machine went down', queues];
    const again =
      restoredS === null
        ? 'some machines were still down when the run ended'
        : `all machines worked again after ${span(restoredS)}`;
    return [again, queues];
  }
  if (restoredS === null) return ['not over when the run ended', queues];
  if (incident.kind === 'migrate' && restoredS < 0.5) return ['nothing moved', queues];
  return takesItsTime(incident) ? [`done after ${span(restoredS)}`, queues] : [queues];
}

/** How long after the beginning, or, of something that lasts, after its end. */
function afterWords(s: number, incident: Incident): string {
  const lasts = endOfIncident(incident) - incident.atS;
  if (lasts === 0) return `after ${span(s)}`;
  return s - lasts <= LOOK_S ? 'as soon as it was over' : `${span(s - lasts)} after it was over`;
}

/** Whether it shows only in the run how long an incident lasts. */
function takesItsTime({ kind }: Incident): boolean {
  return kind === 'maintenance' || kind === 'migrate';
}

/** A sentence for each of the incidents that mattered most: how soon each design served again, or how long its queues took. */
export function incidentVerdicts({ scenario, designs }: Facts): string[] {
  const told = scenario.incidents.flatMap((incident) => {
    const hit = designs.flatMap((design) => {
      const effect = design.result.incidents.find(({ id }) => id === incident.id);
      return effect === undefined ? [] : [{ design, effect }];
    });
    if (hit.length === 0) return [];
    const sentence = verdictOf(scenario, incident, hit);
    return sentence === '' ? [] : [{ incident, sentence, weight: weightOf(hit) }];
  });
  const kept = told.sort((a, b) => b.weight - a.weight).slice(0, MOST);
  return kept.sort((a, b) => a.incident.atS - b.incident.atS).map(({ sentence }) => sentence);
}

interface Hit {
  readonly design: DesignFacts;
  readonly effect: IncidentResult;
}

/** Lost mail weighs most, then mail turned away, then time. */
function weightOf(hits: readonly Hit[]): number {
  return hits.reduce(
    (sum, { effect }) =>
      sum + effect.lost * 1e6 + effect.deferred * 1e2 + (effect.restoredS ?? 1e5) + (effect.drainedS ?? 1e5),
    0,
  );
}

function verdictOf(scenario: Scenario, incident: Incident, hits: readonly Hit[]): string {
  const when = dayAndTime(startOf(scenario.run.startsAt) + incident.atS);
  const what = `After ${nameOf(scenario, incident)} (${when})`;
  const mail = mailSentence(hits);
  const busy = hits.some(({ effect }) => effect.deferred > 0 || effect.lost > 0 || effect.drainedS === null);
  if (!busy && !breaks(incident) && incident.kind !== 'maintenance') return '';
  // Designs that fared alike are named together.
  const groups = new Map<string, string[]>();
  for (const { design, effect } of hits) {
    const how = breaks(incident) ? failureWords(effect) : lastingWords(effect, incident);
    groups.set(how, [...(groups.get(how) ?? []), design.name]);
  }
  const parts = [...groups].map(([how, names]) => `${list(names)} ${how}`);
  return `${what}, ${parts.join(', ')}.${mail}`;
}

function failureWords({ restoredS }: IncidentResult): string {
  if (restoredS === 0) return 'served on without a break';
  return restoredS === null
    ? 'still missed machines when the run ended'
    : `had all machines at work again after ${span(restoredS)}`;
}

function lastingWords({ restoredS, drainedS }: IncidentResult, incident: Incident): string {
  if (incident.kind === 'maintenance')
    return restoredS === null ? 'was not done when the run ended' : `was done after ${span(restoredS)}`;
  return drainedS === null
    ? 'still had longer queues than before when the run ended'
    : `had short queues again ${afterWords(drainedS, incident)}`;
}

/** What the mail felt of it. */
function mailSentence(hits: readonly Hit[]): string {
  const losers = hits.filter(({ effect }) => effect.lost > 0);
  const turned = hits.filter(({ effect }) => effect.deferred > 0);
  if (losers.length > 0) {
    return ` Lost with a machine: ${list(losers.map(({ design, effect }) => `${count(effect.lost)} ${effect.lost === 1 ? 'message' : 'messages'} with ${design.name}`))}.`;
  }
  if (turned.length > 0) {
    return ` Turned away: ${list(turned.map(({ design, effect }) => `${count(effect.deferred)} ${effect.deferred === 1 ? 'try' : 'tries'} with ${design.name}`))}; no machine took mail with it.`;
  }
  return ' No mail was turned away or lost.';
}

/** Whether an incident takes machines down by itself. */
export function breaks({ kind }: { readonly kind: string }): boolean {
  return kind === 'hostFailure' || kind === 'rackFailure' || kind === 'instanceFailure';
}

/** An incident as a noun. */
function nameOf(scenario: Scenario, incident: Incident): string {
  const pool = (id: string): string => (id === '*' ? 'in every pool' : `of pool ${id}`);
  switch (incident.kind) {
    case 'hostFailure':
      return `the death of host ${incident.host} ${pool(incident.pool)}`;
    case 'rackFailure':
      return `the failure of rack ${incident.rack} ${pool(incident.pool)}`;
    case 'instanceFailure':
      return `the crash of machine ${incident.instance} of ${tierName(scenario, incident.tier)}`;
    case 'maintenance':
      return `the start of the maintenance of ${incident.hosts === 1 ? 'a host' : `${incident.hosts} hosts`} ${pool(incident.pool)}`;
    case 'spike':
      return `the rise of “${streamName(scenario, incident.stream)}”`;
    case 'surgeAfterOutage':
      return `the outage of the senders of “${streamName(scenario, incident.stream)}”`;
    case 'saasOutage':
      return 'the outage of the filter service';
    case 'migrate':
      return `the move of machine ${incident.instance} of ${tierName(scenario, incident.tier)}`;
    case 'dnsSlow':
    case 'signatureUpdate':
    case 'storageSlow':
    case 'parameter':
      return `“${incident.name ?? incident.id}”`;
  }
}

/** Whether a scenario has incidents that some design felt, so that there is something to tell. */
export function hasIncidents({ designs }: Facts): boolean {
  return designs.some(({ result }) => result.incidents.length > 0);
}
