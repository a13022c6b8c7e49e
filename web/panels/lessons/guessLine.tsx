import { scaleLinear } from 'd3';
import { useWidth } from '../../charts/useWidth.ts';

const HEIGHT = 76;
const SIDE = 14;

/** The guess and what the run showed, on one line from the least answer to beyond the greater of the two. */
export function GuessLine({
  guess,
  shown,
  least,
  write,
}: {
  guess: number | null;
  shown: number;
  least: number;
  write: (x: number) => string;
}) {
  const [host, width, scale] = useWidth<HTMLDivElement>();
  const most = Math.max(shown, guess ?? shown, least + 1e-9) * 1.08;
  const x = scaleLinear([Math.min(0, least, shown), most], [SIDE, Math.max(SIDE + 1, width - SIDE)]);
  const words = guess === null ? `The run: ${write(shown)}.` : `Your guess: ${write(guess)}. The run: ${write(shown)}.`;
  const middle = HEIGHT / 2;
  return (
    <div class="guess-line" ref={host}>
      <svg
        width={width * scale}
        height={HEIGHT * scale}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={words}
      >
        <line class="guess-axis" x1={SIDE} x2={Math.max(SIDE, width - SIDE)} y1={middle} y2={middle} />
        {guess !== null && <line class="guess-gap" x1={x(guess)} x2={x(shown)} y1={middle} y2={middle} />}
        {guess !== null && (
          <>
            <path class="guess-mark" d={`M${x(guess)},${middle - 8}l8,8l-8,8l-8,-8z`} />
            <Label x={x(guess)} y={middle - 16} width={width} text={`your guess ${write(guess)}`} />
          </>
        )}
        <circle class="guess-run" cx={x(shown)} cy={middle} r={8} />
        <Label x={x(shown)} y={middle + 28} width={width} text={`the run ${write(shown)}`} />
      </svg>
    </div>
  );
}

/** A label that stays inside the picture. */
function Label({ x, y, width, text }: { x: number; y: number; width: number; text: string }) {
  const anchor = x < width * 0.3 ? 'start' : x > width * 0.7 ? 'end' : 'middle';
  return (
    <text x={x} y={y} text-anchor={anchor}>
      {text}
    </text>
  );
}
