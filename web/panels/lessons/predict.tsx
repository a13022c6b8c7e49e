import { useId, useState } from 'preact/hooks';
import { isWithin, readQuantity } from '../../../sim/scenario/lesson/quantity.ts';
import type { StepOf } from '../../../sim/scenario/lesson/schema.ts';
import { answer, baseline, guesses, guessKey } from '../../state/lessons.ts';
import { currencyOf, numberText, verdictOnGuess } from '../../words/lessonText.ts';
import { Figures } from './figures.tsx';
import { GuessLine } from './guessLine.tsx';
import { LessonText } from './text.tsx';

type PredictStep = StepOf<'predict'>;

/** A prediction: first the reader's, then the run's beside it. */
export function Predict({ step, lesson, at }: { step: PredictStep; lesson: string; at: number }) {
  const guess = guesses.value[guessKey(lesson, at)];
  const isKnown = baseline.value !== null && baseline.value.result !== null;
  return (
    <>
      <LessonText text={step.text} />
      {guess === undefined ? (
        <Ask step={step} />
      ) : !isKnown ? (
        <output class="note">Your answer is noted. The run is not over yet…</output>
      ) : (
        <div class="lesson-reveal" aria-live="polite">
          <Outcome step={step} guess={guess} />
          <LessonText text={step.reveal} />
          <Figures charts={step.charts} />
        </div>
      )}
    </>
  );
}

function Ask({ step: { ask } }: { step: PredictStep }) {
  const [value, setValue] = useState('');
  const name = useId();
  const number = Number(value);
  const isRight = value.trim() !== '' && (ask.kind === 'choice' || (number >= ask.min && number <= ask.max));
  return (
    <form
      class="lesson-ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) answer(ask.kind === 'choice' ? number : number * ask.perUnit);
      }}
    >
      <fieldset>
        <legend>Your prediction</legend>
        {ask.kind === 'choice' ? (
          ask.options.map(({ text }, i) => (
            <label key={i} class="lesson-option">
              <input type="radio" name={name} checked={value === String(i)} onChange={() => setValue(String(i))} />
              {text}
            </label>
          ))
        ) : (
          <label class="lesson-number">
            <input
              type="number"
              inputMode="decimal"
              min={ask.min}
              max={ask.max}
              step="any"
              value={value}
              aria-describedby={`${name}-range`}
              onInput={({ currentTarget }) => setValue(currentTarget.value)}
            />{' '}
            {ask.unit}
            <span id={`${name}-range`} class="note">
              {` a number from ${ask.min} to ${ask.max.toLocaleString('en-US')}`}
            </span>
          </label>
        )}
      </fieldset>
      <button type="submit" class="primary" disabled={!isRight}>
        Show what happens
      </button>
      <button type="button" class="quiet" onClick={() => answer(null)}>
        Skip the guess
      </button>
    </form>
  );
}

function Outcome({ step: { ask }, guess }: { step: PredictStep; guess: number | null }) {
  const result = baseline.value?.result;
  if (ask.kind === 'choice') {
    const right = ask.options.findIndex(({ when }) => isWithin(readQuantity(result, when.value), when));
    return (
      <>
        <ul class="lesson-options" aria-label="Answers">
          {ask.options.map(({ text }, i) => (
            <li key={i} data-right={i === right}>
              {text}
              {i === right && <strong> what the run shows</strong>}
              {i === guess && <em> your guess</em>}
            </li>
          ))}
        </ul>
        {guess !== null && (
          <p>
            <strong>{guess === right ? 'You were right.' : 'The run says otherwise.'}</strong>
          </p>
        )}
      </>
    );
  }
  const shown = readQuantity(result, ask.answer);
  if (shown === undefined) return <p>The run has no such number.</p>;
  const write = (x: number): string => numberText(x, ask.format, currencyOf(baseline.value?.scenario));
  return (
    <>
      <GuessLine guess={guess} shown={shown} least={ask.min * ask.perUnit} write={write} />
      {guess !== null && (
        <p>
          <strong>{verdictOnGuess(guess, shown)}</strong>
        </p>
      )}
    </>
  );
}
