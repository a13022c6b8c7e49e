import { download } from '../charts/download.ts';
import { reach } from '../../sim/share/address.ts';
import { result } from '../state/runner.ts';
import { link, saysView, view, withResult } from '../state/link.ts';
import { opened, shared } from '../state/scenario.ts';
import { count } from '../words/numbers.ts';
import { Embed } from './embed.tsx';

/** The link, the file, the result and its digest. */
export function Share() {
  const now = opened.value;
  if (now === null) return null;
  const name = fileName(now.scenario.name);
  return (
    <section class="share" aria-labelledby="share-title">
      <h2 id="share-title">Share</h2>
      <LinkField />
      <div class="share-files">
        <button
          type="button"
          onClick={() => {
            download(`${name}.mailwatt.json`, 'application/json', `${JSON.stringify(shared.value, null, 2)}\n`);
          }}
        >
          Download scenario
        </button>
        <button
          type="button"
          disabled={result.value === null}
          onClick={() => {
            download(`${name}.result.json`, 'application/json', `${JSON.stringify(result.value, null, 2)}\n`);
          }}
        >
          Download result
        </button>
        <span>
          The scenario file opens here by “Open file…” or by dropping it on the page, and with the command line.
        </span>
      </div>
      <Embed />
      <Digest />
    </section>
  );
}

function LinkField() {
  const now = link.value;
  if (now === null) return <p>Making the link…</p>;
  if ('problem' in now) return <p>{`There is no link: ${now.problem}.`}</p>;
  const { level, words } = reach(now.text.length);
  return (
    <div class="share-link">
      <label>
        <span>
          Link to this scenario and seed{' '}
          <span class={`badge badge-${level}`}>{`${count(now.text.length)} characters: ${words}`}</span>
        </span>
        <textarea
          readOnly
          rows={3}
          spellcheck={false}
          value={now.text}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
          }}
        />
      </label>
      <label class="share-with-result">
        <input
          type="checkbox"
          checked={withResult.value}
          disabled={result.value === null}
          onChange={({ currentTarget }) => {
            withResult.value = currentTarget.checked;
          }}
        />
        <span>With a digest of the result: whoever opens the link is told whether the same came out</span>
      </label>
      {view.value !== '' && (
        <label class="share-with-result">
          <input
            type="checkbox"
            checked={saysView.value}
            onChange={({ currentTarget }) => {
              saysView.value = currentTarget.checked;
            }}
          />
          <span>With what you look at now: the zoom, hidden lines and other choices at the charts</span>
        </label>
      )}
      {level === 'file' && (
        <p class="note">
          Chat and mail programs cut links of this length. “Download scenario” below gives a file that opens here as
          well.
        </p>
      )}
      <p class="print-only">{`Link to this scenario: ${now.text}`}</p>
      <p class="note">
        The scenario is inside the link itself, after the #, which browsers send to no server. Whoever opens it gets the
        same results, to the last digit.
      </p>
    </div>
  );
}

function Digest() {
  const now = result.value;
  return (
    <p class="digest">
      <span>Digest of the result: </span>
      {now === null ? (
        <span>when the run is done</span>
      ) : (
        <>
          <code data-digest>{now.digest}</code>
          <span>{` · seed “${now.seed}” · engine ${now.engine}`}</span>
        </>
      )}
    </p>
  );
}

/** A name as part of the name of a file. */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return plain === '' ? 'scenario' : plain.slice(0, 60);
}
