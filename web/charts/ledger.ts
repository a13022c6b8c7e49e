import { scaleLinear, select, stack } from 'd3';

/** What the bars of energy by cause are drawn from: one row per design, one value per cause [kWh]. */
export interface LedgerPicture {
  readonly width: number;
  readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Number and color of each cause. */
  readonly causes: readonly { readonly number: number; readonly color: number }[];
}

const BAR = 26;
const ROW = 52;
/** A part narrower than this has no room for its number [px]. */
const LEAST_LABEL = 16;

/** Height of the bars of so many designs [px]. */
export function ledgerHeight(designs: number): number {
  return designs * ROW;
}

/** Draws a stacked bar per design on one scale; each part has the number of its cause where it fits. */
export function drawLedger(svg: SVGSVGElement, { width, rows, causes }: LedgerPicture): void {
  const root = select(svg).attr('viewBox', `0 0 ${width} ${ledgerHeight(rows.length)}`);
  const most = Math.max(...rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const x = scaleLinear([0, most > 0 ? most : 1], [0, width]);
  const layers = stack<(typeof rows)[number], number>()
    .keys(causes.map((_, i) => i))
    .value(({ values }, i) => values[i] ?? 0)(rows);
  const parts = layers.flatMap((layer, cause) =>
    layer.map(([from, to], row) => ({ row, cause, x: x(from), width: Math.max(0, x(to) - x(from)) })),
  );
  root
    .selectAll<SVGRectElement, (typeof parts)[number]>('rect')
    .data(parts)
    .join('rect')
    .attr('class', ({ cause }) => `fill ledger-part c${causes[cause]?.color ?? 0}`)
    .attr('x', (part) => part.x)
    .attr('width', (part) => part.width)
    .attr('y', ({ row }) => row * ROW + 20)
    .attr('height', BAR);
  root
    .selectAll<SVGTextElement, (typeof rows)[number]>('text.ledger-name')
    .data(rows)
    .join('text')
    .attr('class', 'ledger-name')
    .attr('x', 0)
    .attr('y', (_, row) => row * ROW + 14)
    .text(({ name }) => name);
  root
    .selectAll<SVGTextElement, (typeof parts)[number]>('text.ledger-number')
    .data(parts.filter((part) => part.width >= LEAST_LABEL))
    .join('text')
    .attr('class', 'ledger-number')
    .attr('x', (part) => part.x + part.width / 2)
    .attr('y', ({ row }) => row * ROW + 20 + BAR / 2 + 4)
    .text(({ cause }) => causes[cause]?.number ?? '');
}
