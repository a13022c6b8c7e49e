import { useEffect, useRef, useState } from 'preact/hooks';
import { readQuantity } from '../../../sim/scenario/lesson/quantity.ts';
import type { StepOf } from '../../../sim/scenario/lesson/schema.ts';
import { baseline, jsonAt, knob, lesson, restOf, tried, turnTo } from '../../state/lessons.ts';
import { busy } from '../../state/runner.ts';
import { estimateOf } from '../../state/estimates.ts';
import { currencyOf, numberText } from '../../words/lessonText.ts';
import { NONE } from '../../words/numbers.ts';
import { Scroller } from '../../charts/scroller.tsx';
import { Curve } from './curve.tsx';
import { Figures } from './figures.tsx';
import { LessonText } from './text.tsx';

/** How long the knob must rest before its run starts [ms]. */
const REST_MS = 200;

/** A knob, the numbers to watch, and a curve that grows with every place tried. */
export function Turn({ step }: { step: StepOf<'turn'> }) {
  const { pointer, label, unit, min, max, step: distance } = step.knob;
  const id = lesson.value?.id ?? '';
  const rest = restOf(pointer) ?? min;
  const [moved, setMoved] = useState<number | null>(null);
  const at = moved ?? knob.value ?? rest;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Fetched and warm before the knob moves: then an estimate is there at once.
    const json = jsonAt(pointer, rest);
    if (json !== undefined) void estimateOf(json);
  }, [pointer, rest]);
  const [estimate, setEstimate] = useState<{ readonly at: number; readonly designs: unknown } | null>(null);
  const move = (value: number): void => {
    if (!(value >= min && value <= max)) return;
    setMoved(value);
    const json = jsonAt(pointer, value);
    if (json !== undefined) {
      void estimateOf(json).then((designs) => designs && setEstimate({ at: value, designs }));
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void turnTo(pointer, value), REST_MS);
  };
  const reset = (): void => {
    clearTimeout(timer.current);
    setMoved(null);
    setEstimate(null);
    void turnTo(pointer, null);
  };
  const mine = tried.value.filter((one) => one.lesson === id);
  const simulated = mine.find((one) => (one.at ?? rest) === at)?.result;
  const guess = estimate?.at === at ? estimate.designs : undefined;
  const currency = currencyOf(baseline.value?.scenario);
  return (
    <>
      <LessonText text={step.text} />
      <div class="knob">
        <label htmlFor="lesson-knob">{label}</label>
        <input
          id="lesson-knob"
          type="range"
          min={min}
          max={max}
          step={distance}
          value={at}
          aria-valuetext={`${at.toLocaleString('en-US')} ${unit}`}
          onInput={({ currentTarget }) => move(Number(currentTarget.value))}
        />
        <span class="knob-number">
          <input
            type="number"
            aria-label={`${label}, as a number`}
            min={min}
            max={max}
            step={distance}
            value={at}
            onChange={({ currentTarget }) => move(Number(currentTarget.value))}
          />{' '}
          {unit}
        </span>
        <button type="button" class="quiet" disabled={at === rest} onClick={reset}>
          Reset
        </button>
      </div>
      <Scroller label="Numbers to watch">
        <table class="watch">
          <thead>
            <tr>
              <th scope="col" class="text">
                What to watch
              </th>
              <th scope="col">{`at ${rest.toLocaleString('en-US')}`}</th>
              <th scope="col">{`at ${at.toLocaleString('en-US')}`}</th>
            </tr>
          </thead>
          <tbody>
            {step.watch.map(({ value, label: what, format }) => {
              const before = readQuantity(baseline.value?.result, value);
              const now = readQuantity(simulated, value);
              const rough = now === undefined ? readQuantity(guess, value) : undefined;
              return (
                <tr key={value}>
                  <th scope="row">{what}</th>
                  <td>{before === undefined ? NONE : numberText(before, format, currency)}</td>
                  <td data-kind={now !== undefined ? 'simulated' : rough !== undefined ? 'estimate' : 'none'}>
                    {now !== undefined
                      ? numberText(now, format, currency)
                      : rough !== undefined
                        ? `≈ ${numberText(rough, format, currency)}`
                        : busy.value
                          ? '…'
                          : NONE}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroller>
      <p class="note">
        {simulated === undefined && guess !== undefined
          ? '≈ marks an estimate by queueing theory, until the simulation is there. It knows steady load, not incidents, retries or migrations.'
          : 'Simulated.'}
      </p>
      <Curve
        step={step}
        runs={mine.map((one) => ({ at: one.at ?? rest, result: one.result }))}
        now={at}
        estimate={guess}
      />
      <Figures charts={step.charts} />
    </>
  );
}
