declare const self: ServiceWorkerGlobalScope;

/** What the build writes in: the version of the page, and its files by their paths from where the page is. */
declare const VERSION: string;
declare const FILES: readonly string[];

/**
 * The service worker: keeps every file of one version of the page, so that the page opens without a network.
 * What a version's cache holds is written once, when that version is installed, and never mixed with another's.
 */

const { scope } = self.registration;
/** Caches are shared by all pages of a host: ours are those of this path. */
const PREFIX = `mailwatt ${scope} `;
const NAME = PREFIX + VERSION;
/** How long the network may take to bring the page before the copy that is kept is shown [ms]. */
const PATIENCE_MS = 2500;

const PAGE = 'index.html';
const addressOf = (file: string): string => new URL(file, scope).href;
const kept = new Set(FILES.map(addressOf));

self.addEventListener('install', (event) => {
  // No waiting for other tabs: those of the version before find their files in its cache, which stays.
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(tidy(1).then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  event.waitUntil(greet(event));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname; // which lesson or view is asked for is the page's own business
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (address === scope || address === addressOf(PAGE)) event.respondWith(page(request, address));
  } else if (kept.has(address) || address.startsWith(addressOf('assets/'))) {
    event.respondWith(file(request, address));
  }
});

/** Fetches this version's files; those that an older version has as well are taken from there: their names say what is in them. */
async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  const put = async (name: string): Promise<void> => {
    const isHashed = name.startsWith('assets/');
    const address = addressOf(name);
    const old = isHashed ? await caches.match(address) : undefined;
    const response = old ?? (await fetch(address, { cache: isHashed ? 'default' : 'no-cache' }));
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    // Between two files of one version the host may have got another one.
    if (name === PAGE && !(await response.clone().text()).includes(VERSION)) throw new Error(`not ${VERSION}`);
    await cache.put(address, plain(response));
  };
  await Promise.all(FILES.map(put));
}

/** The page as the network has it now; as it is kept where there is no network, or one that takes long or answers with an error. */
async function page(request: Request, address: string): Promise<Response> {
  const copy = await (await caches.open(NAME)).match(addressOf(PAGE));
  if (copy === undefined) return fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const fresh = await Promise.race([fetch(address, { cache: 'no-cache' }).catch(() => undefined), late]);
  return fresh?.ok === true ? plain(fresh) : copy;
}

/** A file of this version, or of one that another tab still has open; from the network only where it is in no cache. */
async function file(request: Request, address: string): Promise<Response> {
  const own = await (await caches.open(NAME)).match(address, { ignoreVary: true });
  return own ?? (await caches.match(address, { ignoreVary: true })) ?? fetch(request);
}

/** Tells a page which version is served now. One that is of this version, and alone, needs no other version's files. */
async function greet({ data, source }: ExtendableMessageEvent): Promise<void> {
  const { version } = data as { version?: unknown };
  if (version === VERSION && (await self.clients.matchAll({ type: 'window' })).length < 2) await tidy(0);
  source?.postMessage({ version: VERSION });
}

/** Deletes the caches of other versions but for the last so many, which open tabs may be of. */
async function tidy(spared: number): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.slice(0, others.length - spared).map((name) => caches.delete(name)));
}

/** The same without the mark that it was redirected, with which browsers refuse it as a page. */
function plain(response: Response): Response {
  const { body, headers, redirected } = response;
  return redirected ? new Response(body, { headers }) : response;
}
