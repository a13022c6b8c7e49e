import type { Series } from '../engine/series.ts';
import type { ChartContext } from './context.ts';
import type { Cells, DrawnLine, Picture } from './drawn.ts';
import type { PanelFrame } from './frame.ts';
import { samplesOf } from './panels.ts';
import type { Line, PanelModel } from './panels.ts';
import { stacked } from './stack.ts';

/** Room that a row of hosts or machines takes [px]. */
const ROW = 18;

/** The lines of a panel that are drawn now, with their samples. */
export function drawnLines(
  lines: readonly Line[],
  chart: string,
  series: ReadonlyMap<string, Series>,
  without: ReadonlySet<string>,
): DrawnLine[] {
  return lines.flatMap((line): DrawnLine[] => {
    const samples = without.has(`${chart}/${line.id}`) ? undefined : samplesOf(line, series);
    return samples === undefined ? [] : [{ id: line.id, ink: line.ink, ...samples }];
  });
}

/** All that a panel shows of the samples that there are. */
export function pictureOf(
  model: PanelModel,
  frame: PanelFrame,
  context: ChartContext,
  width: number,
  series: ReadonlyMap<string, Series>,
): Picture {
  void context.pulse.value;
  const sight = frame.sight.value;
  const { kind, axisName, axisFormat } = frame;
  const { start, warmupS, flags, durationS } = context;
  const [from, to] = sight.range ?? [0, durationS];
  const bands = kind === 'rows' ? model.lines : model.lines.filter(({ band }) => band !== undefined);
  const lines = drawnLines(
    kind === 'rows' ? [] : model.lines.filter(({ band }) => band === undefined),
    frame.chart,
    series,
    sight.hidden,
  );
  const cells = cellsOf(bands, frame, series);
  const rows = kind === 'rows' ? model.lines.map(({ label }) => label) : undefined;
  return {
    width,
    height: rows === undefined ? frame.height : Math.max(120, rows.length * ROW + 76),
    from,
    to,
    start,
    scale: frame.scale,
    // Rows are read from the top.
    domain: rows === undefined ? frame.domain.value : [rows.length, 0],
    axisName,
    axisFormat,
    lines: kind === 'stack' ? stacked(lines) : lines,
    kind,
    ...(cells && { cells }),
    ...(rows && { rows }),
    warmupS,
    flags,
  };
}

function cellsOf(bands: readonly Line[], frame: PanelFrame, series: ReadonlyMap<string, Series>): Cells | undefined {
  const sampled = bands.map((line, i) => ({ line, i, samples: samplesOf(line, series) }));
  const time = sampled.find(({ samples }) => samples !== undefined)?.samples?.time;
  if (time === undefined) return undefined;
  return {
    time,
    bands: sampled.flatMap(({ line: { band }, i, samples }) =>
      samples === undefined ? [] : [{ low: band?.[0] ?? i, high: band?.[1] ?? i + 1, values: samples.values }],
    ),
    most: frame.most.value,
    join: frame.kind === 'heat' ? 'mean' : 'highest',
  };
}
