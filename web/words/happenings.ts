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
function span(s: number): string {
  return s < 0.5 ? 'less than a second' : duration(s < 10 ? Math.round(s * 10) / 10 : Math.round(s));
}

/** The incident of a scenario by its id. */
function incidentOf(scenario: Scenario, id: string): Incident | undefined {
  return scenario.incidents.find((incident) => incident.id === id);
}

/** What an incident did to one design, in a list of phrases; `runS`: how much of the run came after its beginning [s]. */
export function effectWords(effect: IncidentResult, incident: Incident): string {
  const { detectedS, restoredS, drainedS, deferred, lost, longestDelayS, energyKWh } = effect;
  const isFailure = breaks(incident);
  const lasts = endOfIncident(incident) - incident.atS;
  const phrases = [
    detectedS === null ? '' : `noticed after ${span(detectedS)}`,
    isFailure && restoredS === 0
      ? 'no machine went down'
      : restoredS === null
        ? 'not over when the run ended'
        : isFailure
          ? `all machines worked again after ${span(restoredS)}`
          : restoredS > lasts + 1 || incident.kind === 'maintenance' || incident.kind === 'migrate'
            ? `over after ${span(restoredS)}`
            : '',
    drainedS === null
      ? 'queues had not gone back to what they were when the run ended'
      : `queues were back to what they were after ${span(drainedS)}`,
    deferred === 0
      ? 'nobody was turned away'
      : `${count(deferred)} ${deferred === 1 ? 'try was' : 'tries were'} turned away`,
    lost === 0 ? 'no mail was lost' : `${count(lost)} ${lost === 1 ? 'message was' : 'messages were'} lost`,
    longestDelayS > 0 ? `the longest delivery took ${say(seconds(longestDelayS))}` : 'nothing was delivered meanwhile',
    `the hosts used ${say(energy(energyKWh))} until then`,
  ].filter((phrase) => phrase !== '');
  const text = list(phrases);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
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
  if (breaks(incident)) {
    const parts = hits.map(({ design: { name }, effect: { restoredS } }, i) => {
      if (restoredS === 0) return `${name} served on without a break`;
      if (restoredS === null) return `${name} was still without some machines when the run ended`;
      return i === 0 || hits[i - 1]?.effect.restoredS === 0 || hits[i - 1]?.effect.restoredS === null
        ? `${name} was whole again after ${span(restoredS)}`
        : `${name} after ${span(restoredS)}`;
    });
    return `${what} ${list(parts)}.${mail}`;
  }
  const busy = hits.filter(({ effect }) => effect.deferred > 0 || effect.lost > 0 || effect.drainedS === null);
  if (busy.length === 0 && incident.kind !== 'maintenance') return '';
  const parts = hits.map(({ design: { name }, effect: { restoredS, drainedS } }) => {
    if (incident.kind === 'maintenance')
      return restoredS === null
        ? `${name} was not done when the run ended`
        : `${name} was done after ${span(restoredS)}`;
    return drainedS === null
      ? `${name} still had longer queues when the run ended`
      : `${name} had its queues back to what they were after ${span(drainedS)}`;
  });
  return `${what} ${list(parts)}.${mail}`;
}

/** What the mail felt of it. */
function mailSentence(hits: readonly Hit[]): string {
  const losers = hits.filter(({ effect }) => effect.lost > 0);
  const turned = hits.filter(({ effect }) => effect.deferred > 0);
  if (losers.length > 0) {
    return ` Lost: ${list(losers.map(({ design, effect }) => `${count(effect.lost)} ${effect.lost === 1 ? 'message' : 'messages'} with ${design.name}`))}.`;
  }
  if (turned.length > 0) {
    return ` Turned away: ${list(turned.map(({ design, effect }) => `${count(effect.deferred)} ${effect.deferred === 1 ? 'try' : 'tries'} with ${design.name}`))}; nothing was lost.`;
  }
  return ' No mail was turned away or lost.';
}

/** Whether an incident takes machines down by itself. */
function breaks({ kind }: Incident): boolean {
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
      return `the start of maintenance of ${incident.hosts === 1 ? 'a host' : `${incident.hosts} hosts`} ${pool(incident.pool)}`;
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

/** What there is to say of an incident, if it is one of the scenario's. */
export function effectOf(scenario: Scenario, effect: IncidentResult): string {
  const incident = incidentOf(scenario, effect.id);
  return incident === undefined ? '' : effectWords(effect, incident);
}
