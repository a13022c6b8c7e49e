import { useEffect, useRef } from 'preact/hooks';
import { duration } from '../words/clock.ts';
import type { Clock } from './clock.ts';
import { advance, chosenSpeed, play, playing, reached, seek, shownAt, speed, SPEEDS, stop } from './playhead.ts';
import { useStillness } from './stillness.ts';
import type { Wish } from './steps.ts';
import { clockWords } from './words.ts';

/** Longest step of one drawing [s of wall time]: after a pause of the page the playback goes on where it was. */
const LONGEST_S = 0.25;
/** Least wall time between two drawings [ms]. */
const REST_MS = 40;

/** Play, step and scrub. */
export function Transport({ clock, sampleS, obey }: { clock: Clock; sampleS: number; obey: (wish: Wish) => void }) {
  const isStill = useStillness();
  usePlaying();
  const at = shownAt.value;
  const end = reached.value;
  const isPlaying = playing.value;
  const button = (wish: Wish, text: string, label: string, isOff: boolean) => (
    <button type="button" aria-label={label} title={label} disabled={isOff} onClick={() => obey(wish)}>
      {text}
    </button>
  );
  const isAtStart = at <= 0;
  const isAtEnd = at >= end - 1e-6;
  return (
    <div class="transport">
      <div class="transport-buttons">
        {button('start', '|‹ start', 'To the start', isAtStart)}
        {button('incident-', '« incident', 'To the incident before', isAtStart)}
        {button('event-', '‹ event', 'To the event before', isAtStart)}
        {!isStill && (
          <button
            type="button"
            class="primary play"
            disabled={end === 0}
            onClick={() => {
              if (isPlaying) stop();
              else play();
            }}
          >
            {isPlaying ? 'Stop' : 'Play'}
          </button>
        )}
        {button('event+', 'event ›', 'To the next event', isAtEnd)}
        {button('incident+', 'incident »', 'To the next incident', isAtEnd)}
        {button('end', 'end ›|', 'To the end', isAtEnd)}
      </div>
      <label class="scrub">
        <span class="visually-hidden">Time that is shown</span>
        <input
          type="range"
          min={0}
          max={Math.max(sampleS, end)}
          step={sampleS}
          value={at}
          disabled={end === 0}
          aria-valuetext={clockWords(clock.start, at, clock.durationS)}
          onInput={({ currentTarget }) => {
            stop();
            seek(currentTarget.valueAsNumber);
          }}
        />
      </label>
      <output class="clock" aria-live="off">
        {clockWords(clock.start, at, clock.durationS)}
      </output>
      {!isStill && <SpeedChoice />}
      {isStill && <p class="note still">Less motion is asked for on this device: step instead of playing.</p>}
    </div>
  );
}

function SpeedChoice() {
  return (
    <label class="speed">
      Speed{' '}
      <select
        value={String(speed.value)}
        onChange={({ currentTarget }) => {
          chosenSpeed.value = Number(currentTarget.value);
        }}
      >
        {SPEEDS.map((value) => (
          <option key={value} value={String(value)}>
            {value === 1 ? 'real time' : `${duration(value)} per second`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Moves the moment on while it plays, once per drawing of the page. */
function usePlaying(): void {
  const isPlaying = playing.value;
  const before = useRef(0);
  useEffect(() => {
    if (!isPlaying) return undefined;
    before.current = performance.now();
    let frame = 0;
    const tick = (now: number): void => {
      const passed = now - before.current;
      if (passed >= REST_MS) {
        before.current = now;
        advance(Math.min(LONGEST_S, passed / 1000));
      }
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isPlaying]);
}
