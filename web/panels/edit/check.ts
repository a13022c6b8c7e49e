import { computed, effect } from '@preact/signals';
import { expectedEventsOfAll } from '../../../sim/scenario/estimate.ts';
import { syntaxProblem } from '../../../sim/scenario/jsonText.ts';
import { loadScenario } from '../../../sim/scenario/load.ts';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import type { Problem } from '../../../sim/scenario/problem.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { documents, obstacle, text } from '../../state/editing.ts';
import { presetOf, wholeOf } from './patch.ts';

/** What is edited, understood as far as it goes. */
export interface Checked {
  readonly text: string;
  /** Everything that is wrong with it; empty when it can be run. */
  readonly problems: readonly Problem[];
  /** The file as JSON; that of before while the text is none. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The whole scenario that it means, with its preset. */
  readonly whole: unknown;
  /** The whole scenario of its preset; undefined where it extends none. */
  readonly preset: unknown;
  /** Whether the text is JSON: else only the text can be edited. */
  readonly isJson: boolean;
  /** The scenario, where it is valid. */
  readonly scenario: Scenario | undefined;
  /** Events that a run is expected to take, where it is valid. */
  readonly events: number;
}

let before: Pick<Checked, 'json' | 'whole' | 'preset'> = { json: {}, whole: {}, preset: undefined };
/** The document of which `before` was read: that of another must not be shown. */
let beforeOf = 0;

/** The scenario being edited, checked at every change. */
export const checked = computed((): Checked => {
  const own = text.value ?? '{}';
  const of = documents.value;
  if (beforeOf !== of) before = { json: {}, whole: {}, preset: undefined };
  beforeOf = of;
  const none = { text: own, scenario: undefined, events: 0 };
  const syntax = syntaxProblem(own);
  if (syntax !== undefined) return { ...none, ...before, problems: [syntax], isJson: false };
  const json = JSON.parse(own) as unknown;
  const loaded = loadScenario(json);
  if (!isJsonObject(json)) {
    return { ...none, ...before, problems: loaded.ok ? [] : loaded.problems, isJson: false };
  }
  before = { json, whole: wholeOf(json), preset: presetOf(json) };
  if (!loaded.ok) return { ...none, ...before, problems: loaded.problems, isJson: true };
  const { scenario } = loaded;
  return { text: own, ...before, problems: [], isJson: true, scenario, events: expectedEventsOfAll(scenario) };
});

/** Keeps the run bar with whether what is edited can be run. Ends when what it returns is called. */
export function followObstacle(): () => void {
  return effect(() => {
    const n = checked.value.problems.length;
    obstacle.value = n === 0 ? '' : n === 1 ? 'one thing is wrong with it.' : `${n} things are wrong with it.`;
  });
}
