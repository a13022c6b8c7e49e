import { useMemo, useState } from 'preact/hooks';
import { scenarioFigures, type ScenarioFigure } from '../../../sim/scenario/sources/scenarioFigures.ts';
import { sourceBook } from '../../../sim/scenario/sources/sourceBook.ts';
import { MARKS } from '../../../sim/scenario/schema/origin.ts';
import { figureValue, MARK_WORDS, partOf, PARTS, placeOf } from '../../words/figures.ts';
import { count, NONE } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from '../tables/dataTable.tsx';
import '../tables/tables.css';
import './sources.css';

/** No more figures are put on the page than these; a word or a part narrows them. */
const ROWS = 300;

const WHAT = `Every figure that the scenario or its preset states. ${MARKS.map((mark) => `${mark}: ${MARK_WORDS[mark]}`).join('; ')}. The year is that of the source, of an estimate the year that it is meant for.`;

/** The figures of a scenario with their sources, narrowed by part and word. A module of its own: the sources are long. */
export function SourcesTable({ json, scenario }: { json: unknown; scenario: Scenario }) {
  const [part, setPart] = useState('');
  const [word, setWord] = useState('');
  const [defaults, setDefaults] = useState(false);
  const all = useMemo(() => scenarioFigures(json, scenario), [json, scenario]);
  const notes = useMemo(() => sourceBook(json).notes, [json]);
  const wanted = word.trim().toLowerCase();
  const inSight = all.filter(({ source }) => defaults || source.from !== 'default');
  const found = inSight.filter(
    (figure) =>
      (part === '' || partOf(figure.pointer) === part) && (wanted === '' || textOf(scenario, figure).includes(wanted)),
  );
  const shown = found.slice(0, ROWS);
  return (
    <div class="journal sources-table">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <DataTable
        title="Figures and their sources"
        what={WHAT}
        columns={[
          { id: 'figure', head: 'Figure', text: true },
          { id: 'of', head: 'Of', text: true },
          { id: 'value', head: 'Value' },
          { id: 'mark', head: 'Mark', text: true },
          { id: 'year', head: 'Year' },
          { id: 'source', head: 'Source', text: true },
        ]}
        rows={shown.map((figure) => rowOf(scenario, figure))}
        empty="No figure has that word."
      >
        <div class="journal-bar">
          <label>
            Part{' '}
            <select value={part} onChange={({ currentTarget }) => setPart(currentTarget.value)}>
              <option value="">all</option>
              {PARTS.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Only figures with the word{' '}
            <input
              type="text"
              value={word}
              maxLength={80}
              onInput={({ currentTarget }) => setWord(currentTarget.value)}
            />
          </label>
          <label>
            <input
              type="checkbox"
              checked={defaults}
              onChange={({ currentTarget }) => setDefaults(currentTarget.checked)}
            />{' '}
            also what the format fills in
          </label>
          <output class="note">
            {`${count(found.length)} of ${count(inSight.length)} figures`}
            {found.length > ROWS ? `, the first ${ROWS} shown` : ''}
          </output>
        </div>
      </DataTable>
    </div>
  );
}

function rowOf(scenario: Scenario, { pointer, value, unit, description, source }: ScenarioFigure) {
  return [
    <span key="figure" title={pointer}>
      {description}
    </span>,
    placeOf(scenario, pointer),
    figureValue(value, unit),
    source.mark,
    source.year === null ? NONE : String(source.year),
    source.url === undefined ? (
      source.source
    ) : (
      <>
        {source.source}{' '}
        <a href={source.url} target="_blank" rel="noopener noreferrer">
          page
        </a>
      </>
    ),
  ];
}

/** What a word is looked for in. */
function textOf(scenario: Scenario, { pointer, description, source }: ScenarioFigure): string {
  return [pointer, description, placeOf(scenario, pointer), source.mark, String(source.year), source.source]
    .join(' ')
    .toLowerCase();
}
