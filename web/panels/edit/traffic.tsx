import { scaleLinear } from 'd3';
import { useMemo } from 'preact/hooks';
import type { Incident, Spike } from '../../../sim/scenario/schema/incident.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { clockTicks } from '../../charts/clockTicks.ts';
import { streamInk } from '../../charts/palette.ts';
import { Swatch } from '../../charts/swatch.tsx';
import { useWidth } from '../../charts/useWidth.ts';
import { moment, startOf } from '../../words/clock.ts';
import { plain } from '../../words/numbers.ts';
import { checked } from './check.ts';
import { ratesOf } from './rates.ts';
import { change } from './state.ts';
import { SpikeHandle } from './spikeHandle.tsx';

const HEIGHT = 170;
const MARGIN = { top: 14, right: 24, bottom: 26, left: 46 };

let lastValid: Scenario | undefined;

/** What mail the scenario will bring: each stream's expected rate over the run, from profiles and incidents. Spikes can be moved in it. */
export function Traffic() {
  lastValid = checked.value.scenario ?? lastValid;
  return lastValid === undefined ? null : (
    <Chart scenario={lastValid} isCurrent={checked.value.scenario !== undefined} />
  );
}

function Chart({ scenario, isCurrent }: { scenario: Scenario; isCurrent: boolean }) {
  const [frame, measured, scale] = useWidth<HTMLDivElement>();
  const width = Math.max(240, measured);
  const rates = useMemo(() => ratesOf(scenario), [scenario]);
  const { durationS, startsAt } = scenario.run;
  const start = startOf(startsAt);
  const most = Math.max(1e-9, ...rates.flatMap(({ points }) => points.map(([, y]) => y)));
  const x = scaleLinear([0, durationS], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const spikes = scenario.incidents.flatMap((incident, index) =>
    incident.kind === 'spike' ? [{ incident, index }] : [],
  );
  return (
    <figure class="traffic" aria-labelledby="traffic-title">
      <figcaption>
        <h2 id="traffic-title">Expected mail</h2>
        <p class="field-hint">
          Sessions per second by stream, as profiles, rates and incidents say; before retries.
          {!isCurrent && ' Of the last version that had no problems.'}
          {spikes.length > 0 &&
            ' Drag a spike, or focus it and use the arrow keys: sideways its time, up and down its height.'}
        </p>
      </figcaption>
      <div class="traffic-frame" ref={frame}>
        <svg
          width={width * scale}
          height={HEIGHT * scale}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- inside of an svg there are no such elements
          role="group"
          aria-label="Expected rate of each stream over the run"
        >
          {y.ticks(4).map((tick) => (
            <g key={tick} class="traffic-tick">
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
              <text x={MARGIN.left - 6} y={y(tick)} dy="0.32em" text-anchor="end">
                {plain(tick)}
              </text>
            </g>
          ))}
          {clockTicks(0, durationS, start, width / 80).map(({ at, label }) => (
            <text key={at} class="traffic-time" x={x(at)} y={HEIGHT - 8} text-anchor="middle">
              {label}
            </text>
          ))}
          {rates.map(({ id, points }, i) => {
            const { color, dash } = streamInk(i);
            const d = points.map(([t, rate], k) => `${k === 0 ? 'M' : 'L'}${x(t).toFixed(1)},${y(rate).toFixed(1)}`);
            return <path key={id} class={`traffic-line c${color}`} d={d.join('')} stroke-dasharray={dash} />;
          })}
          {isCurrent &&
            spikes.map(({ incident, index }) => (
              <SpikeHandle
                key={incident.id}
                spike={incident}
                x={x}
                y={y}
                durationS={durationS}
                perFactor={rateBeside(scenario, incident)}
                words={(atS) => moment(start + atS, durationS)}
                onMove={(next) => moveSpike(index, incident, next)}
              />
            ))}
        </svg>
      </div>
      <ul class="traffic-legend">
        {rates.map(({ id, name, points }, i) => (
          <li key={id}>
            <Swatch ink={streamInk(i)} />
            {` ${name}: up to ${plain(Math.max(...points.map(([, rate]) => rate)))}/s`}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The rate that the spike multiplies, at the middle of its height. */
function rateBeside(scenario: Scenario, spike: Spike): number {
  const others: Incident[] = scenario.incidents.filter(({ id }) => id !== spike.id);
  const rate = ratesOf({ ...scenario, incidents: others }).find(({ id }) => id === spike.stream);
  const at = Math.min(spike.atS + spike.rampS + spike.holdS / 2, scenario.run.durationS);
  return rate?.points.findLast(([t]) => t <= at)?.[1] ?? 0;
}

function moveSpike(index: number, before: Spike, next: { readonly atS: number; readonly factor: number }): void {
  const changes = (['atS', 'factor'] as const)
    .filter((key) => next[key] !== before[key])
    .map((key) => ({ path: ['incidents', index, key], value: next[key] }));
  change(changes, `spike ${before.id}`);
}
