import type { Retry, SimpleRetry } from '../scenario/schema/retry.ts';

/** The habit of one sender, of a stream whose senders may have several; `u` (0 to 1) says which. */
export function habitOf(retry: Retry, u: () => number): SimpleRetry {
  if (retry.policy !== 'mix') return retry;
  let left = u() * retry.of.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, retry: habit } of retry.of) {
    left -= weight;
    if (left < 0) return habit;
  }
  return retry.of[retry.of.length - 1].retry;
}

/** Wait after so many tries of a sender that retries [s], without jitter: growing by a factor, or the next of a list, whose last repeats. */
export function waitAfter(tries: number, retry: Exclude<SimpleRetry, { policy: 'never' }>): number {
  if (retry.policy === 'schedule') return retry.waitsS[Math.min(tries, retry.waitsS.length) - 1];
  let wait = retry.firstS;
  for (let k = 1; k < tries && wait < retry.maxS; k++) wait *= retry.factor;
  return wait > retry.maxS ? retry.maxS : wait;
}
