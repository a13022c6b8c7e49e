import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { designInk } from '../../charts/palette.ts';
import { Swatch } from '../../charts/swatch.tsx';
import { What } from '../../charts/what.tsx';
import type { JourneyStore } from '../../engine/journeys.ts';
import { took } from '../../engine/journeys.ts';
import { chartedStream } from '../../state/facts.ts';
import { grown } from '../../state/growth.ts';
import { ask, asked, message, question } from '../../state/late.ts';
import type { Question } from '../../state/late.ts';
import { busy, journeys, ran, series } from '../../state/runner.ts';
import { moment, startOf } from '../../words/clock.ts';
import { designName, streamName } from '../../words/facts.ts';
import { time } from '../../words/journey.ts';
import type { JourneyContext } from '../../words/journey.ts';
import { count, countOf } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { answerOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { deliveredIn } from './delivered.ts';
import { MessageList } from './list.tsx';
import { Story } from './story.tsx';
import './late.css';

/** So many messages are listed before the others have to be asked for. */
const AT_ONCE = 6;
const AT_MOST = 60;

const NOTHING_ASKED =
  'Nothing is asked yet: click a moment on a chart of delivery time above, or see the slowest of the whole run.';

/** Why mail was late: traced messages of a moment that was asked about on a chart, or of the whole run, and the way of one of them. */
export function LatePanel() {
  const scenario = ran.value?.scenario;
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { times, byKey } = asked.value;
  useEffect(() => {
    if (times === 0) return;
    if (byKey) title.current?.focus();
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [times, byKey]);
  if (scenario === undefined) return null;
  const now = question.value;
  const isKnown =
    now !== null && scenario.designs[now.design] !== undefined && scenario.streams[now.stream] !== undefined;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leads back to the chart
    <section
      class="late"
      ref={section}
      aria-labelledby="late-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || asked.value.from?.isConnected !== true) return;
        event.preventDefault();
        asked.value.from.focus();
      }}
    >
      <div class="data-head">
        <h3 id="late-title" ref={title} tabIndex={-1}>
          Why was this mail late?
        </h3>
        <What about="Why was this mail late?">
          Some messages are followed from their first attempt to their end, and everything that took their time is
          noted: waits, work, machines that were down or stood still, tries that were turned away. Click a moment on a
          chart of delivery time, or press Enter on it, to see those that arrived then.
        </What>
      </div>
      <Ways scenario={scenario} now={isKnown ? now : null} />
      <Answered scenario={scenario} now={isKnown ? now : null} />
    </section>
  );
}

