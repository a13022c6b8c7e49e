import type { ComponentChild } from 'preact';
import { presetJson, PRESET_IDS } from '../../../sim/scenario/presets/index.ts';
import { exampleHash } from '../../../sim/share/address.ts';
import { drafts } from '../../state/drafts.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { EXAMPLES, loadExample } from '../../state/examples.ts';
import { reader } from '../../state/reader.ts';
import { openDraft, visit } from '../../state/scenario.ts';
import { goTo, resultsAddress, screenAddress } from '../../state/screen.ts';
import { GLOSSARY } from '../../words/glossary.ts';
import { isPlainClick } from '../plainClick.ts';
import { QUESTIONS } from './questions.ts';
import { Thumbnail } from './thumbnail.tsx';
import './start.css';

/** Where to begin: questions that built-in scenarios answer, organizations to build on, one's own, and the words of the page. */
export function StartScreen() {
  return (
    <section class="start" aria-labelledby="start-title">
      <h1 id="start-title">What do you want to know?</h1>
      <p class="lead-sentence">
        Each of these is a whole scenario: it runs as soon as it is opened, in this browser, and may be changed under{' '}
        <Way to="edit">Edit</Way>. New to all of this? The <Way to="lessons">lessons</Way> take five minutes each.
      </p>
      <h2 class="visually-hidden">Questions, and the scenarios that answer them</h2>
      <ul class="start-cards">
        {EXAMPLES.map(({ id, name }) => (
          <Card
            key={id}
            hash={exampleHash(id)}
            title={QUESTIONS[id] ?? name}
            under={QUESTIONS[id] && name}
            read={async () => (await loadExample(id))?.scenario}
          />
        ))}
      </ul>
      <p class="thumbnail-legend">
        In each picture: the mail that the scenario brings over its run, <Key class="thumbnail-ham" />
        {'\u00A0ham, '}
        <Key class="thumbnail-all" />
        {'\u00A0everything else, '}
        <Key class="thumbnail-incident" />
        {'\u00A0incidents.'}
      </p>
      <h2>Organizations to build on</h2>
      <p>
        A physical and a virtual design each, with the source of every figure. Open the one most like yours, then put
        your own numbers in.
      </p>
      <ul class="start-cards">
        {PRESET_IDS.map((id) => {
          const { name = id, about = '' } = presetJson(id) as { name?: string; about?: string };
          const json = { format: 'mailwatt/1', extends: id };
          const read = async (): Promise<Scenario | undefined> => {
            const loaded = (await reader())?.loadScenario(json);
            return loaded?.ok ? loaded.scenario : undefined;
          };
          const hash = `#u.${encodeURIComponent(JSON.stringify(json))}`;
          return <Card key={id} hash={hash} title={name} under={firstSentence(about)} read={read} />;
        })}
      </ul>
      <h2>Your own</h2>
      <p>
        Drop a scenario on the page: its file, a chart saved as SVG or PNG, or a Postfix log or table of arrivals, from
        which a scenario of your own mail is made. A link is opened by pasting it into the address bar. Nothing is
        uploaded.
      </p>
      {drafts.value.length > 0 && <Own />}
      <Words />
    </section>
  );
}

interface CardProps {
  readonly hash: string;
  readonly title: string;
  readonly under: string | undefined;
  readonly read: () => Promise<Scenario | undefined>;
}

function Card({ hash, title, under, read }: CardProps) {
  return (
    <li class="start-card">
      <h3>
        <a
          href={resultsAddress(hash)}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            goTo('results', hash);
            void visit(hash);
          }}
        >
          {title}
        </a>
      </h3>
      {under !== undefined && under !== '' && <p class="note">{under}</p>}
      <Thumbnail read={read} />
    </li>
  );
}

/** How something looks in the pictures. */
function Key({ class: name }: { class: string }) {
  return (
    <svg class="thumbnail-key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {name === 'thumbnail-incident' ? (
        <line class={name} x1={6} x2={6} y1={0} y2={12} />
      ) : (
        <rect class={name} width={12} height={12} />
      )}
    </svg>
  );
}

function Way({ to, children }: { to: 'edit' | 'lessons'; children: ComponentChild }) {
  return (
    <a
      href={screenAddress(to)}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(to);
      }}
    >
      {children}
    </a>
  );
}

function Own() {
  return (
    <ul class="start-own">
      {drafts.value.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => {
              goTo('results');
              void openDraft(id);
            }}
          >
            {`Open “${name}”`}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Words() {
  return (
    <details class="start-words">
      <summary>
        <h2>Words of this page</h2>
      </summary>
      <dl>
        {GLOSSARY.map(({ word, means }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function firstSentence(about: string): string {
  const [sentence = ''] = about.split(/(?<=[.;]) (?=[A-Z])|\n/);
  return sentence;
}
