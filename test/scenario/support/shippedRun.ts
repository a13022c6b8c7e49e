import { readFileSync } from 'node:fs';
import type { DesignResult, IncidentResult } from '../../../sim/measure/result.ts';
import { parseScenario } from '../../../sim/scenario/load.ts';
import { simulate } from '../../support/simulate.ts';

/** Results by design. */
export type Results = Record<string, DesignResult>;

const TRAFFIC = ['ham', 'spam', 'campaigns', 'outbound', 'internal'] as const;

/** The text of a shipped scenario. */
export function shippedText(name: string): string {
  return readFileSync(new URL(`../../../scenarios/${name}.json`, import.meta.url), 'utf8');
}

/** Runs designs of a shipped scenario (all of them, unless named) with some values changed, under its own seed unless another is given. */
export function run(
  name: string,
  settings: Record<string, unknown>,
  { seed, designs }: { seed?: string; designs?: readonly string[] } = {},
): Results {
  return runText(shippedText(name), settings, { seed, designs });
}

/** Runs designs of the scenario in a JSON text, as {@link run}. */
export function runText(
  text: string,
  settings: Record<string, unknown>,
  { seed, designs }: { seed?: string | undefined; designs?: readonly string[] | undefined } = {},
): Results {
  const loaded = parseScenario(text, {
    settings: Object.entries(settings).map(([pointer, value]) => ({ pointer, value })),
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const { scenario } = loaded;
  const ids = designs ?? Object.keys(scenario.designs);
  return Object.fromEntries(ids.map((id) => [id, simulate(scenario, seed ?? scenario.seed, id).result]));
}

/** A design's result. */
export function of(results: Results, id: string): DesignResult {
  const result = results[id];
  if (result === undefined) throw new RangeError(`no design ${id}`);
  return result;
}

/** An incident of a design, by its name. */
export function incident({ incidents }: DesignResult, id: string): IncidentResult {
  const found = incidents.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no incident ${id}`);
  return found;
}

/** Messages or tries of all streams together. */
export function total(
  { streams }: DesignResult,
  field: 'refused' | 'broken' | 'abandoned' | 'lost' | 'delivered',
): number {
  return Object.values(streams).reduce((sum, stream) => sum + stream[field], 0);
}

/** Findings of one rule. */
export function findings({ findings: all }: DesignResult, rule: string): string[] {
  return all.filter((finding) => finding.rule === rule).map(({ where }) => where);
}

/** So much mail of every kind per mailbox and day. */
export function mail(perMailboxPerDay: number): Record<string, number> {
  return Object.fromEntries(TRAFFIC.map((id) => [`/streams/${id}/arrivals/perMailboxPerDay`, perMailboxPerDay]));
}
