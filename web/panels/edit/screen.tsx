import { useEffect, useState } from 'preact/hooks';
import { openText, opened, shared } from '../../state/scenario.ts';
import { RunBar } from '../runBar.tsx';

/** The scenario as JSON, to be edited and run. */
export function EditScreen() {
  const json = shared.value;
  const [text, setText] = useState('');
  useEffect(() => {
    if (json !== null) setText(JSON.stringify(json, null, 2));
  }, [json]);
  return (
    <>
      <RunBar />
      <section class="edit" aria-labelledby="edit-title">
        <h1 id="edit-title">Edit the scenario</h1>
        <label class="edit-json">
          <span>Scenario (JSON)</span>
          <textarea
            rows={30}
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="button" onClick={() => void openText(text, opened.value?.scenario.name ?? 'own scenario')}>
          Run what is edited
        </button>
      </section>
    </>
  );
}
