import { log } from '../../kernel/elementary.ts';
import type { Moments } from './moments.ts';

/** Waiting in queues of several servers, by approximation. */

/** Utilization above which a steady state is not reached in any run that one looks at. */
const NEARLY_FULL = 0.995;

/** Probability that an arrival waits in M/M/c at an offered load of a erlang (Erlang 1917); 1 from a = c on. */
export function erlangC(c: number, a: number): number {
  if (a >= c) return 1;
  let b = 1;
  for (let k = 1; k <= c; k++) b = (a * b) / (k + a * b);
  return b / (1 - (a / c) * (1 - b));
}

/** Time in a queue: the probability to wait, and the moments of the wait of all arrivals [s]. */
export interface Waiting extends Moments {
  readonly probability: number;
}

/**
 * The wait in M/G/c in order of arrival: that of M/M/c times (1 + cv²) / 2 (Lee and Longton, "Queueing processes associated with airline
 * passenger check-in", Operational Research Quarterly 10, 1959; with Poisson arrivals the same as Allen and Cunneen, 1978/1990).
 * Exact for M/M/c and M/G/1. Those who wait do so for an exponential time.
 */
export function waitInMGc(c: number, ratePerS: number, service: Moments): Waiting {
  if (ratePerS <= 0 || service.mean <= 0) return { probability: 0, mean: 0, variance: 0 };
  const rate = Math.min(ratePerS, (NEARLY_FULL * c) / service.mean);
  const a = rate * service.mean;
  const variation = service.variance / (service.mean * service.mean);
  const probability = erlangC(c, a);
  const whenWaiting = (service.mean / (c - a)) * ((1 + variation) / 2);
  const mean = probability * whenWaiting;
  return { probability, mean, variance: 2 * mean * whenWaiting - mean * mean };
}

/** What sharing processors does to a job. */
export interface Sharing {
  /** Time in service over the time that it would take alone. */
  readonly slowdown: number;
  /** Variance that it adds, over the square of the time in service. */
  readonly unevenness: number;
}

/**
 * Processor sharing in M/G/c: on average everything takes longer by one factor, that of M/M/c in order of arrival, whatever the law of
 * service (exact for one server: Sakata, Noguchi and Oizumi 1971; for several an approximation). How unevenly: as in M/M/1, where the
 * squared variation of the time in service is (2 + ρ) / (2 − ρ) (Coffman, Muntz and Trotter 1970).
 */
export function sharing(c: number, ratePerS: number, service: Moments): Sharing {
  if (service.mean <= 0) return { slowdown: 1, unevenness: 0 };
  const { mean } = waitInMGc(c, ratePerS, { mean: service.mean, variance: service.mean * service.mean });
  const rho = Math.min(NEARLY_FULL, (ratePerS * service.mean) / c);
  return { slowdown: 1 + mean / service.mean, unevenness: (2 + rho) / (2 - rho) - 1 };
}

/** Time below which a share of exponential waits is: 0 where fewer wait [s]. */
export function waitQuantile({ probability, mean }: Waiting, share: number): number {
  if (probability <= 1 - share) return 0;
  return (mean / probability) * log(probability / (1 - share));
}
