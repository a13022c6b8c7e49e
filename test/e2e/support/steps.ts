import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { endless, linkTo, quick } from './scenarios.ts';

/** What tests do and see on the page, in its own words. */

/** Opens a scenario that will not end, and has it run; returns once the first events were counted. */
export async function openEndless(browser: TestBrowser): Promise<Page> {
  const page = await browser.open(await linkTo(endless));
  await runEndless(page);
  return page;
}

/** Has the scenario run that an open page was led to and that will not end; returns once the first events were counted. */
export async function runEndless(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'A long time' }).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => runWords(page)).toMatch(/events\/s/);
}

/**
 * A page with the quick scenario and its results, for the tests of a file to share: whatever of the scenario, its seed or its messages a test
 * left otherwise is as in the beginning for the next.
 */
export function shareQuick(browser: TestBrowser, options: BrowserContextOptions = {}): () => Promise<Page> {
  let digest = '';
  const shared = browser.shared(async () => {
    const page = await browser.open(await linkTo(quick), options);
    digest = await untilDone(page);
    return page;
  });
  return async () => {
    const page = await shared();
    await follow(page, await linkTo(quick));
    await expect.poll(() => untilDone(page)).toBe(digest);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    return page;
  };
}

/** Follows a link within an open page, as one that is pasted into its address. */
export async function follow(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

/** Waits until the run is over; returns the digest that the page shows. */
export async function untilDone(page: Page, timeout = 60_000): Promise<string> {
  return (await page.locator('[data-digest]').textContent({ timeout })) ?? '';
}

/** The words of the run bar. */
export async function runWords(page: Page): Promise<string> {
  return page.locator('.run-words').innerText();
}

/** The share of the run that the progress bar shows [%]. */
export async function progress(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'));
}

/** The message about something that could not be opened. */
export async function troubleText(page: Page): Promise<string> {
  return page.getByRole('alert').innerText();
}

/** The text of a card's row of a design. */
export async function cardText(page: Page, card: string): Promise<string> {
  return page.locator(`[data-card="${card}"]`).innerText();
}

/** Drops a file on the page as a person would. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, body]) => {
      const data = new DataTransfer();
      data.items.add(new File([body], file, { type: 'application/json' }));
      return data;
    },
    [name, text] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
}

/** The text of what a click downloads. */
export async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
}
