import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { addressOf, expectQuiet, useBrowser } from './support/browser.ts';
import { shoot } from './support/shots.ts';

const browser = useBrowser();

/** An icon as the manifest names it. */
interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
}

/** The page as it is opened first, without the run. */
const opened = browser.shared(() => browser.open('?run=0'));

describe('the built page', () => {
  test('loads below any path without a word on the console', async () => {
    const page = await browser.open();
    expect(await page.title()).toContain('Mailwatt');
    expect(new URL(page.url()).pathname).toBe('/any/sub/path/');
    await page.waitForSelector('#app > *');
    expectQuiet(page);
  });

  test('has a favicon', async () => {
    const page = await opened();
    const icon = await page.getAttribute('link[rel="icon"]', 'href');
    const answer = await page.request.get(addressOf(icon ?? 'missing'));
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('image/svg+xml');
  });

  test('can be installed: Chromium has no objection, and the icons are what they are said to be', async () => {
    const page = await opened();
    const chromium = await page.context().newCDPSession(page);
    const { url, errors, data } = await chromium.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await chromium.send('Page.getInstallabilityErrors');
    // The browser of a test keeps nothing, which is all that speaks against it.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
    const manifest = JSON.parse(data ?? '{}') as { start_url: string; scope: string; icons: Icon[] };
    for (const path of [manifest.start_url, manifest.scope]) expect(new URL(path, url).href).toBe(addressOf());
    for (const { src, sizes, type } of manifest.icons) {
      const answer = await page.request.get(new URL(src, url).href);
      expect(answer.headers()['content-type']).toBe(type);
      if (type !== 'image/png') continue;
      const header = await answer.body();
      expect(`${header.readUInt32BE(16)}x${header.readUInt32BE(20)}`).toBe(sizes);
    }
    expectQuiet(page);
  });

  test('waits for one script and one style sheet, and shows what it is about after a handful of files', async () => {
    const page = await browser.blank();
    // Noted within the page, at the moment when the heading comes.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('h1') === null) return;
        observer.disconnect();
        const names = performance.getEntriesByType('resource').map(({ name }) => name.replace(/^.*\//, ''));
        document.documentElement.dataset['until'] = names.join(' ');
        const waits = document.querySelectorAll('head script, head link[rel="stylesheet"]');
        document.documentElement.dataset['waits'] = [...waits].map(({ tagName }) => tagName).join(' ');
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(addressOf());
    await page.getByRole('heading', { level: 1 }).waitFor();
    const until = (await page.locator('html').getAttribute('data-until'))?.split(' ') ?? [];
    expect(await page.locator('html').getAttribute('data-waits')).toBe('SCRIPT LINK');
    expect(until.length, until.join(' ')).toBeLessThanOrEqual(8);
    // A built-in scenario was read when the page was built: nobody waits for the schema.
    expect(until.join(' ')).toContain('spam-heavy-monday');
    expect(until.join(' ')).not.toContain('reader');
    expectQuiet(page);
  });

  test('lets nothing in that does not belong to it', async () => {
    const page = await browser.open('?run=0');
    const refused = page.evaluate(async () => {
      const violated = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.intruder = true';
      document.body.append(script);
      const image = new Image();
      image.src = 'https://example.org/pixel.png';
      const style = document.createElement('style');
      document.head.append(style);
      style.textContent = 'body { color: red }';
      await fetch('https://example.org/').catch(() => undefined);
      // Told in a turn of their own; how soon is the machine's affair.
      for (let i = 0; i < 200 && violated.size < 4; i++) await new Promise((resolve) => setTimeout(resolve, 50));
      return { violated: [...violated].sort(), intruder: 'intruder' in window };
    });
    expect(await refused).toEqual({
      violated: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'],
      intruder: false,
    });
  });

  test('has nothing in its first screen that axe objects to in either theme, and needs no sideways scrolling', async () => {
    const page = await opened();
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      await shoot(page, `shell-${colorScheme}`);
    }
    for (const width of [360, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expectQuiet(page);
  });

  test('says what it needs when scripts are switched off', async () => {
    const page = await browser.open('', { javaScriptEnabled: false });
    expect(await page.locator('body').innerText()).toContain('JavaScript');
  });
});
