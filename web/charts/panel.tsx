import { computed, effect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { busy, series } from '../state/runner.ts';
import { cursor, hidden, range } from '../state/view.ts';
import { moment } from '../words/clock.ts';
import { NONE } from '../words/numbers.ts';
import type { ChartContext } from './context.ts';
import { drawCrosshair, valueAt } from './crosshair.ts';
import type { ScaleKind } from './definitions.ts';
import { draw } from './draw.ts';
import type { DrawnLine, Picture } from './draw.ts';
import { useGestures } from './gestures.ts';
import { Legend } from './legend.tsx';
import { designInk } from './palette.ts';
import { samplesOf } from './panels.ts';
import type { Line, PanelModel } from './panels.ts';
import { pictureWords } from './pictureWords.ts';
import { Swatch } from './swatch.tsx';
import { useSeen } from './useSeen.ts';
import { useWidth } from './useWidth.ts';

/** What a panel shares with the other panels of its chart. */
export interface PanelFrame {
  readonly chart: string;
  readonly title: string;
  readonly scale: ScaleKind;
  readonly axisName: string;
  /** Writes a value in the readout and the table. */
  readonly format: (value: number) => string;
  /** Writes a value on the axis. */
  readonly axisFormat: (value: number) => string;
  readonly domain: ReadonlySignal<readonly [number, number]>;
  readonly height: number;
}

/** One drawing area with its legend. d3 owns what is inside the svg element, Preact everything around it. */
export function Panel({ model, frame, context }: { model: PanelModel; frame: PanelFrame; context: ChartContext }) {
  const svgId = useId().replaceAll(/[^A-Za-z0-9-]/g, '');
  const svg = useRef<SVGSVGElement>(null);
  const [host, width] = useWidth<HTMLDivElement>();
  const picture = useMemo(
    () => computed(() => pictureOf(model, frame, context, width)),
    [model, frame, context, width],
  );
  const gestures = useGestures(svg, picture, context);
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
    return () => {
      stopDrawing();
      stopFollowing();
    };
  }, [picture, width, isLive]);

  const at = cursor.value ?? latest(model, context, isLive);
  const readout = (line: Line): string => {
    const samples = samplesOf(line, series.value);
    const value = samples === undefined ? NaN : valueAt(samples, at);
    return Number.isNaN(value) ? NONE : frame.format(value);
  };
  const values = model.lines.map((line) => `${line.label} ${readout(line)}`).join(', ');
  const name = model.title === '' ? frame.title : `${frame.title}, ${model.title}`;

  return (
    <div class="panel">
      {model.title !== '' && (
        <h4 class="panel-title">
          {model.design !== null && <Swatch ink={designInk(model.design)} />}
          {model.title}
        </h4>
      )}
      <Legend chart={frame.chart} lines={model.lines} readout={readout} />
      <div class="plot" ref={host}>
        <svg
          ref={svg}
          id={svgId}
          class="chart"
          width={width}
          height={frame.height}
          role="img"
          aria-label={busy.value ? name : `${name}. ${pictureWords(picture.value, model.lines, frame.format)}`}
        />
        <div
          class="sensor"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a range input would take the pointer
          role="slider"
          tabIndex={0}
          aria-label={`Time on the chart: ${name}`}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.round(context.durationS)}
          aria-valuenow={Math.round(at)}
          aria-valuetext={`${moment(context.start + at, context.durationS)}: ${values}`}
          {...gestures}
        />
      </div>
    </div>
  );
}

function pictureOf(model: PanelModel, frame: PanelFrame, context: ChartContext, width: number): Picture {
  void context.pulse.value;
  const [from, to] = range.value ?? [0, context.durationS];
  const lines = model.lines.flatMap((line): DrawnLine[] => {
    const samples = hidden.value.has(`${frame.chart}/${line.id}`) ? undefined : samplesOf(line, series.value);
    return samples === undefined ? [] : [{ id: line.id, ink: line.ink, ...samples }];
  });
  const { scale, axisName, axisFormat, height } = frame;
  const { start, warmupS, flags } = context;
  return {
    width,
    height,
    from,
    to,
    start,
    scale,
    domain: frame.domain.value,
    axisName,
    axisFormat,
    lines,
    warmupS,
    flags,
  };
}

/** The end of the newest sample of the panel's lines [s]: what is read while there is no crosshair. */
function latest(model: PanelModel, context: ChartContext, isLive: boolean): number {
  if (isLive) void context.pulse.value;
  let end = 0;
  for (const line of model.lines) end = Math.max(end, samplesOf(line, series.value)?.time.at(-1) ?? 0);
  return end;
}
