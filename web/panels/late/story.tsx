import { useState } from 'preact/hooks';
import type { Journey, Phase } from '../../../sim/measure/journeys.ts';
import type { JourneyStore } from '../../engine/journeys.ts';
import { took } from '../../engine/journeys.ts';
import { busy, follow } from '../../state/runner.ts';
import { Swatch } from '../../charts/swatch.tsx';
import { journeySentence, outcomeSentence, PHASE_NAMES } from '../../words/journey.ts';
import type { JourneyContext } from '../../words/journey.ts';
import { count } from '../../words/numbers.ts';
import { JourneyFigure } from './figure.tsx';
import { PHASE_INKS, SHARED_INK } from './inks.ts';
import type { Other } from './list.tsx';
import { Segments } from './segments.tsx';

/** One message: what took its time, here and in the other designs. */
export function Story({
  journey,
  context,
  contextOf,
  own,
  others,
}: {
  journey: Journey;
  context: JourneyContext;
  contextOf: (design: string, store: JourneyStore) => JourneyContext;
  own: { readonly name: string; readonly index: number };
  others: readonly Other[];
}) {
  const [alike, setAlike] = useState(false);
  const elsewhere = others.flatMap((other) => {
    const found = other.store?.find(journey.stream, journey.number);
    const { store } = other;
    return found === undefined || store === undefined
      ? []
      : [{ ...other, journey: found, context: contextOf(other.id, store) }];
  });
  const shown = [{ ...own, journey, context }, ...elsewhere];
  const mostS = Math.max(...shown.map((one) => took(one.journey)));
  return (
    <div class="story">
      <p class="story-sentence">
        <strong>{`Message no. ${count(journey.number + 1)}`}</strong> {journeySentence(journey, context)}{' '}
        {!busy.value && journey.segments[0]?.phase === 'earlier' && (
          <Follow
            key={journey.number}
            design={context.design}
            label="Follow it from its first attempt"
            journey={journey}
          />
        )}
      </p>
      {others.map((other) => (
        <p key={other.id} class="story-other">
          In <strong>{other.name}</strong> the same message{' '}
          <OtherWords other={other} journey={journey} contextOf={contextOf} />
        </p>
      ))}
      <label class="log-scale">
        <input type="checkbox" checked={alike} onChange={({ currentTarget }) => setAlike(currentTarget.checked)} />
        <span>all steps equally wide, not to scale</span>
      </label>
      <Legend journeys={shown.map((one) => one.journey)} />
      {shown.map((one) => (
        <JourneyFigure
          key={one.context.design}
          journey={one.journey}
          context={one.context}
          name={one.name}
          index={one.index}
          mostS={mostS}
          alike={alike}
        />
      ))}
      <p class="note">
        {alike
          ? 'Every step as wide as any other.'
          : `Time since its first attempt${shown.length > 1 ? ', on the same scale for every design' : ''}.`}
      </p>
      <details class="numbers">
        <summary>Show as table</summary>
        <div class="tables">
          {shown.map((one) => (
            <Segments key={one.context.design} journey={one.journey} context={one.context} name={one.name} />
          ))}
        </div>
      </details>
    </div>
  );
}

function OtherWords({
  other: { id, name, store },
  journey,
  contextOf,
}: {
  other: Other;
  journey: Journey;
  contextOf: (design: string, store: JourneyStore) => JourneyContext;
}) {
  if (store === undefined) return <>has yet to come: that design has not begun.</>;
  const found = store.find(journey.stream, journey.number);
  if (found !== undefined) return <>{journeySentence(found, contextOf(id, store))}</>;
  const outcome = store.outcomeOf(journey.stream, journey.number);
  const words =
    outcome === undefined ? 'was not followed, and what became of it is not known' : outcomeSentence(outcome);
  return (
    <>
      {`${words}. `}
      {!busy.value && (
        <Follow key={journey.number} design={id} label={`Follow it through ${name} too`} journey={journey} />
      )}
    </>
  );
}

/** Has a message followed where it was not: the design is run again up to its end. */
function Follow({ design, label, journey }: { design: string; label: string; journey: Journey }) {
  const [state, setState] = useState<'' | 'running' | 'failed'>('');
  return (
    <>
      <button
        type="button"
        class="follow"
        disabled={state === 'running'}
        onClick={() => {
          setState('running');
          follow(design, journey).then(
            (worked) => setState(worked ? '' : 'failed'),
            () => setState('failed'),
          );
        }}
      >
        {label}
      </button>{' '}
      <output class="note">
        {state === 'running' && 'The design is run again until that message has ended …'}
        {state === 'failed' && 'That did not work out; something else may have been run meanwhile.'}
      </output>
    </>
  );
}

/** What the bars stand for: only what there is. */
function Legend({ journeys }: { journeys: readonly Journey[] }) {
  const segments = journeys.flatMap((journey) => journey.segments);
  const phases = [...new Set(segments.map(({ phase }) => phase))] as Phase[];
  const isShared = segments.some(
    ({ phase, ownS, from, to }) => (phase === 'cpu' || phase === 'disk') && ownS < (to - from) * 0.999,
  );
  return (
    <ul class="story-legend">
      {phases.map((phase) => (
        <li key={phase}>
          <Swatch ink={PHASE_INKS[phase]} /> {PHASE_NAMES[phase]}
        </li>
      ))}
      {isShared && (
        <li>
          <Swatch ink={SHARED_INK} /> CPU or disk busy with other work
        </li>
      )}
    </ul>
  );
}
