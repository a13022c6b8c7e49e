import { computed, effect, signal } from '@preact/signals';
import { scenarioHash, withView } from '../../sim/share/address.ts';
import type { Expectation } from '../../sim/share/expectation.ts';
import type { Result } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { compressor } from '../share/compressor.ts';
import { viewText } from '../share/viewText.ts';
import { headlineStream } from '../words/facts.ts';
import { idle } from './idle.ts';
import { shortest } from './reader.ts';
import { ran, result } from './runner.ts';
import { opened, seed, shared } from './scenario.ts';
import { lookedAt } from './view.ts';

/** The link to the scenario on the page: its text, or why there is none; null while it is being made. */
const bare = signal<{ readonly text: string } | { readonly problem: string } | null>(null);

/** Whether the link says what is looked at. */
export const saysView = signal(true);

/** What is looked at, as the link says it; '' where all is as at first. */
export const view = computed(() => viewText(lookedAt.value));

/** The link to what is on the page: its text, or why there is none; null while it is being made. */
export const link = computed(() => {
  const made = bare.value;
  return made !== null && 'text' in made && saysView.value ? { text: withView(made.text, view.value) } : made;
});

/** Whether the link says what came of the run, for whoever opens it to compare. */
export const withResult = signal(false);

let makings = 0;

/** Keeps the link with the scenario, its seed, and the result if that goes along. */
export function followLink(): void {
  effect(() => {
    const json = shared.value;
    const came = withResult.value ? ownResult() : null;
    const mine = ++makings;
    bare.value = null;
    if (json !== null) void make(mine, json, came);
  });
}

/** The result of what is on the page, if that is what was run. */
function ownResult(): { readonly result: Result; readonly scenario: Scenario } | null {
  const run = ran.value;
  const own = result.value;
  const isOwn = run !== null && run.scenario === opened.value?.scenario && run.seed === seed.value;
  return isOwn && own !== null ? { result: own, scenario: run.scenario } : null;
}

/** The link to the run on the page with the digest of its result; undefined where the scenario was changed since, or is too big for a link. */
export async function linkOfRun(): Promise<string | undefined> {
  const json = shared.value;
  const came = ownResult();
  if (json === null || came === null) return undefined;
  return hashOf(json, came).then(addressOf, () => undefined);
}

function addressOf(hash: string): string {
  return `${location.origin}${location.pathname}${hash}`;
}

async function make(
  mine: number,
  json: Readonly<Record<string, unknown>>,
  came: ReturnType<typeof ownResult>,
): Promise<void> {
  // What shortens it is heavy, and the page comes first.
  await idle();
  if (mine !== makings) return;
  const made = await hashOf(json, came).then(
    (hash) => ({ text: addressOf(hash) }),
    (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
  );
  // The scenario may have changed meanwhile.
  if (mine === makings) bare.value = made;
}

async function hashOf(json: Readonly<Record<string, unknown>>, came: ReturnType<typeof ownResult>): Promise<string> {
  const expected = came === null ? undefined : await expectationOf(came.result, came.scenario);
  return scenarioHash(await shortest(json), compressor, expected);
}

async function expectationOf(result: Result, scenario: Scenario): Promise<Expectation> {
  const { expectationOf } = await import('./study.ts');
  const stream = headlineStream(
    scenario,
    Object.values(result.designs).map((design) => ({ result: design })),
  );
  const delivery = stream === undefined ? [] : [`/streams/${stream}/deliveryS/p95`, `/streams/${stream}/delivered`];
  return expectationOf(result, ['/energy/itKWh', ...delivery, ...scenario.objectives.map(({ metric }) => metric)]);
}
