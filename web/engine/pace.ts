/** How a long computation is cut into slices of wall time, so that pause and cancel are noticed between them. */

/** Wall time of a slice [ms]: short against what a person notices, long against the cost of letting go. */
export const SLICE_MS = 15;
/** Events of the first slice, before the speed is known. */
export const FIRST_SLICE = 2000;

/** Events for the next slice, from how long the one before took; changes at most fourfold at a time. */
export function nextSlice(events: number, tookMs: number): number {
  const factor = tookMs > 0 ? SLICE_MS / tookMs : 4;
  return Math.max(100, Math.round(events * Math.min(4, Math.max(0.25, factor))));
}

/**
 * A function that waits for one macrotask, so that messages get their turn. A message channel has no minimum delay,
 * unlike a nested time-out.
 */
export function macrotasks(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let resolve: () => void = () => undefined;
  port1.onmessage = () => {
    resolve();
  };
  return () =>
    new Promise<void>((done) => {
      resolve = done;
      port2.postMessage(0);
    });
}
