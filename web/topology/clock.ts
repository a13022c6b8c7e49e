/** What all figures of a run have in common. */
export interface Clock {
  /** Start of the run [epoch s]. */
  readonly start: number;
  readonly durationS: number;
}
