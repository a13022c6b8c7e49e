import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { eventful } from './support/operations.ts';
import { linkTo } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { openEndless, untilDone } from './support/steps.ts';

const browser = useBrowser();

async function openDone(): Promise<Page> {
  const page = await browser.open(await linkTo(eventful), { viewport: { width: 1500, height: 1000 } });
  await untilDone(page);
  await page.locator('.topology').scrollIntoViewIfNeeded();
  await page.locator('.host').first().waitFor({ state: 'attached' });
  return page;
}

const done = browser.shared(openDone);

const slider = (page: Page) => page.locator('.topology').getByRole('slider');
const clock = (page: Page) => page.locator('.clock').innerText();
const host = (page: Page, id: string) => page.locator(`.host[data-host="${id}"]`);

/** Puts the slider somewhere, as dragging does. */
async function scrub(page: Page, s: number): Promise<void> {
  await slider(page).evaluate((input: HTMLInputElement, value) => {
    input.step = 'any';
    input.value = String(value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, s);
}

describe('the machines, played back', () => {
  test('show every host and machine at the moment, in pictures, words and tables', async () => {
    const page = await done();
    await scrub(page, 4530);
    await expect.poll(() => host(page, 'v-1').getAttribute('data-state')).toBe('dead');
    await expect.poll(() => host(page, 'v-1').locator('.state').textContent()).toBe('dead');
    expect(await page.locator('.host').count()).toBe(9);
    const picture = page.locator('[data-design="virtual"] .topology-svg');
    const name = () =>
      picture.evaluate((svg) => document.getElementById(svg.getAttribute('aria-labelledby') ?? '')?.textContent);
    await expect.poll(name).toMatch(/^Cluster at Mon 09:15:30\. 2 of 4 hosts are on, 1 dead \(v-1\)/);
    await page.locator('[data-design="virtual"]').getByText('Show as table').click();
    const table = page.getByRole('table', { name: /^Hosts of Cluster at/ });
    await expect.poll(() => table.locator('tr', { hasText: 'v-1' }).innerText()).toContain('dead');
    await shoot(page, 'topology-death');

    // A machine under way is on both hosts, with an arrow and its time.
    await scrub(page, 1215);
    await page.locator('.ghost[data-machine="gateway-0"]').waitFor();
    await expect.poll(() => page.locator('.ghost').textContent()).toMatch(/moving here15 s of \d/);
    await expect.poll(() => page.locator('path.arrow').count()).toBe(1);
    await shoot(page, 'topology-move', '.topology');
    await expectAccessible(page, { within: '.topology' });
    expectQuiet(page);
  });

  test('play, stop, step and scrub, by mouse and by keys; back shows the earlier moment exactly', async () => {
    const page = await done();
    const picture = () => page.locator('[data-design="virtual"] .topology-svg').innerHTML();
    await scrub(page, 3000);
    await expect.poll(() => clock(page)).toBe('Mon 08:50');
    const before = await picture();
    await page.getByLabel('Speed').selectOption({ label: '15 min per second' });
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => slider(page).inputValue().then(Number)).toBeGreaterThan(3600);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    const stopped = await clock(page);
    await page.waitForTimeout(300);
    expect(await clock(page)).toBe(stopped);
    await scrub(page, 3000);
    await expect.poll(picture).toBe(before);

    await slider(page).focus();
    await page.keyboard.press('n');
    await expect.poll(() => clock(page)).toBe('Mon 09:15');
    await expect.poll(() => host(page, 'v-1').getAttribute('data-state')).toBe('dead');
    await page.keyboard.press('.');
    await expect.poll(() => clock(page)).toBe('Mon 09:15:15');
    await expect.poll(() => slider(page).getAttribute('aria-valuetext')).toBe('Mon 09:15:15');
    await page.keyboard.press(',');
    await page.keyboard.press(',');
    await expect.poll(() => host(page, 'v-1').getAttribute('data-state')).toBe('on');
    await page.keyboard.press('Home');
    await expect.poll(() => clock(page)).toBe('Mon 08:00');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => clock(page)).toBe('Mon 08:00:30');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expectQuiet(page);
  });

  test('and the charts show the same moment', async () => {
    const page = await done();
    await scrub(page, 7215);
    await expect.poll(() => page.locator('.readout').innerText()).toMatch(/^Mon 10:00:30/);
    const sensor = page.locator('[data-chart="cpu"] .sensor').first();
    await sensor.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => clock(page)).toBe('Mon 10:01');
  });

  test('are there while the run goes on, up to what has been simulated', async () => {
    const page = await openEndless(browser);
    await page.locator('.host').first().waitFor({ state: 'attached' });
    const now = () => slider(page).inputValue().then(Number);
    const first = await now();
    await expect.poll(now).toBeGreaterThan(first);
    await page.getByRole('button', { name: 'To the start' }).click();
    const start = await clock(page);
    await page.waitForTimeout(500);
    expect(await clock(page)).toBe(start);
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(now).toBeGreaterThan(0);
    expectQuiet(page);
  });

  test('tell what the incidents did, and lead there', async () => {
    const page = await done();
    const incidents = page.locator('.incident-card');
    await expect.poll(() => incidents.count()).toBe(4);
    expect(await incidents.nth(1).innerText()).toMatch(/Cluster: Noticed after 15 s, all machines worked again after/);
    expect(await page.locator('.incident-verdicts').innerText()).toContain('After the death of host 1');
    await page.getByRole('button', { name: 'Show the machines at “A host dies”' }).click();
    await expect.poll(() => clock(page)).toBe('Mon 09:15');
    await page.getByLabel('Only entries with the word').fill('host died');
    await expect.poll(() => page.locator('.journal tbody tr').count()).toBe(2);
    expect(await page.locator('.ledger tbody tr').last().innerText()).toContain('At the meter');
    await expectAccessible(page);
    await shoot(page, 'topology-details', '.details');
  });

  test('do not move by themselves where less motion is asked for, fit a small screen, and have a dark side', async () => {
    const page = await done();
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
    await expect.poll(() => page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'To the next incident' }).click();
    await expect.poll(() => clock(page)).toBe('Mon 08:20');
    await slider(page).focus();
    await page.keyboard.press('Space');
    await page.waitForTimeout(300);
    expect(await clock(page)).toBe('Mon 08:20');
    const wide = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((element) => element.closest('.scroller') === null && element.getBoundingClientRect().right > 361)
          .map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`),
      );
    // Pictures that were drawn for a wide screen are drawn anew one after the other.
    await expect.poll(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await scrub(page, 4530);
    await expectAccessible(page, { within: '.topology' });
    await shoot(page, 'topology-narrow', '.topology');
    await page.setViewportSize({ width: 1400, height: 900 });
    await shoot(page, 'topology-dark', '.topology');
    await page.emulateMedia({ forcedColors: 'active' });
    await shoot(page, 'topology-forced', '.topology');
  });
});
