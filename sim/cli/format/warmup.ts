import { longestOf, type TierWarmup } from '../../study/warmup.ts';
import { columns, csv } from './columns.ts';
import { quantity } from './numbers.ts';

/** Warm-ups that were found. */
export interface WarmupReport {
  readonly scenario: string;
  readonly seed: string;
  readonly engine: string;
  /** Runs behind each. */
  readonly replications: number;
  /** The warm-up that the scenario has [s]. */
  readonly givenS: number;
  readonly designs: Readonly<Record<string, readonly TierWarmup[]>>;
}

/** The warm-ups as a table for people, with the one that serves all. */
export function warmupTable({ scenario, seed, engine, replications, givenS, designs }: WarmupReport): string {
  const rows = Object.entries(designs).flatMap(([design, tiers]) =>
    tiers.map(({ tier, warmupS }) => [design, tier, warmupS === null ? 'not settled' : `${quantity(warmupS)} s`]),
  );
  const longest = longestOf(Object.values(designs).flat());
  return [
    scenario,
    `seed ${seed}, engine ${engine}, ${replications === 1 ? 'one run each' : `averages of ${replications} runs`} from an empty start`,
    '',
    ...columns([['design', 'tier', 'warm-up'], ...rows], [2]),
    '',
    longest === null
      ? 'No warm-up can be told: a tier has not settled in half of the run. Run longer, or ask whether it can hold its load.'
      : `/run/warmupS ${quantity(longest)} s serves all; the scenario has ${quantity(givenS)} s.`,
    '',
  ].join('\n');
}

/** The warm-ups as one JSON document; `warmupS` of the whole serves all tiers, null where one has not settled. */
export function warmupJson(report: WarmupReport): string {
  const warmupS = longestOf(Object.values(report.designs).flat());
  return `${JSON.stringify({ format: 'mailwatt-warmup/1', ...report, warmupS }, null, 2)}\n`;
}

/** The warm-ups as comma-separated values: a line for each design and tier. */
export function warmupCsv({ designs }: WarmupReport): string {
  return csv([
    ['design', 'tier', 'warmupS'],
    ...Object.entries(designs).flatMap(([design, tiers]) =>
      tiers.map(({ tier, warmupS }): [string, string, number | null] => [design, tier, warmupS]),
    ),
  ]);
}
