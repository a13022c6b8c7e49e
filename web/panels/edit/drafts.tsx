import { useState } from 'preact/hooks';
import { download } from '../../charts/download.ts';
import { deleteDraft, drafts, freeName, newDraftId, saveDraft } from '../../state/drafts.ts';
import type { Draft } from '../../state/drafts.ts';
import { changedElsewhere, draft, draftNews, editDraft, renameEdited } from '../../state/editing.ts';
import { openDraft } from '../../state/scenario.ts';
import { fileName } from '../share.tsx';

/** The reader's own scenarios in this browser, and what happened to the one that is open. */
export function Drafts() {
  const [gone, setGone] = useState<Draft | undefined>();
  const mine = draft.value;
  return (
    <details class="edit-drafts">
      <summary>
        {mine === null
          ? `Drafts (${drafts.value.length}): what you change is kept as one`
          : `Draft “${mine.name}”, kept in this browser (${drafts.value.length} in all)`}
      </summary>
      {mine !== null && (
        <div class="field">
          <div class="field-head">
            <label htmlFor="draft-name">Name of this draft</label>
          </div>
          <div class="field-control">
            <input
              id="draft-name"
              type="text"
              class="text"
              maxLength={200}
              value={mine.name}
              onChange={({ currentTarget }) => renameEdited(currentTarget.value.trim() || mine.name)}
            />
          </div>
        </div>
      )}
      <output>
        {gone !== undefined && (
          <p class="notice">
            {`“${gone.name}” is deleted. `}
            <button
              type="button"
              onClick={() => {
                saveDraft(gone, '');
                setGone(undefined);
              }}
            >
              Bring it back
            </button>
          </p>
        )}
      </output>
      <ul class="draft-list">
        {drafts.value.map((one) => (
          <li key={one.id}>
            <span class="draft-name">
              {one.name}
              {one.changed > 0 && (
                <span class="field-hint">{` ${new Date(one.changed).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' })}`}</span>
              )}
            </span>
            <span class="entry-actions">
              {one.id === mine?.id ? (
                <span class="tag">open</span>
              ) : (
                <button type="button" aria-label={`Open ${one.name}`} onClick={() => void openDraft(one.id)}>
                  Open
                </button>
              )}
              <button
                type="button"
                aria-label={`Duplicate ${one.name}`}
                onClick={() => saveDraft({ id: newDraftId(), name: freeName(one.name), text: one.text }, '')}
              >
                Duplicate
              </button>
              <button
                type="button"
                aria-label={`Download ${one.name}`}
                onClick={() => download(`${fileName(one.name)}.mailwatt.json`, 'application/json', one.text)}
              >
                Download
              </button>
              {one.id !== mine?.id && (
                <button
                  type="button"
                  aria-label={`Delete ${one.name}`}
                  onClick={() => {
                    setGone(deleteDraft(one.id));
                  }}
                >
                  Delete
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What happened to the draft that the reader must know. */
export function DraftNews() {
  const mine = draft.value;
  return (
    <output class="edit-news">
      {draftNews.value !== '' && <p class="notice">{draftNews.value}</p>}
      {changedElsewhere.value && mine !== null && (
        <p class="notice">
          {`“${mine.name}” was changed in another tab. `}
          <button type="button" onClick={() => editDraft(mine.id)}>
            Take that version
          </button>
          {' or go on: what you change here then becomes a draft of its own.'}
        </p>
      )}
    </output>
  );
}
