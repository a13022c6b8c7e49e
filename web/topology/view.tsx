import { computed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { What } from '../charts/what.tsx';
import { ran, soFar } from '../state/runner.ts';
import { startOf } from '../words/clock.ts';
import { DesignFigure } from './figure.tsx';
import type { Clock } from './clock.ts';
import { fleetOf } from './fleet.ts';
import type { Fleet } from './fleet.ts';
import { Legend } from './legend.tsx';
import { followCharts, play, playing, reached, seek, shownAt, stop } from './playhead.ts';
import { momentsOf, neighbor, wishFor } from './steps.ts';
import type { Wish } from './steps.ts';
import { useStillness } from './stillness.ts';
import { Transport } from './transport.tsx';
import { clockWords } from './words.ts';
import './topology.css';

/** The run played back on the machines of every design. A module of its own, fetched when there is something to play. */
export function Topology() {
  useEffect(() => followCharts(), []);
  const isStill = useStillness();
  const scenario = ran.value?.scenario;
  const fleets = useMemo(
    (): Fleet[] => (scenario === undefined ? [] : Object.keys(scenario.designs).map((id) => fleetOf(scenario, id))),
    [scenario],
  );
  if (scenario === undefined) return null;
  const { startsAt, durationS, sampleS } = scenario.run;
  const clock: Clock = { start: startOf(startsAt), durationS };
  const obey = (wish: Wish): void => {
    follow(
      wish,
      sampleS,
      scenario.incidents.map(({ atS }) => atS),
      isStill,
    );
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the controls inside, which all have names
    <section
      class="topology"
      aria-labelledby="topology-title"
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || takesKey(event)) return;
        const wish = wishFor(event.key);
        if (wish === undefined) return;
        event.preventDefault();
        obey(wish);
      }}
    >
      <div class="topology-head">
        <h2 id="topology-title">The machines, played back</h2>
        <What about="The machines, played back">
          The run as it was recorded, on every design at the same moment. Bars, slots and queues are means of the sample
          of the charts that the moment is in; what hosts and machines do is exact to the second, from the journal.
          Waiting are connections without a slot, spooled is mail that was accepted and waits for the next tier. Blocks
          stand for them: one block for one, each further block for twice as many. A machine that moves is drawn on both
          hosts, with the time that its migration has taken.
        </What>
      </div>
      <Transport clock={clock} sampleS={sampleS} obey={obey} />
      <p class="keys note">
        Keys, with the focus in here: <kbd>Space</kbd> plays and stops, <kbd>←</kbd> <kbd>→</kbd> one sample,{' '}
        <kbd>,</kbd> <kbd>.</kbd> one event, <kbd>P</kbd> <kbd>N</kbd> one incident, <kbd>Home</kbd> <kbd>End</kbd>.
      </p>
      <Announcer clock={clock} />
      <Legend fleets={fleets} />
      <div class={`design-figures design-figures-${Math.min(3, fleets.length)}`}>
        {fleets.map((fleet, i) => (
          <DesignFigure key={fleet.design} fleet={fleet} index={i} clock={clock} />
        ))}
      </div>
    </section>
  );
}

/** Moments worth a stop: incidents, and whatever the control plane of any design did. */
const events = computed(() => {
  const journals = Object.values(soFar.value).map(({ journal }) => journal.map(({ atS }) => atS));
  return momentsOf([...journals, ran.value?.scenario.incidents.map(({ atS }) => atS) ?? []]);
});

function follow(wish: Wish, sampleS: number, incidents: readonly number[], isStill: boolean): void {
  const at = shownAt.value;
  if (wish === 'play') {
    if (playing.value) stop();
    else if (!isStill) play();
    return;
  }
  stop();
  const way = wish.endsWith('-') ? -1 : 1;
  switch (wish) {
    case 'start':
      seek(0);
      break;
    case 'end':
      seek(reached.value);
      break;
    case 'sample+':
    case 'sample-':
      seek((way === 1 ? Math.floor(at / sampleS + 1e-6) + 1 : Math.ceil(at / sampleS - 1e-6) - 1) * sampleS);
      break;
    case 'page+':
    case 'page-':
      seek(at + (way * reached.value) / 20);
      break;
    case 'event+':
    case 'event-':
      seek(neighbor(events.value, at, way) ?? (way === 1 ? reached.value : 0));
      break;
    case 'incident+':
    case 'incident-':
      seek(neighbor(momentsOf([incidents]), at, way) ?? (way === 1 ? reached.value : 0));
      break;
  }
}

/** Whether what has the focus needs a key for itself. */
function takesKey({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches('select, textarea, [type="text"], .scroller')) return true;
  return target.matches('button, summary, a') && (key === ' ' || key === 'Enter');
}

/** Says where a step has led; silent while the run plays. */
function Announcer({ clock: { start, durationS } }: { clock: Clock }) {
  return (
    <output class="visually-hidden" aria-live="polite">
      {playing.value ? '' : clockWords(start, shownAt.value, durationS)}
    </output>
  );
}
