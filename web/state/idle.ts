/** Settles once the page has a moment to spare, at the latest after some time [ms]: for what nobody waits for yet. */
export function idle(timeout = 2000): Promise<void> {
  return new Promise((resolve) => {
    // Not every browser tells.
    if (!('requestIdleCallback' in globalThis)) setTimeout(resolve, 200);
    else requestIdleCallback(() => resolve(), { timeout });
  });
}
