import { draftOf } from './draft.ts';
import { expectedEvents, MAX_EVENTS } from './estimate.ts';
import { extend } from './extend.ts';
import { grouped } from './grouped.ts';
import { syntaxProblem } from './jsonText.ts';
import { isJsonObject } from './mergePatch.ts';
import { notesOn } from './notes.ts';
import { withPointer } from './pointer.ts';
import { formatPath, problemAt, shown, type Problem } from './problem.ts';
import { schemaProblems } from './problems.ts';
import { referenceProblems } from './references/index.ts';
import { scenario, type Scenario } from './schema/scenario.ts';
import { valueAt } from './schemaWalk.ts';
import { boundsProblems, MAX_CHARACTERS } from './untrusted.ts';

/** What came of reading a scenario: the scenario with all defaults filled in, or every problem with it. */
export type Loaded =
  | { readonly ok: true; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A value to put at a JSON pointer of the scenario, after `extends` is resolved. */
export interface Setting {
  readonly pointer: string;
  readonly value: unknown;
}

/** How to read a scenario. */
export interface LoadOptions {
  /** Values to change in it. */
  readonly settings?: readonly Setting[];
  /** Accept a scenario that would take more than {@link MAX_EVENTS} events. */
  readonly allowLong?: boolean;
}

/** Reads a scenario from JSON text: bounds, syntax (with line and column), then as {@link loadScenario}. */
export function parseScenario(text: string, options: LoadOptions = {}): Loaded {
  if (text.length > MAX_CHARACTERS) {
    return failed([
      problemAt([], `must have at most ${grouped(MAX_CHARACTERS)} characters of JSON, not ${grouped(text.length)}`),
    ]);
  }
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const syntax = syntaxProblem(plain);
  if (syntax) return failed([syntax]);
  return loadScenario(JSON.parse(plain), options);
}

/**
 * Reads a scenario from a JSON value that nobody vouches for: bounds on its size, migration of older formats, `extends`, the schema,
 * what its parts say of each other, and how long it would run. Every problem is reported at once; nothing is thrown for bad input.
 */
export function loadScenario(json: unknown, options: LoadOptions = {}): Loaded {
  const outOfBounds = boundsProblems(json);
  if (outOfBounds.length > 0) return failed(outOfBounds);
  if (!isJsonObject(json)) return failed([problemAt([], `a scenario is a JSON object: ${shown(json)}`)]);
  const extended = extend(json);
  const { document, problems: badSettings } = applied(extended.json, options.settings ?? []);
  const ofSchema = schemaProblems(scenario, document).map((problem) => withOrigin(problem, json, extended.preset));
  const draft = draftOf(document);
  const early = [...extended.problems, ...badSettings];
  // Without its preset, whatever the patch leaves out would be reported as missing.
  if (extended.problems.length > 0) return failed(early);
  const problems = [...early, ...ofSchema, ...beside(ofSchema, referenceProblems(draft))];
  if (problems.length > 0) return failed(problems);
  const read = scenario.parse(document);
  const tooLong = options.allowLong ? [] : lengthProblems(read);
  if (tooLong.length > 0) return failed(tooLong);
  return { ok: true, scenario: read, notes: [...extended.notes, ...notesOn(read)] };
}

function failed(problems: readonly Problem[]): Loaded {
  return { ok: false, problems };
}

function applied(json: unknown, settings: readonly Setting[]): { document: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  let document = json;
  for (const { pointer, value } of settings) {
    try {
      document = withPointer(document, pointer, value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(problemAt([], error.message));
    }
  }
  return { document, problems };
}

/** A key that the author did not write comes from the preset: the patch must say null to be rid of it. */
function withOrigin(problem: Problem, written: unknown, preset: string | undefined): Problem {
  if (preset === undefined || !problem.message.startsWith('unknown key')) return problem;
  if (valueAt(written, problem.steps) !== undefined) return problem;
  const key = String(problem.steps.at(-1));
  return problemAt(problem.steps, `left over from ${preset} and unknown here; remove it with "${key}": null`);
}

/** Problems of reference that do not stand at or below a place where the schema found something wrong. */
function beside(ofSchema: readonly Problem[], ofReference: readonly Problem[]): Problem[] {
  const taken = new Set(ofSchema.map(({ path }) => path));
  return ofReference.filter(({ steps }) => !steps.some((_, i) => taken.has(formatPath(steps.slice(0, i + 1)))));
}

function lengthProblems(read: Scenario): Problem[] {
  return Object.keys(read.designs).flatMap((id) => {
    const events = expectedEvents(read, id);
    if (events <= MAX_EVENTS) return [];
    const words = `would take about ${events.toExponential(1)} events, more than ${MAX_EVENTS.toExponential(0)}`;
    return [problemAt(['designs', id], `${words}; shorten the run, or ask for it all the same`)];
  });
}
