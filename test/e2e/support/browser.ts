import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { findChromium } from '../../../tools/chromium.mjs';

/** The browser of a test file, started before its tests and ended after them; each test's pages close with it. */
export interface TestBrowser {
  /**
   * Opens the built page, or what of it `path` names (`#example/…`, `?theme=dark`), in a context of its own.
   * Whatever the page says on its console, throws or cannot load is noted for `expectQuiet`.
   */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /**
   * A new blank page that takes notes too, for tests that must prepare it before it loads anything. `origin` is where it may ask for things.
   * It is of a browser without service workers, unless they are explicitly allowed: tests are not to fetch and keep the whole page each.
   */
  blank(options?: BrowserContextOptions, origin?: string): Promise<Page>;
  /** Another blank tab beside a page. */
  tab(page: Page): Promise<Page>;
  /** A page that tests of the file share, made when it is first asked for: for those that leave it as they found it. */
  shared(make: () => Promise<Page>): () => Promise<Page>;
}

/**
 * What of Chromium stays off. Without a screen too it keeps a hidden page or two for the suggestions of every window's address bar, which took
 * a third of all that opening a page costs; pages of tests know nothing of them. The rest is Playwright's own list: the last such list counts.
 */
const features = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const args = [
  // Containers lack what the sandbox needs; only our own page is ever loaded.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${features.join(',')}`,
];

/** What each page did that a quiet page does not do. */
const noises = new WeakMap<Page, string[]>();
/** Where each page may ask for things. */
const origins = new WeakMap<Page, string>();

/** Starts a browser for the tests of this file. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error('missing Chromium: run node tools/setup.mjs --browser');
    browser = await chromium.launch({ executablePath, args });
  });
  // A page left open keeps simulating and slows the next test down.
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());

  const blank = async (options: BrowserContextOptions = {}, origin = new URL(addressOf()).origin) => {
    if (browser === undefined) throw new Error('the browser is not started yet: open pages inside tests');
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    contexts.push(context);
    if (options.serviceWorkers !== 'allow') {
      await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    }
    const page = await context.newPage();
    listen(page, origin);
    return page;
  };
  const tab = async (beside: Page) => {
    const page = await beside.context().newPage();
    listen(page, origins.get(beside) ?? '');
    return page;
  };
  const open = async (path = '', options: BrowserContextOptions = {}) => {
    const page = await blank(options);
    await page.goto(addressOf(path));
    return page;
  };
  const shared = (make: () => Promise<Page>) => {
    let page: Promise<Page> | undefined;
    const keep = async () => {
      const made = await make();
      contexts.splice(contexts.indexOf(made.context()), 1);
      return made;
    };
    return () => (page ??= keep());
  };
  return { open, blank, tab, shared };
}

/** The full address of a part of the built page. */
export function addressOf(path = ''): string {
  return new URL(path, inject('address')).href;
}

/** Fails if the page (or one of its workers) logged, threw, asked elsewhere for something or could not load something. */
export function expectQuiet(page: Page, options: { except?: readonly RegExp[] } = {}): void {
  const heard = (noises.get(page) ?? []).filter((noise) => !options.except?.some((pattern) => pattern.test(noise)));
  expect(heard, `the page is not quiet:\n${heard.join('\n')}`).toEqual([]);
}

function listen(page: Page, origin: string): void {
  const noise: string[] = [];
  noises.set(page, noise);
  origins.set(page, origin);
  page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('crash', () => noise.push('the page crashed'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) noise.push(`asked elsewhere: ${url.href}`);
  });
  page.on('requestfailed', (request) => noise.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() >= 400) noise.push(`status ${response.status()}: ${response.url()}`);
  });
}
