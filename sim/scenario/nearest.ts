/** Which known word a misspelt one was probably meant to be. */

/** Edit distance of two words, an exchange of two neighboring letters counting as one edit (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, rows[i - 2][j - 2] + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/** The known word nearest to a word, case aside, if it is near enough to have been meant: at most two edits in five letters. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // A key of a stranger's file may be very long; no known one is.
  if (word.length > 100) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  const allowed = Math.max(1, Math.floor((Math.max(word.length, best?.length ?? 0) * 2) / 5));
  return least <= allowed ? best : undefined;
}

/** Words in quotation marks, separated by commas; a long list is cut. */
export function quoted(words: readonly string[], most = 12): string {
  const shown = words.slice(0, most).map((word) => `"${word}"`);
  if (words.length > most) shown.push(`… ${words.length - most} more`);
  return shown.join(', ');
}
