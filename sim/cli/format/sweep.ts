import type { Axis, Measured, Row } from '../../study/grid.ts';
import { columns, csv } from './columns.ts';
import { shortNames } from './names.ts';
import { quantity } from './numbers.ts';

/** A sweep that was run. */
export interface Sweep {
  readonly scenario: string;
  readonly seed: string;
  readonly engine: string;
  /** Runs behind each row. */
  readonly replications: number;
  readonly axes: readonly Axis[];
  /** JSON pointers into the result of a design. */
  readonly metrics: readonly string[];
  readonly rows: readonly Row[];
}

/** The sweep as a table for people: a line for each combination and design, what the short names stand for above it. */
export function sweepTable({ scenario, seed, engine, replications, axes, metrics, rows }: Sweep): string {
  const heads = axes.map(({ pointers: [first = ''] }) => first);
  const names = shortNames([...heads, ...metrics]);
  const varied = names.slice(0, axes.length);
  const measured = names.slice(axes.length);
  const legend = [
    ...axes.map(({ pointers }, i) => [`  ${varied[i]}`, pointers.join(', ')]),
    ...metrics.map((metric, i) => [`  ${measured[i]}`, metric]),
  ];
  const body = rows.map(({ values, design, metrics: cells }) => [
    ...values.map(valueText),
    design,
    ...cells.map(shown),
  ]);
  const right = [...varied.map((_, i) => i), ...measured.map((_, i) => i + axes.length + 1)];
  return [
    scenario,
    `seed ${seed}, engine ${engine}, ${replications === 1 ? 'one run each' : `means of ${replications} runs ± half of the 95% interval`}`,
    '',
    ...columns(legend),
    '',
    ...columns([[...varied, 'design', ...measured], ...body], right),
    '',
  ].join('\n');
}

/** The sweep as one JSON document; each row names its values and metrics by their pointers. */
export function sweepJson({ axes, metrics, rows, ...head }: Sweep): string {
  const document = {
    format: 'mailwatt-sweep/1',
    ...head,
    rows: rows.map(({ values, design, metrics: cells }) => ({
      values: Object.fromEntries(axes.flatMap(({ pointers }, i) => pointers.map((pointer) => [pointer, values[i]]))),
      design,
      metrics: Object.fromEntries(metrics.map((metric, i) => [metric, cells[i]])),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The sweep as comma-separated values: a column for each place that was varied, the design, and mean, low and high of each metric. */
export function sweepCsv({ axes, metrics, rows, replications }: Sweep): string {
  const bounds = replications > 1;
  const head = metrics.flatMap((metric) => (bounds ? [metric, `${metric} low`, `${metric} high`] : [metric]));
  return csv([
    [...axes.flatMap(({ pointers }) => pointers), 'design', ...head],
    ...rows.map(({ values, design, metrics: cells }) => [
      ...axes.flatMap(({ pointers }, i) => pointers.map(() => valueText(values[i]))),
      design,
      ...cells.flatMap(({ mean, low, high }) => (bounds ? [mean, low, high] : [mean])),
    ]),
  ]);
}

/** A metric for people: with half the width of its interval where it has one. */
export function shown({ mean, low, high }: Measured): string {
  return low === null || high === null ? quantity(mean) : `${quantity(mean)} ± ${quantity((high - low) / 2)}`;
}

/** A value that was given, as it may be given again. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
