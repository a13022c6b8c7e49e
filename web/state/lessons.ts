import { batch, computed, effect, signal } from '@preact/signals';
import { scenarioOf, turned, positionOf } from '../../sim/scenario/lesson/scenario.ts';
import { lesson as schema } from '../../sim/scenario/lesson/schema.ts';
import type { Lesson, LessonStep } from '../../sim/scenario/lesson/schema.ts';
import type { Result } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { pushEntry } from './entry.ts';
import { loadExample } from './examples.ts';
import { ran, result } from './runner.ts';
import { openLessonScenario, opened } from './scenario.ts';
import { screen } from './screen.ts';
import { recall, remember } from './store.ts';

/** The lessons, and where the reader is in one. */

/** A lesson with its name, which is that of its file. */
export interface NamedLesson extends Lesson {
  readonly id: string;
}

/** What the reader has answered: a number, or the place of an option; null for "show me". */
export type Guess = number | null;

/** How far somebody is in a lesson: the furthest step seen, and how many there are. */
export interface Progress {
  readonly step: number;
  readonly done: boolean;
}

/** The run of the lesson's own scenario, from which its texts take their numbers. */
export interface Baseline {
  readonly lesson: string;
  readonly scenario: Scenario;
  readonly result: Result | null;
}

const files = import.meta.glob<unknown>(
  ['../../scenarios/lessons/*.json', '!../../scenarios/lessons/lesson.schema.json'],
  {
    eager: true,
    import: 'default',
  },
);

/** All lessons, in their order. */
export const LESSONS: readonly NamedLesson[] = Object.entries(files)
  .map(([path, json]) => ({ id: path.replace(/^.*\/|\.json$/g, ''), ...schema.parse(json) }))
  .sort((a, b) => a.order - b.order);

/** The lesson that is read; null for the list. */
export const lesson = signal<NamedLesson | null>(null);
/** The place of the step that is read, from 0. */
export const stepIndex = signal(0);
/** The step that is read. */
export const step = computed((): LessonStep | undefined => lesson.value?.steps[stepIndex.value]);
/** What was answered, by lesson and step. */
export const guesses = signal<Readonly<Record<string, Guess>>>({});
/** The run of the lesson's own scenario. */
export const baseline = signal<Baseline | null>(null);
/** Where the knob of the step that is read stands; null before it was touched. */
export const knob = signal<number | null>(null);
/** How far one is in each lesson. */
export const progress = signal<Readonly<Record<string, Progress>>>(recalled());

/** A run with the knob somewhere. */
export interface Tried {
  readonly lesson: string;
  /** Where the knob stood; null where nobody had touched it. */
  readonly at: number | null;
  readonly result: Result;
}

/** The runs of this lesson so far, one for each place of the knob. */
export const tried = signal<readonly Tried[]>([]);

/** Where the knob stood in a scenario that was opened. */
const positions = new WeakMap<object, number>();

/** The lesson's own scenario, as JSON. */
let own: Record<string, unknown> | null = null;

// Keeps the runs of a lesson: that of its own scenario for the texts, all of them for the curve.
effect(() => {
  const now = opened.value;
  const id = lesson.value?.id;
  if (id === undefined || now?.source.kind !== 'lesson' || now.source.id !== id) return;
  const done = ran.value?.scenario === now.scenario ? result.value : null;
  const isOwn = now.json === own;
  if (isOwn && (done !== null || baseline.peek()?.lesson !== id)) {
    baseline.value = { lesson: id, scenario: now.scenario, result: done };
  }
  if (done === null) return;
  const at = positions.get(now.json) ?? null;
  const others = tried.peek().filter((one) => one.lesson === id && one.at !== at);
  tried.value = [...others, { lesson: id, at, result: done }];
});

/** The key under which an answer is kept. */
export function guessKey(id: string, at: number): string {
  return `${id}/${at}`;
}

/** Shows the lesson and step that the address names, or the list. */
export async function followAddress(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const asked = LESSONS.find(({ id }) => id === query.get('lesson'));
  if (asked === undefined) {
    lesson.value = null;
    return;
  }
  await show(asked, Number(query.get('step') ?? 1) - 1);
}

