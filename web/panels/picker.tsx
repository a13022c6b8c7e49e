import { useRef } from 'preact/hooks';
import { EXAMPLES } from '../state/examples.ts';
import { drafts } from '../state/drafts.ts';
import { draft } from '../state/editing.ts';
import { openExample, openDraft, opened } from '../state/scenario.ts';
import { openFile } from './openFile.ts';

/** Which scenario: the built-in ones, the reader's own file, another file. */
export function Picker() {
  const input = useRef<HTMLInputElement>(null);
  const source = opened.value?.source;
  const kept = draft.value ?? (source?.kind === 'draft' ? source : null);
  const chosen =
    kept !== null
      ? `draft/${kept.id}`
      : source === undefined
        ? ''
        : source.kind === 'example'
          ? `example/${source.id}`
          : source.kind;
  return (
    <div class="picker">
      <label class="picker-label" htmlFor="scenario-choice">
        Scenario
      </label>
      <select
        id="scenario-choice"
        value={chosen}
        onChange={({ currentTarget }) => {
          const { value } = currentTarget;
          if (value.startsWith('example/')) void openExample(value.slice('example/'.length));
          else if (value.startsWith('draft/')) void openDraft(value.slice('draft/'.length));
        }}
      >
        {source === undefined && (
          <option value="" disabled>
            Choose one
          </option>
        )}
        {source?.kind === 'link' && <option value="link">{`From a link: ${opened.value?.scenario.name ?? ''}`}</option>}
        {source?.kind === 'lesson' && <option value="lesson">{`Lesson: ${opened.value?.scenario.name ?? ''}`}</option>}
        {kept !== null && !drafts.value.some(({ id }) => id === kept.id) && (
          <option value={`draft/${kept.id}`}>{kept.name}</option>
        )}
        {drafts.value.length > 0 && (
          <optgroup label="Yours">
            {drafts.value.map(({ id, name }) => (
              <option key={id} value={`draft/${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Built in">
          {EXAMPLES.map(({ id, name }) => (
            <option key={id} value={`example/${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="button" onClick={() => input.current?.click()}>
        Open file…
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept=".json,application/json,.svg,.png,.log,.csv,.tsv,.txt,.gz"
        tabIndex={-1}
        aria-label="Scenario file"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void openFile(file);
          currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </div>
  );
}
