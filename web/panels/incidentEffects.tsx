import { designInk } from '../charts/palette.ts';
import { Swatch } from '../charts/swatch.tsx';
import { facts } from '../state/facts.ts';
import { ran } from '../state/runner.ts';
import { zoomTo } from '../state/view.ts';
import { seek, stop } from '../topology/playhead.ts';
import { moment, startOf } from '../words/clock.ts';
import type { Facts } from '../words/facts.ts';
import { effectWords, hasIncidents } from '../words/happenings.ts';
import type { Incident } from '../words/scenarioTypes.ts';
import { endOf, incidentWords, incidentsOf } from './incidents.ts';

/** So many incidents are shown before the others have to be asked for. */
const AT_ONCE = 8;

/** Every incident with what it did to each design, and the ways to its moment on the machines and on the charts. */
export function IncidentEffects() {
  const now = facts.value;
  if (now === undefined || now.scenario !== ran.value?.scenario || !hasIncidents(now)) return null;
  const all = incidentsOf(now.scenario);
  const cards = all.map((incident, i) => <Card key={incident.id} facts={now} incident={incident} number={i + 1} />);
  return (
    <section class="incident-effects" aria-labelledby="incidents-title">
      <h2 id="incidents-title">What the incidents did</h2>
      <ol>{cards.slice(0, AT_ONCE)}</ol>
      {cards.length > AT_ONCE && (
        <details class="numbers">
          <summary>{`${cards.length - AT_ONCE} more incidents`}</summary>
          <ol>{cards.slice(AT_ONCE)}</ol>
        </details>
      )}
    </section>
  );
}

function Card({
  facts: { scenario, designs },
  incident,
  number,
}: {
  facts: Facts;
  incident: Incident;
  number: number;
}) {
  const { startsAt, durationS, sampleS } = scenario.run;
  const name = incident.name ?? incident.id;
  const hit = designs.flatMap((design, index) => {
    const effect = design.result.incidents.find(({ id }) => id === incident.id);
    return effect === undefined ? [] : [{ design, index, effect }];
  });
  const zoom = (): void => {
    const restored = hit.map(({ effect }) => Math.max(effect.restoredS ?? 0, effect.drainedS ?? 0));
    const length = Math.max(endOf(incident) - incident.atS, sampleS * 4, ...restored);
    zoomTo(incident.atS - length / 2, incident.atS + length * 1.5, durationS, sampleS * 4);
    document.getElementById('charts-title')?.scrollIntoView({ block: 'start' });
  };
  return (
    <li class="incident-card">
      <div class="incident-head">
        <h3>
          <span class="flag" aria-hidden="true">
            {number}
          </span>
          {moment(startOf(startsAt) + incident.atS, durationS)} · {name}
        </h3>
        <p class="note">{incidentWords(scenario, incident)}</p>
        <span class="incident-ways">
          <button
            type="button"
            aria-label={`Show the machines at “${name}”`}
            onClick={() => {
              stop();
              seek(incident.atS);
              document.getElementById('topology-title')?.scrollIntoView({ block: 'start' });
            }}
          >
            Show the machines
          </button>
          <button type="button" aria-label={`Zoom the charts to “${name}”`} onClick={zoom}>
            Zoom the charts
          </button>
        </span>
      </div>
      <ul>
        {hit.map(({ design, index, effect }) => (
          <li key={design.id}>
            <strong class="design-name">
              <Swatch ink={designInk(index)} />
              {design.name}
            </strong>
            : {effectWords(effect, incident)}
          </li>
        ))}
        {hit.length === 0 && <li class="note">It has not begun yet, or no design has what it names.</li>}
      </ul>
    </li>
  );
}