/** Opens a lesson at its first step, or where one left it. */
export async function openLesson(asked: NamedLesson, at = 0): Promise<void> {
  pushEntry(null, addressOf(asked.id, at));
  scrollTo(0, 0);
  await show(asked, at);
}

/** Back to the list. */
export function closeLesson(): void {
  pushEntry(null, addressOf(null, 0));
  lesson.value = null;
  scrollTo(0, 0);
}

/** Goes to a step of the lesson. */
export async function goToStep(at: number): Promise<void> {
  const now = lesson.value;
  if (now === null || at < 0 || at >= now.steps.length) return;
  pushEntry(null, addressOf(now.id, at));
  await show(now, at);
}

/** Notes an answer. */
export function answer(guess: Guess): void {
  const now = lesson.value;
  if (now !== null) guesses.value = { ...guesses.value, [guessKey(now.id, stepIndex.value)]: guess };
}

/** Runs the lesson's scenario with its knob at a place; null is where it stands in the lesson. */
export async function turnTo(pointer: string, value: number | null): Promise<void> {
  const now = lesson.value;
  if (now === null || own === null) return;
  const json = value === null ? own : turned(own, pointer, value);
  knob.value = value;
  if (value !== null) positions.set(json, value);
  await openLessonScenario(json, now.id);
}

/** Where a knob stands while nobody has touched it. */
export function restOf(pointer: string): number | undefined {
  return own === null ? undefined : positionOf(own, pointer);
}

/** The lesson's scenario with its knob at a place, as JSON; undefined before the lesson is there. */
export function jsonAt(pointer: string, value: number): Record<string, unknown> | undefined {
  return own === null ? undefined : turned(own, pointer, value);
}

/** Marks the lesson as read to its end. */
export function finish(): void {
  const now = lesson.value;
  if (now !== null) note(now.id, { step: now.steps.length - 1, done: true });
}

/** The address of a step of a lesson, or of the list. */
export function addressOf(id: string | null, at: number): string {
  const query = new URLSearchParams(location.search);
  query.set('view', 'lessons');
  query.delete('lesson');
  query.delete('step');
  if (id !== null) {
    query.set('lesson', id);
    query.set('step', String(at + 1));
  }
  return `${location.pathname}?${query.toString()}`;
}

async function show(asked: NamedLesson, at: number): Promise<void> {
  const place = Number.isInteger(at) ? Math.min(Math.max(0, at), asked.steps.length - 1) : 0;
  const isNew = lesson.value?.id !== asked.id;
  const wasTurned = knob.value !== null && asked.steps[place]?.kind !== 'turn';
  batch(() => {
    lesson.value = asked;
    stepIndex.value = place;
  });
  const before = progress.value[asked.id];
  note(asked.id, { step: Math.max(place, before?.step ?? 0), done: before?.done ?? false });
  if (!isNew && !wasTurned && own !== null) return;
  if (isNew) {
    own = null;
    const shipped = asked.scenario === undefined ? undefined : await loadExample(asked.scenario).catch(() => undefined);
    if (lesson.value !== asked) return;
    own = scenarioOf(asked, shipped?.json);
  }
  knob.value = null;
  if (own === null || screen.value !== 'lessons') return;
  await openLessonScenario(own, asked.id);
}

function note(id: string, state: Progress): void {
  progress.value = { ...progress.value, [id]: state };
  remember('lessons', JSON.stringify(progress.value));
}

/** The progress that this browser keeps; whatever is no progress in it is left out. */
function recalled(): Record<string, Progress> {
  try {
    const kept: unknown = JSON.parse(recall('lessons') ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).flatMap(([id, state]: [string, unknown]) => {
        const { step: at, done } = (state ?? {}) as { step?: unknown; done?: unknown };
        return typeof at === 'number' ? [[id, { step: at, done: done === true }]] : [];
      }),
    );
  } catch {
    return {};
  }
}
