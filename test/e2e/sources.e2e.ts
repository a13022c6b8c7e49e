import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { shoot } from './support/shots.ts';
import { linkTo } from './support/scenarios.ts';

const browser = useBrowser();

test('says where every figure of the open scenario comes from, narrowed by part and word', async () => {
  const short = { extends: 'enterprise-today@1', mailboxes: 200, run: { durationS: 600 } };
  const page = await browser.open(await linkTo(short), { viewport: { width: 1400, height: 1000 } });
  const section = page.locator('section.sources');
  await section.locator('summary').first().click();
  const rows = section.locator('tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThan(100);
  expect(await section.innerText()).toContain('draws more than the physical one');
  await section.scrollIntoViewIfNeeded();
  await shoot(page, 'sources-1400');

  await section.getByLabel('Only figures with the word').fill('Uptime');
  await expect.poll(() => rows.count()).toBe(1);
  expect(await rows.first().innerText()).toMatch(/Facility\s+1\.56\s+measured\s+2024/);
  await section.getByLabel('Only figures with the word').fill('');
  await section.getByLabel('Part').selectOption('Run and objectives');
  await section.getByLabel('Only figures with the word').fill('mailboxes');
  // Stated by the link itself: no year, no claim.
  await expect.poll(() => rows.first().innerText()).toMatch(/200\s+chosen\s+–\s+Stated by this scenario/);
  await section.getByLabel('Only figures with the word').fill('PRETTY SURELY NOT THERE');
  await section.getByText('No figure has that word.').waitFor();
  await section.getByLabel('Only figures with the word').fill('');
  await section.getByLabel('Part').selectOption('all');
  const before = await section.locator('output').innerText();
  await section.getByLabel('also what the format fills in').check();
  await expect.poll(() => section.locator('output').innerText()).not.toBe(before);
  await expectAccessible(page, { within: 'section.sources' });

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await section.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shoot(page, 'sources-360-dark');
  expectQuiet(page);
});
