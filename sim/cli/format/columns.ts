/** Lines of aligned columns, two spaces apart. The columns named in `right` are aligned at their right end. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return right.includes(i) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A table of comma-separated values (RFC 4180 without its carriage returns), with a newline at its end. */
export function csv(rows: Iterable<readonly (string | number | null)[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(csvCell).join(',')}\n`);
  return lines.join('');
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
