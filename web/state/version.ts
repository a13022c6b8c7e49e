import { signal } from '@preact/signals';
import { embedded } from './manner.ts';

/** Which version of the page this is, beside the one that its host has now. */

/** Why the page should be loaded again, when the reader likes: there is a newer one, or a part of this one could not be had. */
export const reason = signal<'newer' | 'missing' | null>(null);

/** How often an open page asks whether there is a newer one, at most [ms]. */
const ASK_MS = 15 * 60_000;

/** Notices parts that cannot be loaded, and has the page kept for when there is no network. */
export function followVersion(): void {
  addEventListener('vite:preloadError', () => {
    reason.value = 'missing';
  });
  // The development server makes no service worker; a page in another page keeps nothing.
  if (!import.meta.env.PROD || embedded || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  let isReplaced = false;
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ version?: unknown }>) => {
    // A page that comes from the network may be ahead of its service worker for a moment; that is no news.
    if (isReplaced && data.version !== ownVersion()) reason.value = 'newer';
  });
  serviceWorker.addEventListener('controllerchange', () => {
    isReplaced = true;
    greet();
  });
  serviceWorker.startMessages();
  whenIdle(() => void register());
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', location.href));
    greet();
    let asked = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' || performance.now() - asked < ASK_MS) return;
      asked = performance.now();
      registration.update().catch(() => undefined); // no network: asked again later
    });
  } catch {
    // Refused by the browser or its settings: the page works as before, with a network.
  }
}

/** Tells the service worker which version is open here; it answers with its own. */
function greet(): void {
  navigator.serviceWorker.controller?.postMessage({ version: ownVersion() });
}

function ownVersion(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content;
}

/** Calls back when the page is there and has nothing better to do. */
function whenIdle(act: () => void): void {
  const soon = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 5000 });
    else setTimeout(act, 1000);
  };
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon, { once: true });
}
