import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { downloaded, untilDone } from './support/steps.ts';
import { shoot } from './support/shots.ts';

const browser = useBrowser();

test('a failed objective leads to its first breach, designs are compared, and the page prints without controls', async () => {
  const page = await browser.open(await linkTo(quick), { viewport: { width: 1400, height: 1000 } });
  const digest = await untilDone(page);
  const strip = page.getByRole('list', { name: 'Objectives' });
  await strip.getByRole('button', { name: /^Boxes Fail .* \(Letters at once\); show the chart .* Mon 09:10/ }).click();
  await expect.poll(() => page.locator('.readout strong').innerText()).toMatch(/^Mon 09:10/);
  await page.getByText('at most 1 µs').nth(1).waitFor();
  await strip.getByRole('button', { name: /^Boxes Pass .* \(Letters within a minute\)/ }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Letters within a minute');
  await page.getByRole('button', { name: 'Whole run', exact: true }).click();
  const row = page.getByRole('row', { name: /Letters at once/ });
  await row.getByText('Fail').first().waitFor();
  expect(await row.innerText()).toContain('at most 1 µs');
  await row.getByRole('button', { name: 'first beyond it at Mon 09:10' }).first().click();
  await expect.poll(() => page.locator('.zoom-range').innerText()).toContain('09:1');
  await expect.poll(() => page.locator('.readout strong').innerText()).toMatch(/^Mon 09:10/);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-chart]')?.getAttribute('data-chart')))
    .toBe('latency');

  await page.emulateMedia({ media: 'print' });
  const controls = page.locator('main').locator('select:visible, input:visible, .sensor:visible, .run-buttons:visible');
  expect(await controls.count()).toBe(0);
  expect(await page.locator('.chart:visible').count()).toBeGreaterThan(10);
  // What a control says is text on paper; what only operates the page is gone; nothing is wider than the paper.
  expect(await page.locator('.seed').innerText()).toMatch(/Seed\s+quick/);
  expect(await page.locator('.journal .moment:visible').count()).toBeGreaterThan(0);
  expect(
    await page.locator('.what-if:visible, .journal-bar:visible, .share-with-result:visible, .sources:visible').count(),
  ).toBe(0);
  await page.setViewportSize({ width: 718, height: 1000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
  await page.setViewportSize({ width: 1400, height: 1000 });
  await expect.poll(() => page.getByText('Link to this scenario: http').innerText()).toMatch(/#1\.[\w-]{100}/);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(60_000);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Compare the designs' }).waitFor();
  const words = page.locator('.compare-words');
  await expect.poll(() => words.innerText()).toMatch(/^Cluster used \d+% (less|more) energy than Boxes/);
  const energy = page.getByRole('row', { name: /^Energy at the meter/ }).locator('td');
  const [base = NaN, mine = NaN] = (await energy.allInnerTexts()).map((text) => Number.parseFloat(text));
  expect(await energy.nth(1).innerText()).toContain(mine < base ? '−' : '+');
  expect(await energy.nth(1).innerText()).toContain(mine < base ? 'better' : 'worse');
  await shoot(page, 'compare');
  await page.getByLabel('Compare with').selectOption({ label: 'Cluster' });
  await expect.poll(() => words.innerText()).toMatch(/^Boxes used/);
  await page.getByRole('heading', { name: 'What differs: Boxes' }).waitFor();
  expect(await page.getByRole('row', { name: /pools\.p\.hosts/ }).innerText()).toMatch(/1\s+2$/);
  expect(await page.getByRole('row', { name: /tiers\.gateway\.slots/ }).innerText()).toMatch(/unlimited\s+4$/);
  await expectAccessible(page);

  const report = await downloaded(page, 'Report');
  expect(report.name).toBe('a-quick-hour.report.html');
  expect(report.text).not.toContain('<script');
  const paper = await browser.blank({ viewport: { width: 800, height: 1000 } });
  await paper.setContent(report.text);
  expect(await paper.title()).toBe('A quick hour · Mailwatt report');
  const told = await paper.locator('body').innerText();
  expect(told).toMatch(/Letters within a minute\s+at most 60 s\s+Pass [\d.]+ s\s+Fail [\d.]+ min/);
  expect(told).toMatch(/Boxes used \d+% (less|more) energy than Cluster/);
  expect(told).toContain(digest);
  const watts = page.getByRole('row', { name: /^Power, mean/ }).locator('td');
  const paperWatts = paper.getByRole('row', { name: /^Power, mean/ }).locator('td');
  expect(await paperWatts.first().innerText()).toBe(await watts.first().innerText());
  expect(await paper.locator('svg path[stroke="#0072b2"]').count()).toBeGreaterThan(0);
  expect(await paper.locator('a').getAttribute('href')).toMatch(/#2\.[\w-]{100}/);
  await shoot(paper, 'report');
  await expectAccessible(paper);
  expectQuiet(paper);

  // A variant of the baseline: copied, changed and run beside it.
  await page.getByRole('button', { name: 'Try a variant of it' }).click();
  const copy = page.getByRole('group', { name: 'Cluster, copy · cluster 2' });
  await copy.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Cluster, copy');
  await copy.locator('.fold-button').filter({ hasText: 'Pools' }).click();
  await copy
    .locator('.fold-button')
    .filter({ hasText: /^[▸▾] ?p$/ })
    .click();
  await copy.getByRole('textbox', { name: 'Number of hosts' }).fill('2');
  await page.getByRole('button', { name: 'Run the changes' }).click();
  await expect.poll(() => page.locator('.run-words').innerText()).toContain('simulated in');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByLabel('Compare with').selectOption({ label: 'Cluster' });
  await page.getByRole('heading', { name: 'What differs: Cluster, copy' }).waitFor();
  const last = page
    .getByRole('row', { name: /^Power, mean/ })
    .locator('td')
    .last();
  await expect.poll(() => last.innerText()).toMatch(/\+.* ▼ worse/s);
  expectQuiet(page);
});
