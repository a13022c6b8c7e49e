import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { time } from '../../web/words/journey.ts';
import { traced } from '../support/journeys.ts';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { late } from './support/late.ts';
import { linkTo } from './support/scenarios.ts';
import { untilDone } from './support/steps.ts';

const browser = useBrowser();

async function openDone(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.open(await linkTo(late), { viewport: { width: 1500, height: 1000 }, ...options });
  await untilDone(page);
  await page.locator('[data-chart="latency"] .lines path').first().waitFor({ state: 'attached' });
  await page.locator('.late').waitFor();
  return page;
}

const done = browser.shared(() => openDone());

const sensor = (page: Page, panel = 0, chart = 'latency') => page.locator(`[data-chart="${chart}"] .sensor`).nth(panel);
const summary = (page: Page) => page.locator('.late-summary').innerText();

/** Where on a panel a time of the run is [px from its left]. */
async function xOf(page: Page, s: number, panel = 0): Promise<number> {
  const box = await sensor(page, panel).boundingBox();
  if (box === null) throw new Error('missing sensor');
  return 62 + ((box.width - 72) * s) / 7200;
}

test('a click on the chart of delivery time tells why mail was late, with the numbers of the command line’s engine', async () => {
  const page = await done();
  expect(await page.locator('.late').innerText()).toContain('Nothing is asked yet');
  await sensor(page).scrollIntoViewIfNeeded();
  await sensor(page).click({ position: { x: await xOf(page, 4738), y: 90 } });
  await expect
    .poll(() => summary(page))
    .toMatch(/^Letters in Boxes: \d+ of \d+ messages that arrived from Mon 09:18 to Mon 09:19 were traced\./);
  // No drag, no zoom.
  expect(await page.locator('.zoom-range').innerText()).toBe('all 2 h');
  await expect.poll(() => page.locator('[data-chart="latency"] .asked path').count()).toBe(1);

  const loaded = loadScenario(late);
  if (!loaded.ok) throw new Error('the scenario is wrong');
  const { journeys } = traced(loaded.scenario, 'boxes');
  const then = journeys
    .filter((one) => one.stream === 0 && one.fate === 'delivered' && one.endedAt > 4680 && one.endedAt <= 4740)
    .sort((a, b) => b.endedAt - b.firstAt - (a.endedAt - a.firstAt));
  const [slowest] = then;
  if (slowest === undefined) throw new Error('nothing was late');
  expect(await summary(page)).toContain(`Boxes: ${then.length} of `);
  expect(await summary(page)).toContain(time(slowest.endedAt - slowest.firstAt));
  const rows = await page.locator('.late .data-table').first().locator('tbody tr').allInnerTexts();
  expect(rows.length).toBe(Math.min(6, then.length));
  rows.forEach((row, i) => {
    const one = then[i];
    expect(row).toContain(`No. ${((one?.number ?? 0) + 1).toLocaleString('en-US')}`);
    expect(row).toContain(time((one?.endedAt ?? 0) - (one?.firstAt ?? 0)));
  });
  await expect
    .poll(() => page.locator('.story-sentence').innerText())
    .toMatch(/min .*at its sender, after .*while gateway-0 was down/);
  // Every bar is there, and the table has every step.
  const figure = page.locator('.journey[data-design="boxes"]');
  await expect.poll(() => figure.locator('.bar').count()).toBe(slowest.segments.length);
  await page.locator('.late').getByText('Show as table').click();
  const steps = page.locator('.story .data-table').first().locator('tbody tr');
  await expect.poll(() => steps.count()).toBe(slowest.segments.length);

  // A message of the sample is compared with itself in the other design, on the same scale.
  const byChance = page.locator('.late tbody tr', { hasText: 'by chance' }).first();
  const cluster = await byChance.locator('td').nth(2).innerText();
  await byChance.getByRole('button').click();
  await expect.poll(() => page.locator('.journey').count()).toBe(2);
  const other = page.locator('.story-other');
  await expect.poll(() => other.innerText()).toContain(`In Cluster the same message took ${cluster}: `);
  await expect.poll(() => page.locator('.journey .x-axis').nth(0).innerHTML()).toContain('min');

  // One that was followed since it was put off only here is followed there when asked.
  const putOff = page.locator('.late tbody tr', { hasText: 'since put off' }).first();
  const there = await putOff.locator('td').nth(2).innerText();
  await putOff.getByRole('button').click();
  await page.getByRole('button', { name: 'Follow it through Cluster too' }).click();
  await expect.poll(() => page.locator('.journey').count()).toBe(2);
  await expect.poll(() => other.innerText()).toContain(`In Cluster the same message took ${there}: `);

  await expectAccessible(page, { within: '.late' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, { within: '.late' });

  // While the gateway was dead nothing arrived: what was on the way then. A drag zooms and asks nothing.
  await page.getByRole('button', { name: 'Back to the chart' }).click();
  await sensor(page).click({ position: { x: await xOf(page, 3000), y: 90 } });
  await expect
    .poll(() => summary(page))
    .toMatch(/hardly any arrived from Mon 08:(49|50) .* traced messages were on the way then/);
  const before = await summary(page);
  await sensor(page).scrollIntoViewIfNeeded();
  const box = await sensor(page).boundingBox();
  if (box === null) throw new Error('missing sensor');
  await page.mouse.move(box.x + 300, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x + 420, box.y + 90, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => page.locator('.zoom-range').innerText()).toContain(' to ');
  expect(await summary(page)).toBe(before);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Whole run', exact: true }).click();
  await expect.poll(() => page.locator('.zoom-range').innerText()).toBe('all 2 h');
  expectQuiet(page);
});

test('keys alone ask, choose and lead back; the whole run can be asked without a chart', async () => {
  const page = await done();
  await sensor(page, 1).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => summary(page))
    .toMatch(/^Letters in Cluster: .* messages that arrived from Mon 09:47 to Mon 09:48 were traced/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('late-title');
  expect(await page.locator('.late-summary').evaluate((element) => element.tagName)).toBe('OUTPUT');
  await page.keyboard.press('Escape');
  await expect.poll(() => sensor(page, 1).evaluate((element) => element === document.activeElement)).toBe(true);

  await page.getByRole('button', { name: 'Slowest of the run' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => summary(page)).toContain('messages that arrived in the whole run were traced');
  const second = page.locator('.pick-message').nth(1);
  await second.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => second.getAttribute('aria-pressed')).toBe('true');
  const sentence = page.locator('.story-sentence');
  await expect.poll(() => sentence.innerText()).toContain((await second.innerText()).replace('No.', 'no.'));
  await page.locator('.late').getByRole('radio', { name: 'Boxes' }).check({ force: true });
  await expect.poll(() => summary(page)).toContain('Letters in Boxes');
  expectQuiet(page);
});

test('a finger’s tap asks too, on a small screen that nothing overflows', async () => {
  const page = await openDone({ hasTouch: true, viewport: { width: 360, height: 780 } });
  await sensor(page).scrollIntoViewIfNeeded();
  await sensor(page).tap({ position: { x: 200, y: 90 } });
  await expect.poll(() => summary(page)).toContain('Letters in Boxes');
  // A picture is drawn once its width is known.
  await page.locator('.journey .bar').first().waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expectQuiet(page);
});
