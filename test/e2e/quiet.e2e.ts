import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';

// A check that cannot fail proves nothing: these make the page do what the other tests rely on to be noticed.

const browser = useBrowser();
/** One page that misbehaves more and more. */
const shared = browser.shared(async () => {
  const page = await browser.open('?run=0');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expectQuiet(page);
  return page;
});

const SLIPS = [
  ['logs', () => console.log('a word'), /console log: a word/],
  ['throws later', () => void setTimeout(() => reportError(new Error('a slip'))), /error: a slip/],
  ['leaves a promise rejected', () => void Promise.reject(new Error('forgotten')), /error: forgotten/],
  ['loads what is not there', () => fetch('missing.json').then(() => undefined), /status 404: .*missing\.json/],
  ['asks elsewhere', () => void fetch('https://example.org/').catch(() => undefined), /console error: .*example\.org/],
] as const;

test.each(SLIPS)('a page that %s is not quiet', async (_, misbehave, heard) => {
  const page = await shared();
  expect(caught(() => expectQuiet(page))).not.toMatch(heard);
  await page.evaluate(misbehave);
  await expect.poll(() => caught(() => expectQuiet(page))).toMatch(heard);
  const all = SLIPS.map(([, , pattern]) => pattern);
  expectQuiet(page, { except: [...all, /Failed to load resource|missing|example\.org/] });
});

test('a picture without a text is not accessible', async () => {
  const page = await shared();
  await page.evaluate(() => {
    const picture = document.createElement('img');
    picture.src = 'favicon.svg';
    document.querySelector('#app')?.append(picture);
  });
  await expect(expectAccessible(page)).rejects.toThrow(/image-alt/);
});

/** What a function throws; nothing if it does not. */
function caught(run: () => void): string {
  try {
    run();
    return '';
  } catch (error) {
    return String(error);
  }
}
