import { useState } from 'preact/hooks';
import { ENGINE_VERSION } from '../../sim/measure/result.ts';
import { ran, series } from '../state/runner.ts';
import { range } from '../state/view.ts';
import { moment } from '../words/clock.ts';
import { count, NONE } from '../words/numbers.ts';
import type { ChartContext } from './context.ts';
import { sampleAt } from './crosshair.ts';
import { csvOf } from './csv.ts';
import { download } from './download.ts';
import type { PanelFrame } from './frame.ts';
import { Scroller } from './scroller.tsx';
import { samplesOf } from './panels.ts';
import type { ChartDesign, Line, PanelModel } from './panels.ts';

/** The lines that have numbers: buckets of delivery times into which no message fell would only fill the table. */
function linesOf({ lines }: PanelModel): readonly Line[] {
  return lines.filter((line) => line.band === undefined || samplesOf(line, series.value)?.values.some((n) => n > 0));
}

/** Rows on a page of the table: as many as scroll well. */
const PAGE = 60;

/** The numbers behind a chart, in the stretch that is in sight, page by page, and all of them as a CSV file. */
export function SampleTable({
  frame,
  panels,
  designs,
  context,
}: {
  frame: PanelFrame;
  panels: readonly PanelModel[];
  designs: readonly ChartDesign[];
  context: ChartContext;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="numbers"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>Show as table</summary>
      {open && <OpenTable frame={frame} panels={panels} designs={designs} context={context} />}
    </details>
  );
}

function OpenTable({
  frame,
  panels,
  designs,
  context,
}: {
  frame: PanelFrame;
  panels: readonly PanelModel[];
  designs: readonly ChartDesign[];
  context: ChartContext;
}) {
  void context.pulse.value;
  const [page, setPage] = useState(0);
  const nameOf = (id: string): string => designs.find((design) => design.id === id)?.name ?? id;
  const columns = panels.flatMap((panel) =>
    linesOf(panel).map((line) => ({
      line,
      group: panel.title === '' ? frame.title : panel.title,
      label: line.label,
      samples: samplesOf(line, series.value),
    })),
  );
  const longest = columns.reduce<Float64Array>(
    (a, { samples }) => ((samples?.time.length ?? 0) > a.length ? (samples?.time ?? a) : a),
    new Float64Array(),
  );
  const [from, to] = range.value ?? [0, context.durationS];
  const times = longest.filter((t) => t >= from && t <= to);
  const pages = Math.max(1, Math.ceil(times.length / PAGE));
  const shownPage = Math.min(page, pages - 1);
  const rows = [...times.subarray(shownPage * PAGE, (shownPage + 1) * PAGE)];
  const groups = panels.map((panel) => ({
    title: panel.title === '' ? frame.title : panel.title,
    span: linesOf(panel).length,
  }));

  return (
    <div class="numbers-body">
      <Scroller label={`Numbers of ${frame.title}`}>
        <table>
          <caption class="visually-hidden">{`${frame.title}: ${frame.axisName}`}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Sample ends
              </th>
              {groups.map(({ title, span }, i) => (
                <th key={i} scope="colgroup" colSpan={span}>
                  {title}
                </th>
              ))}
            </tr>
            <tr>
              {columns.map(({ line, label }) => (
                <th key={`${line.design}/${line.metric}/${line.of}`} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((t) => (
              <tr key={t}>
                <th scope="row">{moment(context.start + t, context.durationS)}</th>
                {columns.map(({ line, samples }) => {
                  const index = samples === undefined ? -1 : sampleAt(samples.time, t);
                  const value = samples?.values[index] ?? NaN;
                  return (
                    <td key={`${line.design}/${line.metric}/${line.of}`}>
                      {Number.isNaN(value) ? NONE : (line.band === undefined ? frame.format : count)(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <div class="numbers-bar">
        <button type="button" disabled={shownPage === 0} onClick={() => setPage(shownPage - 1)}>
          Earlier
        </button>
        <span>{`${count(shownPage * PAGE + Math.min(1, rows.length))}–${count(shownPage * PAGE + rows.length)} of ${count(times.length)} samples`}</span>
        <button type="button" disabled={shownPage >= pages - 1} onClick={() => setPage(shownPage + 1)}>
          Later
        </button>
        <button
          type="button"
          onClick={() => {
            const lines = columns.map((column) => ({ ...column, design: nameOf(column.line.design) }));
            const { scenario, seed } = ran.value ?? {};
            const source = {
              chart: frame.title,
              scenario: scenario?.name ?? '',
              seed: seed ?? '',
              engine: ENGINE_VERSION,
            };
            download(`${frame.chart}.csv`, 'text/csv', csvOf(lines, times, context.start, source));
          }}
        >
          Download CSV
        </button>
        <SavePicture frame={frame} panels={panels} context={context} />
      </div>
    </div>
  );
}

/** Saves the chart as a picture; the code for that is fetched when it is asked for. */
function SavePicture({
  frame,
  panels,
  context,
}: {
  frame: PanelFrame;
  panels: readonly PanelModel[];
  context: ChartContext;
}) {
  const [said, setSaid] = useState('');
  const save = (kind: 'svg' | 'png'): void => {
    setSaid('');
    import('./exporting.ts')
      .then(({ saveChart }) => saveChart(kind, frame, panels, context))
      .catch(() => {
        setSaid('The picture could not be made. Check the connection, then try again.');
      });
  };
  return (
    <>
      <button type="button" onClick={() => save('svg')}>
        Download SVG
      </button>
      <button type="button" onClick={() => save('png')}>
        Download PNG
      </button>
      <output>{said}</output>
      <span class="note">Pictures carry the scenario: drop one on the page to open it again.</span>
    </>
  );
}
