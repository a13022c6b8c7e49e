import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { addressOf, expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { dropFile, openEndless, runWords } from './support/steps.ts';

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

const open = (page: Page, name: RegExp) => page.locator('.fold-button').filter({ hasText: name }).first().click();
const hostsOf = (page: Page) => page.getByRole('textbox', { name: 'Number of hosts' });
/** What the JSON editor shows of the text: its first lines. */
const jsonOf = (page: Page) => page.locator('.cm-content').innerText();
const mailboxesOf = (page: Page) => page.getByRole('textbox', { name: 'Mailboxes', exact: true });
const mailboxes = (page: Page) => mailboxesOf(page).inputValue();
/** The texts of all drafts that the browser keeps. */
const kept = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .map((key) => (key.includes('draft.') ? (localStorage.getItem(key) ?? '') : ''))
      .join(),
  );

/** Writes another text over that of the JSON editor, by its own keys: it shows but a part of a long one. */
async function overwrite(page: Page, json: unknown): Promise<void> {
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.insertText(JSON.stringify(json, null, 2));
}
/** Presses keys, and waits until the page shows what came of them. */
async function press(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Opens the form at the pool of the first design; the run of before is done. */
async function openPool(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  await expect.poll(() => runWords(page)).toContain('simulated in');
  for (const name of [/Designs/, /Boxes/, /Pools/, /^▸ ?p$/]) await open(page, name);
}

test('form and JSON are one document: what is wrong is said at the field, and undo brings results back', async () => {
  const page = await browser.open(`?view=edit${await linkTo(quick)}`, { viewport: { width: 1400, height: 1000 } });
  await openPool(page);
  const hash = new URL(page.url()).hash;
  const run = page.getByRole('button', { name: 'Run the changes' });
  expect(await run.count()).toBe(0);

  for (const [typed, words] of [
    ['0', /must be a whole number from 1 to 2000: 0/],
    ['many', /must be a whole number from 1 to 2000: "many"/],
  ] as const) {
    await hostsOf(page).fill(typed);
    await expect.poll(() => page.locator('.field-error').first().innerText()).toMatch(words);
    await expect.poll(() => hostsOf(page).getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => run.isDisabled()).toBe(true);
    await expect.poll(() => page.locator('.run-stale').innerText()).toContain('one thing is wrong');
    await expect.poll(() => page.locator('.edit-problems').innerText()).toMatch(words);
    expect(await page.locator('.edit-problems').innerText()).toContain(
      'designs.boxes.pools.p.hosts (Number of hosts): ',
    );
  }
  await page.getByRole('button', { name: 'Next problem' }).click();
  await page.locator('.cm-lint-marker-error').waitFor();
  await page.getByRole('tab', { name: 'JSON' }).focus();
  await page.getByRole('button', { name: 'designs.boxes.pools.p.hosts' }).click();
  await expect.poll(() => hostsOf(page).evaluate((input) => input === document.activeElement)).toBe(true);

  await hostsOf(page).fill('3');
  await expect.poll(() => page.locator('.edit-problems').count()).toBe(0);
  await expect.poll(() => kept(page)).toContain('\\"hosts\\": 3');
  expect(new URL(page.url()).hash).toBe(hash);
  const option = page.getByLabel('Scenario', { exact: true }).locator('option:checked');
  await expect.poll(() => option.innerText()).toBe('A quick hour');
  await run.click();
  await expect.poll(() => page.locator('.run-stale').count()).toBe(0);
  await expect.poll(() => runWords(page)).toContain('simulated in');
  await expect.poll(() => new URL(page.url()).hash).not.toBe(hash);
  expect(new URL(page.url()).search).toBe('?view=edit');

  // The results of before are still here: no run is needed to have them again.
  const took = await runWords(page);
  const back = async (): Promise<string> => {
    await press(page, 'Control+z');
    return hostsOf(page).inputValue();
  };
  await expect.poll(back).toBe('2');
  await expect.poll(() => page.locator('.run-stale').count()).toBe(0);
  await expect.poll(() => runWords(page)).not.toBe(took);
  const forward = async (): Promise<string> => {
    await press(page, 'Control+Shift+z');
    return hostsOf(page).inputValue();
  };
  await expect.poll(forward).toBe('3');
  await expect.poll(() => runWords(page)).toBe(took);

  // The same from the JSON side.
  const json = page.locator('.cm-content');
  await overwrite(page, { ...quick, mailboxes: 77 });
  await expect.poll(() => hostsOf(page).inputValue()).toBe('2');
  await expect.poll(() => mailboxes(page)).toBe('77');
  await page.waitForTimeout(1300); // what comes now is a step of its own
  await json.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('\n"rou');
  await expect.poll(() => page.locator('.edit-problems').innerText()).toMatch(/invalid JSON, line 3/);
  await expect.poll(() => hostsOf(page).isDisabled()).toBe(true);
  await expect
    .poll(async () => {
      await press(page, 'Control+z');
      return hostsOf(page).isDisabled();
    })
    .toBe(false);

  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect.poll(() => page.locator('.diff').innerText()).toContain('mailboxes');
  await page.getByRole('button', { name: 'Take back mailboxes' }).click();
  await expect.poll(() => mailboxes(page)).toBe('');

  // A figure of a preset says at its field where it comes from.
  await page.getByRole('tab', { name: 'JSON' }).click();
  await overwrite(page, { format: 'mailwatt/1', extends: 'enterprise-2010@1', seed: 'x' });
  await open(page, /Facility/);
  await page.getByLabel('What is “Facility energy over IT energy').click();
  await page.getByText(/Why this number: .*, \d{4}\. /).waitFor();
  expectQuiet(page);
});

test('parts are added, copied, renamed and removed, and a spike is moved by keys and by pointer', async () => {
  const page = await browser.open(`?view=edit${await linkTo(quick)}`, { viewport: { width: 1400, height: 1000 } });
  await openPool(page);
  const group = (name: string) => page.getByRole('group', { name, exact: true });
  await page.getByRole('button', { name: 'Copy Boxes · boxes' }).click();
  await expect.poll(() => kept(page)).toContain('\\"boxes 2\\"');
  const id = group('Boxes, copy · boxes 2').getByLabel('Id, by which others refer to it').first();
  await id.fill('crates');
  await id.press('Enter');
  await expect.poll(() => page.locator('.fold-title', { hasText: 'Boxes, copy · crates' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Remove Boxes, copy · crates' }).click();
  await expect.poll(() => page.locator('.fold-title', { hasText: 'crates' }).count()).toBe(0);
  await open(page, /Objectives/);
  const fields = () => page.locator('.edit-form input').count();
  const before = await fields();
  await page.getByRole('button', { name: 'Add to objectives' }).click();
  await expect.poll(fields).toBeGreaterThan(before);
  expect(await page.locator('.edit-problems').count()).toBe(0);
  await open(page, /Mail streams/);
  await page.getByRole('button', { name: 'Add to mail streams' }).click();
  await expect.poll(() => page.locator('.traffic-legend').innerText()).toContain('new stream: up to 1/s');

  const spike = page.getByRole('slider', { name: 'Spike “Storm”: time and height' });
  const spoken = () => spike.getAttribute('aria-valuetext');
  await expect.poll(spoken).toBe('begins Mon 09:30, 8 times the rate');
  await spike.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect.poll(spoken).toBe('begins Mon 09:30:18, 8.5 times the rate');
  const box = await spike.boundingBox();
  if (box === null) throw new Error('the spike is not on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 20, { steps: 4 });
  await page.mouse.move(x - 80, y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(spoken).toMatch(/begins Mon 09:2\d:?\d*, [4-7]\.?\d* times/);
  await page.keyboard.press('Control+z');
  await expect.poll(spoken).not.toMatch(/09:2/);
  expectQuiet(page);
});

test('nothing of the reader’s is lost: not by reload, example, link, bad file or another tab', async () => {
  const page = await browser.open(`?view=edit${await linkTo(quick)}`, { viewport: { width: 1400, height: 1000 } });
  await openPool(page);
  await mailboxesOf(page).fill('5');
  await page.reload();
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  await expect.poll(() => mailboxes(page)).toBe('5');
  await page.locator('.run-stale').waitFor();
  const scenarios = page.getByLabel('Scenario', { exact: true });
  await scenarios.selectOption('example/textbook-queues');
  await expect.poll(() => jsonOf(page)).toContain('Textbook');
  await page.goto(addressOf(`?view=edit${await linkTo({ ...quick, name: 'Theirs' })}`));
  await expect.poll(() => jsonOf(page)).toContain('Theirs');
  await dropFile(page, 'bad.json', '{"format": "mailwatt/1"}');
  await page.getByRole('button', { name: 'Close this message' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(await jsonOf(page)).toContain('Theirs');
  expect(await scenarios.locator('optgroup[label="Yours"] option').allInnerTexts()).toEqual(['A quick hour']);
  await scenarios.selectOption({ label: 'A quick hour' });
  await expect.poll(() => mailboxes(page)).toBe('5');

  // The same draft in a second tab: whoever saves later goes on in a copy.
  const other = await page.context().newPage();
  await other.setViewportSize({ width: 1400, height: 1000 });
  await other.goto(addressOf('?view=edit&run=0#example/textbook-queues'));
  await other.getByLabel('Scenario', { exact: true }).selectOption({ label: 'A quick hour' });
  await expect.poll(() => mailboxes(other)).toBe('5');
  await mailboxesOf(other).fill('11');
  await page.getByRole('button', { name: 'Take that version' }).waitFor();
  await mailboxesOf(page).fill('22');
  await expect.poll(() => page.locator('.edit-news').innerText()).toContain('goes on in “A quick hour (2)”');
  await expect
    .poll(() => scenarios.locator('optgroup[label="Yours"] option').allInnerTexts())
    .toEqual(['A quick hour (2)', 'A quick hour']);
  expect([await mailboxes(other), await mailboxes(page)]).toEqual(['11', '22']);

  await page.locator('.edit-drafts summary').click();
  await page.getByRole('button', { name: 'Delete A quick hour', exact: true }).click();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('button', { name: 'Open A quick hour', exact: true }).click();
  await expect.poll(() => mailboxes(page)).toBe('11');
  expectQuiet(page);
});

test.each([
  [1400, 'light'],
  [360, 'dark'],
] as const)('is accessible and fits %i px, %s', async (width, colorScheme) => {
  // The wide one while a run goes on.
  const page = await browser.open(`?view=edit&run=${width > 1100 ? 1 : 0}#example/textbook-queues`, {
    viewport: { width, height: 800 },
    colorScheme,
  });
  await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
  if (width < 1100) {
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.locator('.cm-content').waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Form' }).click();
  }
  for (const name of [/Designs/, /Incidents/, /Tiers/, /Objectives/]) await open(page, name);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await expectAccessible(page);
  await shoot(page, `edit-${width}`);
  expectQuiet(page);
});
