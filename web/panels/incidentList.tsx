import { zoomTo } from '../state/view.ts';
import { moment, startOf } from '../words/clock.ts';
import type { Scenario } from '../words/scenarioTypes.ts';
import { endOf, incidentWords, incidentsOf } from './incidents.ts';

/** The numbered marks on the charts, in words; each zooms all charts to itself. */
export function IncidentList({ scenario }: { scenario: Scenario }) {
  const incidents = incidentsOf(scenario);
  if (incidents.length === 0) return null;
  const { startsAt, durationS, sampleS } = scenario.run;
  return (
    <ol class="incidents" aria-label="Incidents, marked on the charts">
      {incidents.map((incident, i) => {
        const length = Math.max(endOf(incident) - incident.atS, sampleS);
        return (
          <li key={incident.id}>
            <button
              type="button"
              onClick={() => {
                zoomTo(incident.atS - length, incident.atS + 2 * length, durationS, sampleS * 4);
              }}
            >
              <span class="flag" aria-hidden="true">
                {i + 1}
              </span>
              <strong>{moment(startOf(startsAt) + incident.atS, durationS)}</strong> {incident.name ?? incident.id}:{' '}
              {incidentWords(scenario, incident)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