/** The ways in: designs, and the whole run. */
function Ways({ scenario, now }: { scenario: Scenario; now: Question | null }) {
  const designs = Object.keys(scenario.designs);
  const design = now?.design ?? designs[0] ?? '';
  const stream = chartedStream.value;
  return (
    <div class="late-ways">
      {designs.length > 1 && now !== null && (
        <fieldset class="segments">
          <legend>In</legend>
          {designs.map((id, i) => (
            <label key={id}>
              <input
                type="radio"
                name="late-design"
                checked={id === design}
                onChange={() => {
                  question.value = { ...now, design: id };
                }}
              />
              <span>
                <Swatch ink={designInk(i)} /> {designName(scenario, id)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <button
        type="button"
        disabled={now !== null && now.atS === null && now.stream === stream}
        onClick={() => ask({ design, stream, atS: null }, false)}
      >
        Slowest of the run
      </button>
      {now !== null && now.atS !== null && (
        <button type="button" onClick={() => asked.value.from?.focus()}>
          Back to the chart
        </button>
      )}
    </div>
  );
}

/** What was found, said aloud, and the way of the message that is chosen. */
function Answered({ scenario, now }: { scenario: Scenario; now: Question | null }) {
  void grown.value;
  const stores = journeys.value;
  const store = stores.get(now?.design ?? '');
  const length = store?.length ?? 0;
  const [all, setAll] = useState(false);
  const answer = useMemo(
    (): Answer =>
      store === undefined || now === null
        ? { heads: [], kind: 'arrived', from: 0, to: 0 }
        : answerOf(store, now, scenario.run),
    [store, length, now, scenario],
  );
  const contexts = useMemo(() => new Map<string, JourneyContext>(), [scenario, stores, length, busy.value]);
  const contextOf = (design: string, of: JourneyStore): JourneyContext => {
    const { names, interruptions } = of;
    const known = contexts.get(design) ?? { scenario, design, names, interruptions };
    contexts.set(design, known);
    return known;
  };
  const { heads } = answer;
  const wanted = message.value?.stream === now?.stream ? message.value?.number : undefined;
  const chosen = heads.find(({ number }) => number === wanted) ?? heads[0];
  const journey = useMemo(
    () => (chosen === undefined ? undefined : store?.find(chosen.stream, chosen.number)),
    [stores, store, chosen],
  );
  const said = now === null ? NOTHING_ASKED : summaryOf(scenario, now, answer);
  const isEmpty = now !== null && chosen === undefined && busy.value;
  const summary = (
    // The whole run grows while it goes on: that is not said again and again.
    <output class="late-summary" aria-live={now?.atS === null && busy.value ? 'off' : 'polite'}>
      {isEmpty ? `${said} The run goes on; there may be some yet.` : said}
    </output>
  );
  if (now === null || store === undefined || chosen === undefined || journey === undefined) return <>{summary}</>;
  const names = Object.keys(scenario.designs).map((id, index) => ({
    id,
    index,
    name: designName(scenario, id),
    store: stores.get(id),
  }));
  const own = names.find(({ id }) => id === now.design) ?? { name: now.design, index: 0 };
  const others = names.filter(({ id }) => id !== now.design);
  const context = contextOf(now.design, store);
  const shown = heads.slice(0, all ? AT_MOST : AT_ONCE);
  const clock = { start: startOf(scenario.run.startsAt), durationS: scenario.run.durationS };
  return (
    <>
      {summary}
      <MessageList
        heads={shown.includes(chosen) ? shown : [...shown, chosen]}
        chosen={chosen}
        store={store}
        context={context}
        others={others}
        stream={now.stream}
        clock={clock}
      />
      {heads.length > AT_ONCE && (
        <button type="button" class="late-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${count(Math.min(AT_MOST, heads.length) - AT_ONCE)} more`}
        </button>
      )}
      <Story journey={journey} context={context} contextOf={contextOf} own={own} others={others} />
    </>
  );
}

/** What was found, and out of how many: that it is a sample is part of it. */
function summaryOf(scenario: Scenario, { design, stream, atS }: Question, { heads, kind, from, to }: Answer): string {
  const { startsAt, durationS, sampleS } = scenario.run;
  const at = (s: number): string => moment(startOf(startsAt) + s, durationS);
  const what = `${streamName(scenario, stream)} in ${designName(scenario, design)}`;
  const stretch = `from ${at(from)} to ${at(to)}`;
  if (heads.length === 0) return `${what}: no message ${atS === null ? 'of the run' : 'about then'} was traced.`;
  if (kind === 'on their way') {
    return `${what}: hardly any arrived ${stretch}; ${countOf(heads.length, 'traced message')} ${heads.length === 1 ? 'was' : 'were'} on the way then.`;
  }
  const samples = series.value.get(design);
  const delivered = samples === undefined ? NaN : deliveredIn(samples, stream, from, to);
  const traced = heads.filter(({ fate }) => fate === 'delivered').length;
  const of = Number.isFinite(delivered) ? ` of ${count(Math.round(delivered))}` : '';
  const wide = atS !== null && to - from > sampleS * 1.5 ? ' (fewer arrived in the sample itself)' : '';
  const when = atS === null ? 'in the whole run' : `${stretch}${wide}`;
  const slowest = heads[0];
  const longest =
    slowest === undefined || slowest.fate !== 'delivered' ? '' : ` The slowest of them took ${time(took(slowest))}.`;
  const rest = heads.length - traced;
  const others = rest === 0 ? '' : ` ${countOf(rest, 'traced message')} did not arrive.`;
  return `${what}: ${count(traced)}${of} messages that arrived ${when} were traced.${longest}${others}`;
}
