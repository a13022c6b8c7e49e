/** What the subject of an event is; each kind has one handler. */
export const Kind = {
  /** A stream's next session comes. */
  arrival: 0,
  /** A turned-away message of a stream comes again. */
  retry: 1,
  /** An instance's CPU finishes a job's work. */
  cpu: 2,
  /** A job's wait at an instance is over. */
  wait: 3,
  /** The longest waiting connection of an instance loses patience. */
  patience: 4,
  /** A disk finishes a job's operations. */
  disk: 5,
  /** A spool of a tier tries a message again. */
  relay: 6,
  /** The hour turns: background load changes. */
  hour: 7,
  /** The control plane does something. */
  agenda: 8,
  /** Mail leaves the filter service upstream. */
  upstream: 9,
  /** A delivery to the Internet from a tier ends. */
  remote: 10,
} as const;

/** The name of a kind of event. */
export type KindName = keyof typeof Kind;

/** The numbers of subjects: one block per kind, one subject for each thing of that kind. */
export interface Subjects {
  readonly count: number;
  /** First subject of each kind. */
  readonly first: Readonly<Record<KindName, number>>;
  /** Kind of each subject, and which thing of that kind it is. */
  readonly kind: Uint8Array;
  readonly of: Int32Array;
}

/** Numbers the subjects of a world; `sizes` says how many things there are of each kind. */
export function numberSubjects(sizes: Readonly<Record<KindName, number>>): Subjects {
  const names = Object.keys(Kind) as KindName[];
  const count = names.reduce((sum, name) => sum + sizes[name], 0);
  const first = { ...Kind } as Record<KindName, number>;
  const kind = new Uint8Array(count);
  const of = new Int32Array(count);
  let at = 0;
  for (const name of names) {
    first[name] = at;
    for (let i = 0; i < sizes[name]; i++) {
      kind[at] = Kind[name];
      of[at] = i;
      at++;
    }
  }
  return { count, first, kind, of };
}
