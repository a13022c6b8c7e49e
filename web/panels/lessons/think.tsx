import { useState } from 'preact/hooks';
import type { StepOf } from '../../../sim/scenario/lesson/schema.ts';
import { LessonText } from './text.tsx';

/** The last step: what to take away, and a question with one answer to it. */
export function Think({ step }: { step: StepOf<'think'> }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <LessonText text={step.text} />
      <div class="lesson-question">
        <h3>{step.question}</h3>
        {isShown ? (
          <LessonText text={step.answer} />
        ) : (
          <button type="button" onClick={() => setShown(true)}>
            One answer
          </button>
        )}
      </div>
    </>
  );
}
