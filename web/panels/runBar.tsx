import { useEffect, useState } from 'preact/hooks';
import {
  busy,
  cancel,
  failure,
  isStill,
  pause,
  phase,
  progress,
  ran,
  resume,
  share,
  stopwatch,
} from '../state/runner.ts';
import { obstacle, runEdited, stale } from '../state/editing.ts';
import { grown } from '../state/growth.ts';
import { embedded, locked } from '../state/manner.ts';
import { MANY_EVENTS, opened, rerun } from '../state/scenario.ts';
import { duration, moment, startOf } from '../words/clock.ts';
import { percent, roughly } from '../words/numbers.ts';
import { SeedField } from './seedField.tsx';

/** Run, pause and cancel, how far the run is, and the seed it runs on. */
export function RunBar() {
  const now = phase.value;
  void grown.value; // not with every news of every design
  const done = share.peek();
  return (
    <section class="run-bar" aria-label="Run">
      <div class="run-buttons">
        {busy.value ? (
          <>
            <button type="button" class="primary" onClick={() => (now === 'paused' ? resume() : void pause())}>
              {now === 'paused' ? 'Resume' : 'Pause'}
            </button>
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          </>
        ) : stale.value ? null : (
          <button type="button" class="primary" onClick={rerun}>
            {now === 'idle' ? 'Run' : 'Run again'}
          </button>
        )}
        {stale.value && <RunChanges />}
      </div>
      <div class="run-progress">
        <div
          class={`progress progress-${now}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a progress element cannot be styled alike everywhere
          role="progressbar"
          aria-label="Simulation progress"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(done * 100)}
          aria-valuetext={`${percent(Math.floor(done * 100) / 100)}, ${stateWords()}`}
        >
          <Fill share={done} />
        </div>
        <p class="run-words">
          <RunWords />
        </p>
      </div>
      {!embedded && !locked && <SeedField />}
      {stale.value && (
        <output class="run-stale" id="run-stale">
          {obstacle.value === ''
            ? 'The scenario was changed: results are of before the changes until they are run.'
            : `The scenario was changed and cannot be run: ${obstacle.value}`}
        </output>
      )}
    </section>
  );
}

/** Runs the scenario as it was edited. */
function RunChanges() {
  return (
    <button
      type="button"
      class="primary"
      disabled={obstacle.value !== ''}
      aria-describedby="run-stale"
      onClick={() => void runEdited()}
    >
      Run the changes
    </button>
  );
}

/** The filled part of the bar, sized through the style object: the page's policy allows no style attributes. */
function Fill({ share }: { share: number }) {
  return <div class="progress-fill" style={{ transform: `scaleX(${share})` }} />;
}

function stateWords(): string {
  switch (phase.value) {
    case 'idle':
      return 'not started';
    case 'running':
      return 'running';
    case 'paused':
      return 'paused';
    case 'done':
      return 'done';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return 'failed';
  }
}

function RunWords() {
  useTicking();
  void grown.value;
  const run = ran.value;
  if (run === null) {
    const events = opened.value?.events ?? 0;
    const long = events > MANY_EVENTS ? ', which may be long' : '';
    return <>{`Not started: it takes about ${roughly(events)} events${long}. Run it if you like.`}</>;
  }
  const { durationS, startsAt } = run.scenario.run;
  const designs = Object.values(progress.peek());
  const events = designs.reduce((sum, design) => sum + design.events, 0);
  const wall = stopwatch.elapsed / 1000;
  const now = Math.min(...designs.map((design) => design.now));
  const reached = `${moment(startOf(startsAt) + now, durationS)} of ${duration(durationS)}`;
  const speed = wall > 0.2 && events > 0 ? `${roughly(events / wall)} events/s` : '';
  const done = share.peek();
  const left = done > 0.02 && wall > 0.4 ? `about ${duration(Math.ceil((wall * (1 - done)) / done))} left` : '';
  const parts = (words: readonly string[]): string => words.filter((word) => word !== '').join(' · ');
  switch (phase.value) {
    case 'failed':
      return <strong class="bad">{`The run failed: ${failure.value}`}</strong>;
    case 'cancelled':
      return <>{parts(['Cancelled', `simulated to ${reached}`, 'what is shown below is incomplete'])}</>;
    case 'done':
      return (
        <>{parts([`${duration(durationS)} simulated in ${wall.toFixed(1)} s`, `${roughly(events)} events`, speed])}</>
      );
    case 'paused':
      return (
        <>{parts([isStill.value ? 'Paused' : 'Pausing…', `simulated to ${reached}`, `${roughly(events)} events`])}</>
      );
    default:
      return <>{parts([`Simulated to ${reached}`, speed, left])}</>;
  }
}

/** Renders again twice a second while a run goes on: time passes even when no news comes. */
function useTicking(): void {
  const [, setTick] = useState(0);
  const running = phase.value === 'running';
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setTick((tick) => tick + 1), 500);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
}
