import { extent, line, scaleLinear } from 'd3';
import { readQuantity } from '../../../sim/scenario/lesson/quantity.ts';
import type { StepOf } from '../../../sim/scenario/lesson/schema.ts';
import { useWidth } from '../../charts/useWidth.ts';
import { baseline } from '../../state/lessons.ts';
import { currencyOf, numberText } from '../../words/lessonText.ts';
import { timeTicks } from '../late/lanes.ts';

const HEIGHT = 220;
const LEFT = 78;
const BOTTOM = 40;
const TOP = 12;

/** The first number to watch over the knob: a dot for each place tried, a hollow one for the estimate of the present place. */
export function Curve({
  step,
  runs,
  now,
  estimate,
}: {
  step: StepOf<'turn'>;
  runs: readonly { readonly at: number; readonly result: unknown }[];
  now: number;
  estimate: unknown;
}) {
  const [host, width, scale] = useWidth<HTMLDivElement>();
  const [first] = step.watch;
  if (first === undefined) return null;
  const { value, label, format } = first;
  const dots = runs
    .flatMap(({ at, result }) => {
      const y = readQuantity(result, value);
      return y === undefined ? [] : [{ at, y }];
    })
    .sort((a, b) => a.at - b.at);
  const rough = dots.some(({ at }) => at === now) ? undefined : readQuantity(estimate, value);
  const write = (y: number): string => numberText(y, format, currencyOf(baseline.value?.scenario));
  const { min, max, unit } = step.knob;
  const x = scaleLinear([min, max], [LEFT, Math.max(LEFT + 1, width - 16)]);
  const [low = 0, high = 1] = extent([0, ...dots.map(({ y }) => y), ...(rough === undefined ? [] : [rough])]);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - BOTTOM, TOP]).nice(4);
  // Of times the round ones are 5 min and 30 s, not 200 s.
  const isTime = (format === 's' || format === 'ms') && low >= 0 && high >= 60;
  const yTicks = isTime ? timeTicks(y.domain()[1] ?? 0, 5) : y.ticks(4);
  const path = line<{ at: number; y: number }>()
    .x((dot) => x(dot.at))
    .y((dot) => y(dot.y));
  const words = dots.map((dot) => `${write(dot.y)} at ${dot.at}`).join(', ');
  return (
    <figure class="knob-curve">
      <figcaption>{`${label}, over the knob: a dot for each place that you tried`}</figcaption>
      <div ref={host}>
        <svg
          width={width * scale}
          height={HEIGHT * scale}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={`${label}: ${words || 'nothing tried yet'}`}
        >
          {yTicks.map((tick) => (
            <g key={tick} transform={`translate(0,${y(tick)})`}>
              <line class="curve-grid" x1={LEFT} x2={width - 16} />
              <text x={LEFT - 8} dy="0.32em" text-anchor="end">
                {write(tick)}
              </text>
            </g>
          ))}
          {x.ticks(width < 500 ? 4 : 8).map((tick) => (
            <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
              {tick.toLocaleString('en-US')}
            </text>
          ))}
          <text x={width - 16} y={HEIGHT - 4} text-anchor="end">
            {unit === '' ? step.knob.label : unit}
          </text>
          <line class="curve-now" x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} />
          <path class="curve-line" d={path(dots) ?? ''} />
          {dots.map((dot) => (
            <circle key={dot.at} class="curve-dot" cx={x(dot.at)} cy={y(dot.y)} r={dot.at === now ? 6 : 4} />
          ))}
          {rough !== undefined && <circle class="curve-estimate" cx={x(now)} cy={y(rough)} r={6} />}
        </svg>
      </div>
    </figure>
  );
}
