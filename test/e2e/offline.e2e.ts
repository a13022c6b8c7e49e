import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { startSite } from './support/site.ts';
import type { Site } from './support/site.ts';
import { progress, untilDone } from './support/steps.ts';

const browser = useBrowser();
let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.remove());

/** Opens the page of the site, in a browser that may keep it or not. */
async function visit(path: string, serviceWorkers: 'allow' | 'block'): Promise<Page> {
  const page = await browser.blank({ serviceWorkers }, new URL(site.address).origin);
  await page.goto(site.address + path);
  return page;
}

/** Waits until the page is kept whole, and its service worker answers for it. */
async function untilKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
    .toBe('activated');
}

const versionOf = (page: Page) => page.getAttribute('meta[name="version"]', 'content');
const mailboxesOf = (page: Page) => page.getByRole('textbox', { name: 'Mailboxes', exact: true });
const notice = (page: Page) => page.getByRole('region', { name: 'Version of the page' });
const screen = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

describe('after the first visit', () => {
  test('everything works without a network, and without a host', { timeout: 240_000 }, async () => {
    const page = await visit(await linkTo(quick), 'allow');
    const digest = await untilDone(page);
    await untilKept(page);
    await site.stop();
    await page.context().setOffline(true);

    await page.reload();
    expect(await untilDone(page)).toBe(digest);
    await page.goto(site.address);
    await page.getByRole('heading', { level: 1, name: 'Spam-heavy Monday' }).waitFor();
    await expect.poll(() => progress(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Cancel' }).click();

    const shared = await browser.tab(page);
    await shared.goto(`${site.address}?theme=dark${await linkTo(quick)}`);
    expect(await untilDone(shared)).toBe(digest);
    await shared.getByLabel('Scenario', { exact: true }).selectOption('example/textbook-queues');
    await shared.getByRole('heading', { level: 1, name: /textbook/i }).waitFor();
    await shared.getByRole('button', { name: 'Cancel' }).click();
    await screen(shared, 'Edit');
    await shared.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
    await screen(shared, 'Compare');
    await shared.getByRole('heading', { name: 'Compare the designs' }).waitFor();
    await shared.goto(`${site.address}?lesson=utilization-and-latency&step=2`);
    await shared.getByRole('button', { name: 'Next' }).waitFor();

    expectQuiet(page);
    expectQuiet(shared);
  });
});

describe('a new version', () => {
  test('is offered and never forced; the open page goes on with its own parts', async () => {
    const page = await visit(`?run=0${await linkTo(quick)}`, 'allow');
    await page.getByRole('heading', { level: 1, name: 'A quick hour' }).waitFor();
    await untilKept(page);
    const old = await versionOf(page);
    expect(await notice(page).innerText()).toBe('');

    site.deploy();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await notice(page).getByText('A new version of this page is ready.').waitFor();
    expect(await versionOf(page)).toBe(old);
    await expectAccessible(page, { within: '.version-notice' });
    await shoot(page, 'new-version');
    // The host has no files of the old version any more.
    await screen(page, 'Edit');
    await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
    await mailboxesOf(page).fill('321');

    await notice(page).getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => versionOf(page)).not.toBe(old);
    await expect.poll(() => mailboxesOf(page).inputValue()).toBe('321');
    await expect.poll(() => notice(page).innerText()).toBe('');
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    expectQuiet(page);
  });

  test('whose parts replaced those of an open page is told of where one is missing', async () => {
    const page = await visit(await linkTo(quick), 'block');
    const digest = await untilDone(page);
    site.deploy();
    await screen(page, 'Lessons');
    await notice(page)
      .getByText(/could not be loaded/)
      .waitFor();
    await screen(page, 'Results');
    expect(await untilDone(page)).toBe(digest);
    await notice(page).getByRole('button', { name: 'Reload' }).click();
    await screen(page, 'Lessons');
    await page.getByRole('heading', { level: 1, name: 'Lessons' }).waitFor();
    expectQuiet(page, { except: [/status 404/, /Failed to load resource/, /ERR_ABORTED/] });
  });
});
