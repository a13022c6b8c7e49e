import { useState } from 'preact/hooks';
import { seek, stop } from '../../topology/playhead.ts';
import { moment, startOf } from '../../words/clock.ts';
import type { DesignFacts } from '../../words/facts.ts';
import { journalWords } from '../../words/journal.ts';
import { count } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

/** No more entries are put on the page than these; the result file has all. */
const ROWS = 500;

/** What happened to machines and hosts, and what was done about it; narrowed by a word. Nothing where nothing happened. */
export function Journal({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const [word, setWord] = useState('');
  const entries = design.result.journal;
  if (entries.length === 0) return null;
  const { run, incidents } = scenario;
  const start = startOf(run.startsAt);
  const nameOf = (id: string): string => incidents.find((incident) => incident.id === id)?.name ?? id;
  const wanted = word.trim().toLowerCase();
  const told = entries.map((entry) => ({ ...entry, text: journalWords(entry, nameOf) }));
  const found = wanted === '' ? told : told.filter((entry) => matches(entry, wanted));
  const shown = found.slice(0, ROWS);
  return (
    <div class="journal">
      <DataTable
        title="Journal"
        what="What happened to machines and hosts, and what the management did about it, in order. A time leads to its moment on the machines and the charts."
        columns={[
          { id: 'at', head: 'At', text: true },
          { id: 'text', head: 'What happened', text: true },
          { id: 'what', head: 'Kind', text: true },
        ]}
        rows={shown.map(({ atS, what, text }) => [
          <button
            key="at"
            type="button"
            class="moment"
            onClick={() => {
              stop();
              seek(atS);
            }}
          >
            {moment(start + Math.floor(atS + 1e-6), run.durationS)}
          </button>,
          text,
          what,
        ])}
        empty="No entry has that word."
      >
        <div class="journal-bar">
          <label>
            Only entries with the word{' '}
            <input
              type="text"
              value={word}
              maxLength={80}
              onInput={({ currentTarget }) => setWord(currentTarget.value)}
            />
          </label>
          <output class="note">
            {`${count(found.length)} of ${count(entries.length)} entries`}
            {found.length > ROWS ? `, the first ${ROWS} shown; the downloaded result has all` : ''}
          </output>
        </div>
      </DataTable>
    </div>
  );
}

function matches(entry: { text: string; what: string; to: string; note: string }, word: string): boolean {
  return [entry.text, entry.what, entry.to, entry.note].some((part) => part.toLowerCase().includes(word));
}
