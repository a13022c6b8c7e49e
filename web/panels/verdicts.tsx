import { designInk } from '../charts/palette.ts';
import { Marked } from '../charts/marked.tsx';
import { Swatch } from '../charts/swatch.tsx';
import { What } from '../charts/what.tsx';
import { facts } from '../state/facts.ts';
import { phase } from '../state/runner.ts';
import { IncidentVerdicts } from './incidentVerdicts.tsx';
import { Named } from './named.tsx';
import { ObjectiveStrip } from './objectiveStrip.tsx';
import { ReportButton } from './reportButton.tsx';
import type { Card, Row } from '../words/card.ts';
import type { Facts } from '../words/facts.ts';
import { headline } from '../words/headline.ts';
import { cardsOf } from '../words/verdicts.ts';

/** The answers: one sentence for the run, then a card for each question; in a figure only one of the two. */
export function Verdicts({ only }: { only?: 'headline' | 'cards' }) {
  const now = facts.value;
  const done = phase.value === 'done';
  const cards = now === undefined ? [] : cardsOf(now);
  return (
    <section class="verdicts" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title" class="visually-hidden">
        Results
      </h2>
      {only !== 'cards' && <Answer />}
      {done && only === undefined && <ReportButton />}
      {only !== 'headline' && (
        <div class={done ? 'cards' : 'cards cards-partial'}>
          {cards.map((card) => (
            <CardView key={card.id} card={card} facts={now} done={done} />
          ))}
        </div>
      )}
    </section>
  );
}

function Answer() {
  const now = facts.value;
  const done = phase.value === 'done';
  return (
    <>
      <output class={done ? 'headline' : 'headline headline-waiting'}>
        {done && now !== undefined ? <Named text={headline(now)} designs={now.designs} /> : waitingWords()}
      </output>
      {done && now !== undefined && <ObjectiveStrip facts={now} />}
      {done && now !== undefined && <IncidentVerdicts facts={now} />}
    </>
  );
}

function waitingWords(): string {
  switch (phase.value) {
    case 'cancelled':
      return 'Cancelled: the numbers below cover only the part that was simulated.';
    case 'failed':
      return 'There is no verdict: the run failed.';
    case 'idle':
      return 'No results yet: the run has not started.';
    case 'paused':
      return 'Paused: the verdict comes when every design is done.';
    default:
      return 'Computing: the verdict comes when every design is done.';
  }
}

/** What the numbers of a card are while there is no verdict. */
function partWords(): string {
  switch (phase.value) {
    case 'failed':
      return 'The run failed.';
    case 'idle':
      return 'Not run yet.';
    default:
      return 'So far, not yet comparable:';
  }
}

function CardView({ card, facts, done }: { card: Card; facts: Facts | undefined; done: boolean }) {
  return (
    <article class="card" data-card={card.id} aria-label={card.title}>
      <header class="card-head">
        <h3>
          <Marked>{card.title}</Marked>
        </h3>
        <What about={card.title}>{card.what}</What>
      </header>
      <p class="verdict">{done ? <Named text={card.verdict} designs={facts?.designs ?? []} /> : partWords()}</p>
      {card.groups.map((group) => (
        <div key={group.name} class="card-group">
          {group.name !== null && (
            <h4>
              <Marked>{group.name}</Marked>
            </h4>
          )}
          <ul>
            {group.rows.map((row) => (
              <RowView key={row.design} row={row} name={facts?.designs[row.design]?.name ?? ''} />
            ))}
          </ul>
        </div>
      ))}
    </article>
  );
}

function RowView({ row, name }: { row: Row; name: string }) {
  return (
    <li class={row.bad ? 'row row-bad' : 'row'}>
      <span class="row-name">
        <Swatch ink={designInk(row.design)} />
        {name}
      </span>
      <span class="row-value">
        {row.value.text}
        {row.value.unit !== '' && <span class="row-unit">{` ${row.value.unit}`}</span>}
      </span>
      <Bar row={row} />
      <span class="row-note">
        {row.bad && (
          <span class="bad-mark" aria-hidden="true">
            ▲{' '}
          </span>
        )}
        {row.note}
      </span>
    </li>
  );
}

function Bar({ row }: { row: Row }) {
  const { color } = designInk(row.design);
  const end = Math.min(1, Math.max(0, row.bar ?? 0)) * 100;
  const mark = row.mark === null ? null : Math.min(1, Math.max(0, row.mark)) * 100;
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="8" />
      <rect class={`fill c${color}`} width={end} height="8" />
      {mark !== null && <rect class="bar-mark" x={Math.min(99.2, mark)} width="0.8" height="8" />}
    </svg>
  );
}
