import { computed, effect, signal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { busy, series } from '../state/runner.ts';
import { ask, question } from '../state/late.ts';
import { cursor } from '../state/view.ts';
import { moment } from '../words/clock.ts';
import { NONE } from '../words/numbers.ts';
import type { ChartContext } from './context.ts';
import { drawAsked, drawCrosshair, nearestLine, valueAt } from './crosshair.ts';
import { draw } from './draw.ts';
import type { PanelFrame } from './frame.ts';
import { useGestures } from './gestures.ts';
import { Legend } from './legend.tsx';
import { designInk } from './palette.ts';
import { samplesOf } from './panels.ts';
import type { Line, PanelModel } from './panels.ts';
import { pictureOf } from './picture.ts';
import { pictureWords } from './pictureWords.ts';
import { Swatch } from './swatch.tsx';
import { Tip } from './tip.tsx';
import { useSeen } from './useSeen.ts';
import { useWidth } from './useWidth.ts';

/** One drawing area with its legend. d3 owns what is inside the svg element, Preact everything around it. */
export function Panel({ model, frame, context }: { model: PanelModel; frame: PanelFrame; context: ChartContext }) {
  const svgId = useId().replaceAll(/[^A-Za-z0-9-]/g, '');
  const svg = useRef<SVGSVGElement>(null);
  const [host, width, textScale] = useWidth<HTMLDivElement>();
  const chosen = useMemo(() => signal(-1), [model]);
  // Rows and fields have no names to hide them by: the axis names them.
  const named = frame.kind === 'rows' ? [] : model.lines.filter(({ band }) => band === undefined);
  const spoken = frame.kind === 'rows' ? model.lines : named;
  const picture = useMemo(
    () =>
      computed(() => {
        const id = model.lines[chosen.value]?.id;
        return { ...pictureOf(model, frame, context, width, series.value), ...(id !== undefined && { chosen: id }) };
      }),
    [model, frame, context, width, chosen],
  );
  // Read out sample by sample: not again whenever the crosshair moves.
  const told = useMemo(
    () => computed(() => (busy.value ? '' : `. ${pictureWords(picture.value, model.lines, frame.format)}`)),
    [picture, model, frame],
  );
  const [isNear, setNear] = useState(false);
  const gestures = useGestures(
    svg,
    picture,
    context,
    (step) => {
      const all = spoken.length + 1;
      chosen.value = ((chosen.value + 1 + step + all) % all) - 1;
    },
    (at, height) => {
      if (frame.asks === undefined) return;
      // Where designs share a panel it is the one whose line was clicked, or that stands out.
      const near = height === null ? picture.value.chosen : nearestLine(picture.value, at, height);
      const line = model.lines.find(({ id }) => id === near) ?? model.lines[0];
      if (line !== undefined) ask({ design: line.design, stream: frame.asks, atS: at }, height === null);
    },
  );
  const isSeen = useSeen(svg);
  // While samples come, only what is seen follows them; in the end everything does.
  const isLive = isSeen || !busy.value;

  useEffect(() => {
    const { current } = svg;
    if (current === null || width === 0 || !isLive) return undefined;
    const stopDrawing = effect(() => {
      draw(current, picture.value);
    });
    const stopFollowing = effect(() => {
      drawCrosshair(current, picture.value, cursor.value);
    });
    const stopMarking = effect(() => {
      if (frame.asks !== undefined) drawAsked(current, picture.value, askedAt(frame.asks, model));
    });
    return () => {
      stopDrawing();
      stopFollowing();
      stopMarking();
    };
  }, [picture, width, isLive]);

  const at = cursor.value ?? latest(model, context, isLive);
  const readout = (line: Line): string => {
    const samples = samplesOf(line, series.value);
    const value = samples === undefined ? NaN : valueAt(samples, at);
    return Number.isNaN(value) ? NONE : frame.format(value);
  };
  const one = spoken[chosen.value];
  const read = one === undefined ? (spoken.length > MANY ? topOf(spoken, at) : spoken) : [one];
  const values = read.map((line) => `${line.label} ${readout(line)}`).join(', ');
  const name = model.title === '' ? frame.title : `${frame.title}, ${model.title}`;

  return (
    <div class="panel">
      {model.title !== '' && (
        <h4 class="panel-title">
          {model.design !== null && <Swatch ink={designInk(model.design)} />}
          {model.title}
        </h4>
      )}
      {named.length > 0 && <Legend chart={frame.chart} lines={named} readout={readout} />}
      <div class="plot" ref={host}>
        <svg
          ref={svg}
          id={svgId}
          class="chart"
          width={width * textScale}
          height={picture.value.height * textScale}
          role="img"
          aria-label={name + told.value}
        />
        <div
          class="sensor"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a range input would take the pointer
          role="slider"
          tabIndex={0}
          aria-label={`Time on the chart: ${name}`}
          aria-keyshortcuts={frame.asks === undefined ? undefined : 'Enter'}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.round(context.durationS)}
          aria-valuenow={Math.round(at)}
          aria-valuetext={`${moment(context.start + at, context.durationS)}: ${values}`}
          {...gestures}
          onPointerEnter={() => setNear(true)}
          onPointerLeave={(event) => {
            setNear(false);
            gestures.onPointerLeave(event);
          }}
          onFocus={() => setNear(true)}
          onBlur={() => setNear(false)}
        />
        {isNear && cursor.value !== null && (
          <Tip picture={picture.value} at={cursor.value} when={moment(context.start + at, context.durationS)}>
            {read.map((line) => (
              <li key={line.id}>
                {frame.kind !== 'rows' && <Swatch ink={line.ink} width={18} />}
                {line.label} <strong>{readout(line)}</strong>
              </li>
            ))}
          </Tip>
        )}
      </div>
    </div>
  );
}

/** The moment that was asked about in a panel [s], if it was in this one. */
function askedAt(stream: string, model: PanelModel): number | null {
  const now = question.value;
  if (now === null || now.stream !== stream) return null;
  return model.lines.some(({ design }) => design === now.design) ? now.atS : null;
}

/** More rows than this are not all read out: those with the highest values are. */
const MANY = 8;

function topOf(lines: readonly Line[], at: number): readonly Line[] {
  const valued = lines.map((line) => {
    const samples = samplesOf(line, series.value);
    return { line, value: samples === undefined ? NaN : valueAt(samples, at) };
  });
  return valued
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, MANY)
    .map(({ line }) => line);
}

/** The end of the newest sample of the panel's lines [s]: what is read while there is no crosshair. */
function latest(model: PanelModel, context: ChartContext, isLive: boolean): number {
  if (isLive) void context.pulse.value;
  let end = 0;
  for (const line of model.lines) end = Math.max(end, samplesOf(line, series.value)?.time.at(-1) ?? 0);
  return end;
}
