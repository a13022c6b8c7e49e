import type { Incident } from './schema/incident.ts';

/** When an incident is over by itself [s]: for marks on charts. Incidents that strike once end where they begin; what they do lasts longer. */
export function endOfIncident(incident: Incident): number {
  switch (incident.kind) {
    case 'spike':
      return incident.atS + incident.rampS + incident.holdS + incident.decayS;
    case 'surgeAfterOutage':
      return incident.atS + incident.outageS + incident.drainS;
    case 'saasOutage':
      return incident.atS + incident.holdS + (incident.effect === 'waits' ? incident.drainS : 0);
    case 'dnsSlow':
    case 'signatureUpdate':
    case 'storageSlow':
      return incident.atS + incident.holdS;
    case 'hostFailure':
    case 'rackFailure':
    case 'instanceFailure':
    case 'migrate':
    case 'maintenance':
    case 'parameter':
      return incident.atS;
  }
}
