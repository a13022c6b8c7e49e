/** A step into a JSON value: the name of a member or the place in an array. */
export type PathStep = string | number;

/** One thing that is wrong with a scenario. */
export interface Problem {
  /** Where, like `designs.virtual.tiers.gateway.pool` or `incidents[2].stream`; empty for the scenario as a whole. */
  readonly path: string;
  /** What, in lower case: missing …, invalid …, unknown …, must be …; a value stands last. */
  readonly message: string;
  /** Steps of the path, for whoever wants to point at the place. */
  readonly steps: readonly PathStep[];
}

/** Writes a path the way people do: names joined by dots, places in brackets, names that would be misread in quotation marks. */
export function formatPath(steps: readonly PathStep[]): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z0-9_$-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** A problem at a place. */
export function problemAt(steps: readonly PathStep[], message: string): Problem {
  return { path: formatPath(steps), message, steps };
}

/** One line for people: `path: message`. */
export function formatProblem({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** A value as it may be shown in a message: JSON, cut when long. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
