import type { ComponentChildren } from 'preact';
import type { ChartContext } from '../charts/context.ts';
import { zoomAbout } from '../charts/navigate.ts';
import { cursor, pivot, range, resetZoom, zoomTo } from '../state/view.ts';
import { duration, moment } from '../words/clock.ts';

/** What all charts share: how they are cut into panels, the time that is read, the zoom. It stays in sight while charts scroll. */
export function ChartBar({
  context,
  designs,
  children,
}: {
  context: ChartContext;
  designs: number;
  children: ComponentChildren;
}) {
  return (
    <div class="chart-bar">
      {designs > 1 && <PivotChoice />}
      {children}
      <Readout context={context} />
      <Zoom context={context} />
    </div>
  );
}

function PivotChoice() {
  return (
    <fieldset class="segments">
      <legend>Designs</legend>
      {(['design', 'part'] as const).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="pivot"
            value={value}
            checked={pivot.value === value}
            onChange={() => {
              pivot.value = value;
            }}
          />
          <span>{value === 'design' ? 'side by side' : 'overlaid'}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Readout({ context: { start, durationS, sampleS } }: { context: ChartContext }) {
  const at = cursor.value;
  return (
    <p class="readout">
      {at === null ? (
        <span class="hint">Values are the latest. Point at a chart, or focus it and use the arrow keys.</span>
      ) : (
        <>
          <strong>{moment(start + at, durationS)}</strong>
          <span>{` · the ${duration(sampleS)} before it · ${duration(at)} into the run`}</span>
        </>
      )}
    </p>
  );
}

function Zoom({ context: { start, durationS, sampleS } }: { context: ChartContext }) {
  const now = range.value;
  const [from, to] = now ?? [0, durationS];
  const zoom = (factor: number): void => {
    const stance = { cursor: cursor.value, from, to, durationS, sampleS };
    const move = zoomAbout(cursor.value ?? (from + to) / 2, factor, stance);
    if (move.kind === 'zoom') zoomTo(move.from, move.to, durationS, sampleS * 4);
  };
  return (
    <fieldset class="zoom">
      <legend class="visually-hidden">Zoom of all charts</legend>
      <span class="zoom-range">
        {now === null
          ? `all ${duration(durationS)}`
          : `${moment(start + from, durationS)} to ${moment(start + to, durationS)}`}
      </span>
      <button type="button" aria-label="Zoom in" onClick={() => zoom(0.5)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" disabled={now === null} onClick={() => zoom(2)}>
        −
      </button>
      <button type="button" disabled={now === null} onClick={resetZoom}>
        Whole run
      </button>
    </fieldset>
  );
}
