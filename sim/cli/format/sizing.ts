import type { Certainty, JudgedObjective } from '../../study/certainty.ts';
import type { Sizing } from '../../study/sizing.ts';
import { columns, csv } from './columns.ts';
import { quantity } from './numbers.ts';

/** A sizing that was done. */
export interface SizingReport {
  readonly scenario: string;
  readonly seed: string;
  readonly engine: string;
  readonly replications: number;
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly designs: Readonly<Record<string, Sizing<readonly JudgedObjective[]>>>;
}

const WORDS: Readonly<Record<Certainty, string>> = {
  met: 'met',
  missed: 'MISSED',
  open: 'not sure',
  unmeasured: 'no value',
};

/** The sizing as a table for people: for each design the values tried, what they gave, and the answer in words. */
export function sizingTable(report: SizingReport): string {
  const { scenario, seed, engine, replications, designs } = report;
  return [
    scenario,
    `seed ${seed}, engine ${engine}, means of ${replications} runs ± half of the 95% interval`,
    'met: even the unfavorable bound of the interval meets the objective; not sure: the limit is inside the interval',
    ...Object.entries(designs).flatMap(([id, sizing]) => designLines(id, sizing, report)),
    '',
  ].join('\n');
}

type Report = Pick<SizingReport, 'pointers' | 'low' | 'high'>;

function designLines(id: string, sizing: Sizing<readonly JudgedObjective[]>, report: Report): string[] {
  const objectives = sizing.tried[0]?.outcome ?? [];
  const head = objectives.map(({ id: name, atMost, atLeast }) =>
    [name, ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]), ...(atMost === undefined ? [] : [`≤ ${atMost}`])].join(
      ' ',
    ),
  );
  const rows = sizing.tried.map(({ value, outcome }) => [`  ${value}`, ...outcome.map(cell)]);
  return [
    '',
    id,
    ...columns([['  value', ...head], ...rows], [0]),
    ...answer(sizing, report).map((line) => `  ${line}`),
  ];
}

function cell({ interval, certainty }: JudgedObjective): string {
  if (interval === null) return WORDS[certainty];
  return `${quantity(interval.mean)} ± ${quantity((interval.high - interval.low) / 2)} ${WORDS[certainty]}`;
}

/** The answer in sentences: the value, what is known below it, and what is not. */
export function answer(
  { smallest, belowMisses, monotonic, complete, tried }: Sizing<readonly JudgedObjective[]>,
  { pointers, low, high }: Report,
): string[] {
  const place = pointers.join(', ');
  const open = tried.filter(
    ({ met, outcome }) => !met && outcome.every(({ certainty }) => certainty === 'met' || certainty === 'open'),
  );
  const unsure = open.map(({ value }) => value).join(', ');
  const more = open.length > 0 ? [`With ${unsure} it is not sure: more --replications would tell.`] : [];
  if (smallest === null) {
    const which = complete ? `from ${low} to ${high}` : `tried from ${low} to ${high}`;
    return [`No value ${which} meets all objectives: ${place}`, ...more];
  }
  const below = belowMisses
    ? `${smallest - 1} does not meet them.`
    : `It is the lowest of the range: a smaller value may do too.`;
  const missing = tried.filter(({ value, met }) => !met && value > smallest).map(({ value }) => value);
  const turns = monotonic
    ? []
    : [
        `Not monotonic: ${missing.join(', ')} ${missing.length > 1 ? 'do' : 'does'} not meet them though larger than ${smallest}.`,
        ...(complete ? [] : [`Values that were not tried may meet them too, smaller ones as well.`]),
      ];
  return [`${smallest} is the smallest value found that meets all objectives: ${place}`, below, ...turns, ...more];
}

/** The sizing as one JSON document. */
export function sizingJson({ designs, ...head }: SizingReport): string {
  const document = {
    format: 'mailwatt-sizing/1',
    ...head,
    designs: Object.fromEntries(
      Object.entries(designs).map(([id, { tried, ...sizing }]) => [
        id,
        { ...sizing, tried: tried.map(({ value, met, outcome }) => ({ value, met, objectives: outcome })) },
      ]),
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The sizing as comma-separated values: a line for each design, value tried and objective; `smallest` says the answer in each. */
export function sizingCsv({ designs }: SizingReport): string {
  const rows: (string | number | null)[][] = [
    ['design', 'smallest', 'value', 'objective', 'metric', 'mean', 'low', 'high', 'n', 'certainty'],
  ];
  for (const [id, { smallest, tried }] of Object.entries(designs)) {
    for (const { value, outcome } of tried) {
      for (const { id: objective, metric, interval, certainty } of outcome) {
        const { mean, low, high, n } = interval ?? { mean: null, low: null, high: null, n: null };
        rows.push([id, smallest, value, objective, metric, mean, low, high, n, certainty]);
      }
    }
  }
  return csv(rows);
}
