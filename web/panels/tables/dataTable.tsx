import type { ComponentChild, ComponentChildren } from 'preact';
import { Marked } from '../../charts/marked.tsx';
import { Scroller } from '../../charts/scroller.tsx';
import { What } from '../../charts/what.tsx';

/** A column of a table. */
export interface DataColumn {
  readonly id: string;
  readonly head: string;
  /** Text is set left, numbers right. */
  readonly text?: true;
}

/** A table with a heading that says what it is; it scrolls in its own frame where the page is too narrow. */
export function DataTable({
  title,
  what,
  columns,
  rows,
  empty,
  children,
}: {
  title: string;
  what: string;
  columns: readonly DataColumn[];
  rows: readonly (readonly ComponentChild[])[];
  empty: string;
  /** Between the heading and the table. */
  children?: ComponentChildren;
}) {
  return (
    <div class="data-table">
      <div class="data-head">
        <h3>
          <Marked>{title}</Marked>
        </h3>
        <What about={title}>{what}</What>
      </div>
      {children}
      {rows.length === 0 ? (
        <p class="note">{empty}</p>
      ) : (
        <Scroller label={title}>
          <table>
            <thead>
              <tr>
                {columns.map(({ id, head, text }) => (
                  <th key={id} scope="col" class={text ? 'text' : undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, i) => (
                <tr key={i}>
                  {cells.map((cell, j) =>
                    j === 0 ? (
                      <th key={j} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={j} class={columns[j]?.text ? 'text' : undefined}>
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </div>
  );
}
