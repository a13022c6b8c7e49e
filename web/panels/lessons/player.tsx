import { useEffect, useRef } from 'preact/hooks';
import { addressOf, closeLesson, finish, goToStep, step, stepIndex } from '../../state/lessons.ts';
import type { NamedLesson } from '../../state/lessons.ts';
import { busy, failure, phase, share } from '../../state/runner.ts';
import { opened } from '../../state/scenario.ts';
import { goTo } from '../../state/screen.ts';
import { percent } from '../../words/numbers.ts';
import { Figures } from './figures.tsx';
import { Predict } from './predict.tsx';
import { LessonText } from './text.tsx';
import { Think } from './think.tsx';
import { Turn } from './turn.tsx';

/** A lesson, one step at a time. */
export function Player({ lesson }: { lesson: NamedLesson }) {
  const at = stepIndex.value;
  const now = step.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) heading.current?.focus();
    first.current = false;
    if (at === lesson.steps.length - 1) finish();
  }, [lesson, at]);
  const source = opened.value?.source;
  const wasHere = useRef(false);
  useEffect(() => {
    // Another scenario was opened meanwhile: the lesson's texts and figures would not be about it.
    if (wasHere.current && source?.kind !== 'lesson') goTo('results');
    wasHere.current = source?.kind === 'lesson';
  }, [source]);
  if (now === undefined) return null;
  return (
    <article class="lesson" aria-labelledby="lesson-title">
      <header class="lesson-head">
        <button type="button" class="quiet" onClick={closeLesson}>
          All lessons
        </button>
        <h1 id="lesson-title">{lesson.title}</h1>
        <Steps lesson={lesson} at={at} />
      </header>
      <div class="lesson-step" data-step={at + 1}>
        <h2 ref={heading} tabIndex={-1}>
          {now.title}
        </h2>
        {now.kind === 'predict' ? (
          <Predict key={at} step={now} lesson={lesson.id} at={at} />
        ) : now.kind === 'turn' ? (
          <Turn key={at} step={now} />
        ) : now.kind === 'think' ? (
          <Think key={at} step={now} />
        ) : (
          <>
            <LessonText text={now.text} />
            <Figures charts={now.charts} />
          </>
        )}
      </div>
      <RunWords />
      <nav class="lesson-nav" aria-label="Steps of the lesson">
        <button type="button" disabled={at === 0} onClick={() => void goToStep(at - 1)}>
          Back
        </button>
        <button
          type="button"
          class="primary"
          onClick={() => (at + 1 < lesson.steps.length ? void goToStep(at + 1) : closeLesson())}
        >
          {at + 1 < lesson.steps.length ? 'Next' : 'To all lessons'}
        </button>
        <button type="button" class="quiet" onClick={() => goTo('results')}>
          Open in workbench
        </button>
      </nav>
    </article>
  );
}

function Steps({ lesson, at }: { lesson: NamedLesson; at: number }) {
  return (
    <ol class="lesson-steps" aria-label="Steps">
      {lesson.steps.map(({ title }, i) => (
        <li key={i}>
          <a
            href={addressOf(lesson.id, i)}
            aria-current={i === at ? 'step' : undefined}
            title={title}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
              event.preventDefault();
              void goToStep(i);
            }}
          >
            <span class="visually-hidden">{`Step ${i + 1}: ${title}`}</span>
            <span aria-hidden="true">{i + 1}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

/** What the run behind the lesson does. */
function RunWords() {
  const words =
    phase.value === 'failed'
      ? `The run failed: ${failure.value}`
      : busy.value
        ? `Simulating… ${percent(share.value)}`
        : phase.value === 'done'
          ? 'Simulated: every number here comes from this run.'
          : '';
  return (
    <p class="note lesson-run" data-phase={phase.value}>
      {words}
    </p>
  );
}
