/** HTML that is safe to write as it is: made by `html`, which escapes every text that is put in. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, between tags or in a quoted attribute; characters that no document may hold become U+FFFD. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
    .replaceAll(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}

/** A template whose texts are escaped; markup, and rows of it, go in as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Markup | readonly Markup[])[]): Markup {
  const written = values.map((value) => {
    if (typeof value === 'string') return escaped(value);
    return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
  });
  return { markup: parts.map((part, i) => part + (written[i] ?? '')).join('') };
}

/** Nothing. */
export const NOTHING: Markup = { markup: '' };

/** A text that is markup already: a picture as its serializer wrote it, or our own style. Never a name. */
export function asIs(markup: string): Markup {
  return { markup };
}

/** A table: its heads, and rows whose first cell names them. */
export function table(heads: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = '', ...cells]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}
