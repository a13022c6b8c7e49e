import { useEffect, useRef, useState } from 'preact/hooks';
import { closeImport, importing, openImported } from '../state/importing.ts';
import type { Importing } from '../state/importing.ts';
import { percent } from '../words/numbers.ts';

/** A log or table of mail that was opened: how far it is read, then what is in it and what to make of it. */
export function ImportPanel() {
  const now = importing.value;
  if (now === null) return null;
  const { file, share, read } = now;
  return (
    <section class="import" aria-label={`Mail of ${file}`}>
      <h2>Mail of “{file}”</h2>
      {read === undefined ? <Reading share={share} /> : <Read key={file} read={read} />}
    </section>
  );
}

function Reading({ share }: { share: number }) {
  const done = Math.min(1, share);
  return (
    <>
      <div
        class="progress"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a progress element cannot be styled alike everywhere
        role="progressbar"
        aria-label="Reading the file"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(done * 100)}
        tabIndex={-1}
      >
        <div class="progress-fill" style={{ transform: `scaleX(${done})` }} />
      </div>
      <p class="import-foot">
        <span>Read: {percent(done)}. The file stays in this browser.</span>
        <button type="button" onClick={closeImport}>
          Cancel
        </button>
      </p>
    </>
  );
}

function Read({ read }: { read: NonNullable<Importing['read']> }) {
  const [mailboxes, setMailboxes] = useState(read.mailboxes > 0 ? String(read.mailboxes) : '');
  const element = useRef<HTMLUListElement>(null);
  useEffect(() => element.current?.focus(), []);
  const given = Number(mailboxes);
  const isNumber = mailboxes === '' || (Number.isInteger(given) && given >= 1 && given <= 1e8);
  const open = (as: 'profile' | 'trace') => (): void => void openImported(as, mailboxes === '' ? undefined : given);
  return (
    <>
      <ul tabIndex={-1} ref={element}>
        {read.report.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="import-foot">
        <label>
          Mailboxes{' '}
          <input
            inputMode="numeric"
            size={9}
            value={mailboxes}
            aria-invalid={!isNumber}
            onInput={(event) => setMailboxes(event.currentTarget.value.trim())}
          />
        </label>
        <button type="button" class="primary" disabled={!isNumber} onClick={open('profile')}>
          Open as profile
        </button>
        <button type="button" disabled={!isNumber} onClick={open('trace')}>
          {read.tooManyForTrace ? 'Open the beginning as trace' : 'Open as trace'}
        </button>
        <button type="button" onClick={closeImport}>
          Cancel
        </button>
      </div>
      <p class="note">
        A profile keeps rates by hour and day, sizes and recipients, and draws new mail from them. A trace plays the
        recorded messages back, the same in every design.
      </p>
    </>
  );
}
