import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { untilDone } from './support/steps.ts';
import { shoot } from './support/shots.ts';

const browser = useBrowser();

test('a failed objective leads to its first breach, designs are compared, and the page prints without controls', async () => {
  const page = await browser.open(await linkTo(quick), { viewport: { width: 1400, height: 1000 } });
  await untilDone(page);
  const row = page.getByRole('row', { name: /Letters at once/ });
  await row.getByText('Fail').first().waitFor();
  expect(await row.innerText()).toContain('at most 1 µs');
  await row.getByRole('button', { name: 'first beyond it at Mon 09:10' }).first().click();
  await expect.poll(() => page.locator('.zoom-range').innerText()).toContain('09:1');
  await expect.poll(() => page.locator('.readout strong').innerText()).toMatch(/^Mon 09:10/);
  expect(await page.evaluate(() => document.activeElement?.closest('[data-chart]')?.getAttribute('data-chart'))).toBe(
    'latency',
  );

  await page.emulateMedia({ media: 'print' });
  const controls = page.locator('main').locator('select:visible, input:visible, .sensor:visible, .run-buttons:visible');
  expect(await controls.count()).toBe(0);
  expect(await page.locator('.chart:visible').count()).toBeGreaterThan(10);
  expect(await page.getByText('Link to this scenario: http').innerText()).toMatch(/#1\.[\w-]{100}/);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(60_000);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Compare the designs' }).waitFor();
  const words = page.locator('.compare-words');
  expect(await words.innerText()).toMatch(/^Cluster used \d+% (less|more) energy than Boxes/);
  const energy = page.getByRole('row', { name: /^Energy at the meter/ }).locator('td');
  const [base = NaN, mine = NaN] = (await energy.allInnerTexts()).map((text) => Number.parseFloat(text));
  expect(await energy.nth(1).innerText()).toContain(mine < base ? '−' : '+');
  expect(await energy.nth(1).innerText()).toContain(mine < base ? 'better' : 'worse');
  await shoot(page, 'compare');
  await page.getByLabel('Compare with').selectOption({ label: 'Cluster' });
  await expect.poll(() => words.innerText()).toMatch(/^Boxes used/);
  await page.getByRole('heading', { name: 'What differs: Boxes' }).waitFor();
  expect(await page.getByRole('row', { name: /pools\.p\.hosts/ }).innerText()).toMatch(/1\s+2$/);
  await expectAccessible(page);
  expectQuiet(page);
});
