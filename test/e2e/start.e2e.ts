import { expect, test } from 'vitest';
import { EXAMPLES } from '../../web/state/examples.ts';
import { QUESTIONS } from '../../web/panels/start/questions.ts';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';

const browser = useBrowser();

test('the start has a question for every scenario, and leads to its run by keys and Back again', async () => {
  const page = await browser.open(`?view=start${await linkTo(quick)}`, { colorScheme: 'dark' });
  await page.locator('.start-card').first().waitFor();
  const titles = await page.locator('.start-card h3').allInnerTexts();
  for (const { id, name } of EXAMPLES) expect(titles).toContain(QUESTIONS[id] ?? name);
  expect(titles).toEqual(expect.arrayContaining(['A bank of today', 'A university of today']));
  // Each with a picture of its mail.
  await expect.poll(() => page.locator('.thumbnail .thumbnail-all').count()).toBe(titles.length);
  const storm = page.locator('.start-card', { hasText: 'Spam storm' });
  expect(await storm.locator('figcaption').innerText()).toBe('6 h, 17.8 to 103 sessions/s, 1 incident');
  await page.getByText('Words of this page').click();
  expect(await page.locator('.start-words dt').allInnerTexts()).toContain('backlog');
  await expectAccessible(page);
  await shoot(page, 'start-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await page.getByRole('link', { name: 'Does the simulator agree with the formulas' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Textbook queues' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(new URL(page.url()).hash).toBe('#example/textbook-queues');
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.goBack();
  await page.locator('.start-card').first().waitFor();
  const option = page.getByLabel('Scenario', { exact: true }).locator('option:checked');
  await expect.poll(() => option.innerText()).toContain('A quick hour');
  await page.getByRole('link', { name: 'A university of today' }).click();
  await page.getByRole('heading', { level: 1, name: 'A university of today' }).waitFor();
  expectQuiet(page);
});
