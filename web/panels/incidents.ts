import { endOfIncident } from '../../sim/scenario/incidentTimes.ts';
import type { Flag } from '../charts/drawn.ts';
import { duration } from '../words/clock.ts';
import { designName, streamName, tierName } from '../words/facts.ts';
import { plain } from '../words/numbers.ts';
import type { Incident, Scenario } from '../words/scenarioTypes.ts';

/** The incidents of a scenario in the order of their times. */
export function incidentsOf(scenario: Scenario): Incident[] {
  return [...scenario.incidents].sort((a, b) => a.atS - b.atS);
}

/** When an incident is over [s]. */
export function endOf(incident: Incident): number {
  return endOfIncident(incident);
}

/** The marks of a scenario's incidents on its charts, numbered by time. */
export function flagsOf(scenario: Scenario): Flag[] {
  return incidentsOf(scenario).map((incident, i) => ({ number: i + 1, atS: incident.atS, endS: endOf(incident) }));
}

/** What happens in an incident, in words. */
export function incidentWords(scenario: Scenario, incident: Incident): string {
  const only =
    'design' in incident && incident.design !== undefined ? ` (only in ${designName(scenario, incident.design)})` : '';
  return `${whatHappens(scenario, incident)}${only}`;
}

function whatHappens(scenario: Scenario, incident: Incident): string {
  switch (incident.kind) {
    case 'spike': {
      const what = `“${streamName(scenario, incident.stream)}” × ${plain(incident.factor)}`;
      const whole = endOf(incident) - incident.atS;
      const edges = whole > incident.holdS ? `, ${duration(whole)} with rise and fall` : '';
      return `${what} for ${duration(incident.holdS)}${edges}`;
    }
    case 'surgeAfterOutage':
      return `no “${streamName(scenario, incident.stream)}” for ${duration(incident.outageS)}, then it comes within ${duration(incident.drainS)}`;
    case 'hostFailure':
      return `host ${incident.host} of ${poolWords(incident.pool)} dies`;
    case 'rackFailure':
      return `rack ${incident.rack} of ${poolWords(incident.pool)} dies`;
    case 'instanceFailure':
      return `machine ${incident.instance} of ${tierName(scenario, incident.tier)} crashes`;
    case 'migrate':
      return `machine ${incident.instance} of ${tierName(scenario, incident.tier)} moves${incident.to === undefined ? '' : ` to host ${incident.to}`}`;
    case 'maintenance':
      return `${incident.hosts === 1 ? `host ${incident.host}` : `${incident.hosts} hosts from ${incident.host} on`} of ${poolWords(incident.pool)} in maintenance, ${duration(incident.workS)} each`;
    case 'dnsSlow':
      return `waits of ${incident.stages.join(', ')} × ${plain(incident.factor)} for ${duration(incident.holdS)}`;
    case 'signatureUpdate':
      return `CPU work of ${incident.stages.join(', ')} × ${plain(incident.factor)} for ${duration(incident.holdS)}`;
    case 'storageSlow':
      return `disks of ${poolWords(incident.pool)} × ${plain(incident.factor)} slower for ${duration(incident.holdS)}`;
    case 'saasOutage':
      return `filter service out for ${duration(incident.holdS)}, mail ${incident.effect === 'waits' ? 'waits upstream' : 'comes unfiltered'}`;
    case 'parameter':
      return `${incident.pointer} becomes ${plain(incident.value)}`;
  }
}

function poolWords(pool: string): string {
  return pool === '*' ? 'every pool' : `pool ${pool}`;
}
