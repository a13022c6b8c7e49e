import type { Flag } from '../charts/draw.ts';
import { duration } from '../words/clock.ts';
import { streamName } from '../words/facts.ts';
import { plain } from '../words/numbers.ts';
import type { Incident, Scenario } from '../words/scenarioTypes.ts';

/** The incidents of a scenario in the order of their times. */
export function incidentsOf(scenario: Scenario): Incident[] {
  return [...scenario.incidents].sort((a, b) => a.atS - b.atS);
}

/** When an incident is over [s]. */
export function endOf({ atS, rampS, holdS, decayS }: Incident): number {
  return atS + rampS + holdS + decayS;
}

/** The marks of a scenario's incidents on its charts, numbered by time. */
export function flagsOf(scenario: Scenario): Flag[] {
  return incidentsOf(scenario).map((incident, i) => ({ number: i + 1, atS: incident.atS, endS: endOf(incident) }));
}

/** What happens in an incident, in words. */
export function incidentWords(scenario: Scenario, incident: Incident): string {
  const what = `“${streamName(scenario, incident.stream)}” × ${plain(incident.factor)}`;
  const whole = endOf(incident) - incident.atS;
  const edges = whole > incident.holdS ? `, ${duration(whole)} with rise and fall` : '';
  return `${what} for ${duration(incident.holdS)}${edges}`;
}
