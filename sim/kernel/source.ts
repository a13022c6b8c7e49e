/**
 * Where random numbers come from. Samplers take one as an argument and never make one.
 * Implemented by `NamedStream` and `FateStream`.
 */
export interface Source {
  /** A uniform integer from 0 to 2³² − 1. */
  word(): number;
  /** A uniform number in [0, 1) of 53 random bits: a multiple of 2⁻⁵³. */
  uniform(): number;
}
