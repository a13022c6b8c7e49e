// Patterns of pointers: `*` stands for any one name, `**` at the end for whatever is below, nothing included.
// Items of a list that have an id go by it, not by their place: `/tiers/gateway/stages/antispam/cpuMs`.

/** Whether a pattern, cut at its slashes, covers the names along a pointer. */
export function covers(pattern: readonly string[], names: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? names.length < fixed.length : names.length !== fixed.length) return false;
  return fixed.every((part, i) => part === '*' || part === names[i]);
}

/** A pattern, cut at its slashes. */
export function partsOf(pattern: string): readonly string[] {
  return pattern.split('/').slice(1);
}
