import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { addressOf, expectQuiet, useBrowser } from './support/browser.ts';
import { shoot } from './support/shots.ts';

const browser = useBrowser();

describe('the built page', () => {
  test('loads below any path without a word on the console', async () => {
    const page = await browser.open();
    expect(await page.title()).toContain('Mailwatt');
    expect(new URL(page.url()).pathname).toBe('/any/sub/path/');
    await page.waitForSelector('#app > *');
    expectQuiet(page);
  });

  test('has a favicon', async () => {
    const page = await browser.open();
    const icon = await page.getAttribute('link[rel="icon"]', 'href');
    const answer = await page.request.get(addressOf(icon ?? 'missing'));
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('image/svg+xml');
  });

  test('lets nothing in that does not belong to it', async () => {
    const page = await browser.open();
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
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { violated: [...violated].sort(), intruder: 'intruder' in window };
    });
    expect(await refused).toEqual({
      violated: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'],
      intruder: false,
    });
  });

  test.each(['light', 'dark'] as const)(
    'has nothing in its first screen that axe objects to, %s',
    async (colorScheme) => {
      const page = await browser.open('', { colorScheme });
      await page.waitForSelector('#app > *');
      await expectAccessible(page);
      expectQuiet(page);
      await shoot(page, `shell-${colorScheme}`);
    },
  );

  test.each([360, 1600])('needs no sideways scrolling at %i px', async (width) => {
    const page = await browser.open('', { viewport: { width, height: 800 } });
    await page.waitForSelector('#app > *');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test('says what it needs when scripts are switched off', async () => {
    const page = await browser.open('', { javaScriptEnabled: false });
    expect(await page.locator('body').innerText()).toContain('JavaScript');
  });
});
