import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { runByCommandLine } from './support/cli.ts';
import { endless, linkTo, quick } from './support/scenarios.ts';
import { follow, openEndless, progress, runEndless, shareQuick, runWords, untilDone } from './support/steps.ts';

const browser = useBrowser();
const opened = shareQuick(browser);

/** Events counted so far, as the page tells them once a paused run has come to rest. */
async function pausedWords(page: Page): Promise<string> {
  await page.locator('.run-words', { hasText: /^Paused · / }).waitFor();
  return runWords(page);
}

/** Cancels the run; how long the page took to say so, in time and in pictures drawn. */
function cancelled(page: Page): Promise<{ ms: number; frames: number }> {
  return page.evaluate(async () => {
    const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Cancel');
    const before = performance.now();
    let frames = 0;
    cancel?.click();
    while (!document.querySelector('.progress-cancelled')) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      frames++;
    }
    return { ms: performance.now() - before, frames };
  });
}

describe('a run', () => {
  test('pauses and goes on', async () => {
    const page = await openEndless(browser);
    await page.getByRole('button', { name: 'Pause' }).click();
    const first = await pausedWords(page);
    await page.waitForTimeout(700);
    expect(await pausedWords(page)).toBe(first);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => runWords(page)).toMatch(/events\/s/);
    await page.waitForTimeout(700);
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await pausedWords(page)).not.toBe(first);
    expectQuiet(page);
  });

  test('ends at once when it is cancelled, and another one works', async () => {
    const page = await opened();
    await follow(page, await linkTo(endless));
    await runEndless(page);
    const tookMs: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const { ms, frames } = await cancelled(page);
      tookMs.push(ms);
      expect(frames).toBeLessThanOrEqual(5);
      await expect.poll(() => runWords(page)).toContain('Cancelled');
      await page.getByRole('button', { name: 'Run again' }).click();
      await expect.poll(() => runWords(page)).toMatch(/events\/s/);
    }
    // The quickest: what else a machine does may slow down one or the other.
    expect(Math.min(...tookMs), tookMs.join(' ')).toBeLessThan(100);
    await follow(page, await linkTo(quick));
    await untilDone(page);
    expectQuiet(page);
  });

  test('cancelled while it is paused leaves the next one running', async () => {
    const page = await opened();
    await follow(page, await linkTo(endless));
    await runEndless(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect.poll(() => runWords(page)).toMatch(/events\/s/);
    expectQuiet(page);
  });

  test('on another seed differs, on the same seed does not, and agrees with the command line', async () => {
    const page = await opened();
    const first = await untilDone(page);
    await page.getByLabel('Seed', { exact: true }).fill('another');
    await page.getByRole('button', { name: 'Run this seed' }).click();
    await expect.poll(() => page.locator('.digest').innerText()).toContain('another');
    const other = await untilDone(page);
    expect(other).not.toBe(first);
    expect((await runByCommandLine(JSON.stringify(quick), '--seed', 'another')).digest).toBe(other);
    await page.getByLabel('Seed', { exact: true }).fill('quick');
    await page.getByRole('button', { name: 'Run this seed' }).click();
    await expect.poll(() => untilDone(page)).toBe(first);
    expectQuiet(page);
  });

  test('of very many events waits for a word of the reader', async () => {
    const page = await opened();
    await follow(page, await linkTo(endless));
    await expect.poll(() => runWords(page)).toMatch(/Not started: it takes about [\d.]+ billion events/);
    expect(await page.locator('[data-digest]').count()).toBe(0);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => runWords(page)).toMatch(/events\/s/);
    expectQuiet(page);
  });

  test('of several replications gives the intervals of the command line', async () => {
    const run = { ...(quick['run'] as object), durationS: 1200, replications: 3 };
    const several = { ...quick, name: 'Several', run, incidents: [] };
    const page = await opened();
    await follow(page, await linkTo(several));
    await page.getByRole('heading', { level: 1, name: 'Several' }).waitFor();
    const digest = await untilDone(page);
    expect((await runByCommandLine(JSON.stringify(several))).digest).toBe(digest);
  });

  test('that cannot be built says why, and the page stays usable', async () => {
    const page = await opened();
    expect(await progress(page)).toBe(100);
    await page.route('**/*.worker-*.js', (route) => route.abort());
    await page.reload();
    await expect.poll(() => runWords(page)).toContain('could not be loaded');
    await page.unroute('**/*.worker-*.js');
    await page.getByRole('button', { name: 'Run again' }).click();
    await untilDone(page);
  });
});
