import { hidden, isolateLine, toggleLine } from '../state/view.ts';
import type { Line } from './panels.ts';
import { Swatch } from './swatch.tsx';

/** The lines of a panel: buttons that hide them or show one alone, with their values under the crosshair. */
export function Legend({
  chart,
  lines,
  readout,
}: {
  chart: string;
  lines: readonly Line[];
  readout: (line: Line) => string;
}) {
  return (
    <ul class="legend">
      {lines.map((line) => {
        const alone = (): void =>
          isolateLine(
            chart,
            line.id,
            lines.map(({ id }) => id),
          );
        const shown = !hidden.value.has(`${chart}/${line.id}`);
        return (
          <li key={line.id}>
            <button
              type="button"
              aria-pressed={shown}
              title={`${shown ? 'Hide' : 'Show'} it; double-click or Shift+Enter: show it alone, or all again`}
              onClick={(event) => {
                if (event.shiftKey) alone();
                else toggleLine(chart, line.id);
              }}
              onDblClick={alone}
            >
              <Swatch ink={line.ink} />
              <span class="legend-label">{line.label}</span>
              <span class="legend-value">{shown ? readout(line) : 'hidden'}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
