import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { openEndless, runWords, untilDone } from './support/steps.ts';

const browser = useBrowser();

test('screens are in the address beside the scenario, and a run goes on behind them', async () => {
  const page = await openEndless(browser);
  const hash = new URL(page.url()).hash;
  const current = () => page.locator('nav [aria-current="page"]').innerText();
  expect(await current()).toBe('Results');
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  expect(await current()).toBe('Edit');
  expect(await page.title()).toContain('Edit');
  expect(new URL(page.url()).search).toBe('?view=edit');
  expect(new URL(page.url()).hash).toBe(hash);
  const before = await runWords(page);
  await expect.poll(() => runWords(page)).not.toBe(before);
  expect(await runWords(page)).toMatch(/events\/s/);
  await page.goBack();
  await page.locator('.chart-grid').waitFor();
  expect(await current()).toBe('Results');
  await page.goForward();
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  await page.getByRole('link', { name: 'Results' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.chart-grid').waitFor();
  expect(new URL(page.url()).search).toBe('');
  expectQuiet(page);
});

test('is accessible', async () => {
  const page = await browser.open(`?view=edit${await linkTo(quick)}`, { viewport: { width: 360, height: 800 } });
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Results' }).click();
  await untilDone(page);
  await page.getByRole('link', { name: 'Edit' }).click();
  await shoot(page, 'edit-first');
  expectQuiet(page);
});
