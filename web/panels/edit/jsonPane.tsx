import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { edit, redo, text, undo } from '../../state/editing.ts';
import { checked } from './check.ts';

/** The scenario as JSON, in an editor that is fetched when it is first looked at. */
export function JsonPane() {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  const [nextProblem, setNextProblem] = useState<{ go: () => void }>();
  useEffect(() => {
    const pane = { ended: false, end: (): void => undefined };
    const open = async (): Promise<void> => {
      try {
        const { openEditor } = await import('./codemirror.ts');
        if (pane.ended || host.current === null) return;
        const editor = openEditor(host.current, {
          text: text.peek() ?? '',
          onChange: (next) => edit(next, 'json'),
          onUndo: undo,
          onRedo: redo,
        });
        const stop = effect(() => {
          editor.show(text.value ?? '');
          editor.mark(checked.value);
        });
        pane.end = () => {
          stop();
          editor.close();
        };
        setNextProblem({ go: editor.nextProblem });
        setState('there');
      } catch {
        if (!pane.ended) setState('failed');
      }
    };
    void open();
    return () => {
      pane.ended = true;
      pane.end();
    };
  }, []);
  return (
    <div class="json-pane">
      {state === 'loading' && <output>Opening the JSON editor…</output>}
      {state === 'failed' && (
        <label class="edit-json">
          <span>Scenario (JSON): the better editor could not be loaded</span>
          <textarea
            rows={30}
            spellcheck={false}
            value={text.value ?? ''}
            onInput={({ currentTarget }) => edit(currentTarget.value, 'json')}
          />
        </label>
      )}
      {state === 'there' && (
        <p class="json-help">
          <span>
            <kbd>Ctrl+Space</kbd> completes, <kbd>F8</kbd> goes to the next problem, <kbd>Esc</kbd> then <kbd>Tab</kbd>{' '}
            leaves.
          </span>
          <button type="button" disabled={checked.value.problems.length === 0} onClick={() => nextProblem?.go()}>
            Next problem
          </button>
        </p>
      )}
      <div class="json-host" ref={host} hidden={state !== 'there'} />
    </div>
  );
}
