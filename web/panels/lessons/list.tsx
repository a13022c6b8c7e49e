import { addressOf, LESSONS, openLesson, progress } from '../../state/lessons.ts';
import type { NamedLesson } from '../../state/lessons.ts';
import { countOf } from '../../words/numbers.ts';
import { isPlainClick } from '../plainClick.ts';

/** All lessons, with how far one is in each. */
export function LessonList() {
  const done = LESSONS.filter(({ id }) => progress.value[id]?.done).length;
  return (
    <section class="lesson-list" aria-labelledby="lessons-title">
      <h1 id="lessons-title">Lessons</h1>
      <p class="lead-sentence">
        Five minutes each: a question, your guess, the simulation’s answer, and a knob to turn. Every number in them is
        computed by the run that you watch. {done > 0 && `You have finished ${done} of ${LESSONS.length}.`}
      </p>
      <ol class="lesson-cards">
        {LESSONS.map((one) => (
          <li key={one.id}>
            <Card lesson={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Card({ lesson }: { lesson: NamedLesson }) {
  const state = progress.value[lesson.id];
  const at = state === undefined || state.done ? 0 : state.step;
  return (
    <article class="lesson-card">
      <h2>
        <a
          href={addressOf(lesson.id, at)}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            void openLesson(lesson, at);
          }}
        >
          {lesson.title}
        </a>
      </h2>
      <p>{lesson.question}</p>
      <p class="note">
        {countOf(lesson.minutes, 'minute')} ·{' '}
        {state === undefined
          ? 'not begun'
          : state.done
            ? 'finished ✓'
            : `at step ${state.step + 1} of ${lesson.steps.length}`}
      </p>
    </article>
  );
}
