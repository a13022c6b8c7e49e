import { useEffect, useRef } from 'preact/hooks';
import { canRedo, canUndo, redo, text, undo } from '../../state/editing.ts';
import { roughly } from '../../words/numbers.ts';
import { RunBar } from '../runBar.tsx';
import { Welcome } from '../welcome.tsx';
import { autoRun, FEW_EVENTS, followAutoRun, setAutoRun } from './autoRun.ts';
import { Changes } from './changes.tsx';
import { checked, followObstacle } from './check.ts';
import { DraftNews, Drafts } from './drafts.tsx';
import { Form } from './form.tsx';
import { JsonPane } from './jsonPane.tsx';
import { goToField, side } from './places.ts';
import { ProblemList } from './problems.tsx';
import { Traffic } from './traffic.tsx';
import { useWide } from './useWide.ts';
import './edit.css';

/** The scenario as a form and as JSON, which are one document; what is wrong with it, what it changes, and its mail over time. */
export function EditScreen() {
  const wide = useWide();
  useEffect(() => {
    const ends = [followObstacle(), followAutoRun()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  if (text.value === null) return <Welcome />;
  const tabs = TABS.filter(({ id }) => !(wide && id === 'form'));
  const shown = tabs.find(({ id }) => id === side.value) ?? tabs[0];
  const { events, problems } = checked.value;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys for undo and redo; buttons do the same
    <section class="edit" aria-labelledby="edit-title" onKeyDown={undoByKey}>
      <RunBar />
      <div class="edit-head">
        <h1 id="edit-title">Edit the scenario</h1>
        <button type="button" disabled={!canUndo.value} title="Ctrl+Z" onClick={undo}>
          Undo
        </button>
        <button type="button" disabled={!canRedo.value} title="Ctrl+Shift+Z" onClick={redo}>
          Redo
        </button>
        <label class="check">
          <input
            type="checkbox"
            checked={autoRun.value}
            onChange={({ currentTarget }) => setAutoRun(currentTarget.checked)}
          />
          Run by itself when short
        </label>
        {problems.length === 0 && (
          <span class="field-hint">
            {`A run takes about ${roughly(events)} events${events <= FEW_EVENTS ? ', which is short' : ''}.`}
          </span>
        )}
      </div>
      <DraftNews />
      <Drafts />
      <ProblemList onGo={(steps) => goToField(steps, !wide)} />
      <Traffic />
      <div class={wide ? 'edit-columns' : 'edit-column'}>
        {wide && <Form />}
        <div class="edit-side">
          <Tabs tabs={tabs} shown={shown?.id ?? 'json'} />
          <div
            role="tabpanel"
            id="edit-panel"
            aria-labelledby={`edit-tab-${shown?.id ?? 'json'}`}
            class={`edit-panel edit-panel-${shown?.id ?? 'json'}`}
          >
            {shown?.id === 'form' && <Form />}
            {shown?.id === 'json' && <JsonPane />}
            {shown?.id === 'changes' && <Changes />}
          </div>
        </div>
      </div>
    </section>
  );
}

const TABS = [
  { id: 'form', label: 'Form' },
  { id: 'json', label: 'JSON' },
  { id: 'changes', label: 'Changes' },
] as const;

function Tabs({ tabs, shown }: { tabs: readonly (typeof TABS)[number][]; shown: string }) {
  const list = useRef<HTMLDivElement>(null);
  const turn = (by: number): void => {
    const at = tabs.findIndex(({ id }) => id === shown);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    side.value = next.id;
    list.current?.querySelector<HTMLElement>(`#edit-tab-${next.id}`)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its tabs have the focus
    <div
      role="tablist"
      aria-label="Views of the scenario"
      class="edit-tabs"
      ref={list}
      onKeyDown={({ key }) => {
        if (key === 'ArrowRight') turn(1);
        if (key === 'ArrowLeft') turn(-1);
      }}
    >
      {tabs.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`edit-tab-${id}`}
          aria-controls="edit-panel"
          aria-selected={id === shown}
          tabIndex={id === shown ? 0 : -1}
          onClick={() => {
            side.value = id;
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Ctrl+Z and Ctrl+Shift+Z or Ctrl+Y take back and redo changes of the scenario, wherever the focus is. */
function undoByKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) redo();
  else undo();
}
