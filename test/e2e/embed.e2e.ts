import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { addressOf, expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { startServer } from './support/server.ts';
import { shoot } from './support/shots.ts';
import { untilDone } from './support/steps.ts';

const browser = useBrowser();

/** Puts HTML into a page of another host, opens it, and hands over the frame in it. */
async function inAnotherPage(html: string, check: (page: Page, frame: Frame) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mailwatt-host-'));
  const text = `<!doctype html><html lang="en"><title>A course</title><main><h1>A course</h1>${html}</main></html>`;
  writeFileSync(join(folder, 'index.html'), text);
  writeFileSync(join(folder, 'favicon.ico'), '');
  const host = await startServer(folder, '/');
  try {
    const page = await browser.blank({ serviceWorkers: 'allow' }, new URL(host.address).origin);
    await page.goto(host.address);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (frame === null) throw new Error('the frame has no page');
    await check(page, frame);
    const own = new URL(addressOf()).origin;
    expectQuiet(page, { except: [new RegExp(`^asked elsewhere: ${own}/`)] });
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const headline = (frame: Frame) => frame.locator('.headline').innerText();

describe('a figure', () => {
  test('made on the page works in a page of another host, keeps nothing, and opens the whole page', async () => {
    const page = await browser.open(await linkTo(quick), { permissions: ['clipboard-read', 'clipboard-write'] });
    const digest = await untilDone(page);
    const said = await page.locator('.headline').innerText();
    await page.getByText('Embed it in a web page').click();
    await page.getByRole('checkbox', { name: 'CPU utilization by tier' }).check();
    await page.getByRole('checkbox', { name: 'Power draw' }).uncheck();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expectAccessible(page, { within: '.share' });
    await shoot(page, 'embed-code');
    await page.getByRole('button', { name: 'Copy the HTML' }).click();
    await page.getByText('The HTML was copied.').waitFor();
    const html = await page.evaluate(() => navigator.clipboard.readText());
    expectQuiet(page);

    await inAnotherPage(html, async (host, frame) => {
      await expect.poll(() => headline(frame), { timeout: 60_000 }).toBe(said);
      const charts = () => frame.locator('[data-chart]').evaluateAll((all) => all.map((one) => one.dataset['chart']));
      await expect.poll(charts).toEqual(['cpu']);
      await frame.locator('[data-chart="cpu"] .lines path[d^="M"]').first().waitFor({ state: 'attached' });
      expect(await frame.getByRole('link', { name: 'Edit' }).count()).toBe(0);
      await expectAccessible(frame);
      await shoot(host, 'embed-figure');

      // Touched like this it still keeps nothing.
      await frame.getByRole('button', { name: 'Zoom in' }).click();
      await expect.poll(() => frame.locator('.zoom-range').innerText()).toContain(' to ');
      await frame.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(() => frame.locator('.zoom-range').innerText()).toMatch(/^all /);
      await expect.poll(() => headline(frame), { timeout: 60_000 }).toBe(said);
      const keeps = await frame.evaluate(async () => ({
        local: Object.keys(localStorage).length,
        session: Object.keys(sessionStorage).length,
        cookies: document.cookie,
        caches: (await caches.keys()).length,
        databases: (await indexedDB.databases()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }));
      expect(keeps).toEqual({ local: 0, session: 0, cookies: '', caches: 0, databases: 0, workers: 0 });

      const [whole] = await Promise.all([
        host.context().waitForEvent('page'),
        frame.getByRole('link', { name: /Open in Mailwatt/ }).click(),
      ]);
      expect(await untilDone(whole)).toBe(digest);
      expect(new URL(whole.url()).search).toBe('?theme=dark&view=cpu');
      expect(await whole.getByRole('link', { name: 'Edit' }).count()).toBe(1);
    });
  });

  test('that is not to run waits for its reader, and one that is locked opens a page without changes', async () => {
    const link = addressOf(`?embed=1&view=cards,machines&run=0&lock=1&theme=light${await linkTo(quick)}`);
    await inAnotherPage(
      `<iframe src="${link}" title="Figure" width="360" height="600"></iframe>`,
      async (host, frame) => {
        await frame.getByText(/Not started: it takes about/).waitFor();
        expect(await frame.getByRole('textbox').count()).toBe(0);
        await frame.getByRole('button', { name: 'Run', exact: true }).click();
        await frame
          .locator('[data-card="power"] .verdict')
          .getByText(/Cluster|Boxes/)
          .first()
          .waitFor({ timeout: 60_000 });
        await frame.getByRole('heading', { name: 'The machines, played back' }).waitFor();
        await expect.poll(() => frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await shoot(host, 'embed-locked');
        await frame.getByRole('button', { name: 'Reset' }).click();
        await frame.getByText(/Not started: it takes about/).waitFor();

        const [whole] = await Promise.all([
          host.context().waitForEvent('page'),
          frame.getByRole('link', { name: /Open in Mailwatt/ }).click(),
        ]);
        await untilDone(whole);
        await expectAccessible(whole);
        for (const name of ['Scenario', 'Seed']) expect(await whole.getByLabel(name, { exact: true }).count()).toBe(0);
        expect(await whole.getByRole('link', { name: 'Edit' }).count()).toBe(0);
        await whole.getByRole('button', { name: 'Unlock' }).click();
        await whole.getByLabel('Scenario', { exact: true }).waitFor();
        await expect.poll(() => whole.getByRole('link', { name: 'Edit' }).count()).toBe(1);
      },
    );
  });

  test('whose link is broken says so', async () => {
    const page = await browser.open(`?embed=1${(await linkTo(quick)).slice(0, -5)}`);
    expect(await page.getByRole('alert').innerText()).toContain('incomplete');
    expectQuiet(page);
  });
});

describe('a link to the page', () => {
  test('can begin at a chart', async () => {
    const page = await browser.open(`?view=power${await linkTo(quick)}`);
    await untilDone(page);
    const chart = page.locator('[data-chart="power"]');
    await expect.poll(() => chart.evaluate((one) => Math.abs(one.getBoundingClientRect().top))).toBeLessThan(400);
    expectQuiet(page);
  });

  test('can say the theme, until the reader chooses another', async () => {
    // Nothing is under way when the page is loaded again.
    const page = await browser.open(`?theme=dark&run=0${await linkTo(quick)}`, { colorScheme: 'light' });
    await page.getByText(/Not started: it takes about/).waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: /Theme: dark/ }).click();
    await page.getByRole('button', { name: /Theme: system/ }).click();
    await page.reload();
    await page.getByRole('button', { name: /Theme: light/ }).waitFor();
    expectQuiet(page);
  });
});
