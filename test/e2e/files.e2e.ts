import { describe, expect, test } from 'vitest';
import { addressOf, expectQuiet, useBrowser } from './support/browser.ts';
import { endless, linkTo, quick } from './support/scenarios.ts';
import {
  downloaded,
  dropFile,
  follow,
  runEndless,
  runWords,
  shareQuick,
  troubleText,
  untilDone,
} from './support/steps.ts';

const browser = useBrowser();
const opened = shareQuick(browser);

/** Files that are no scenario: name, text, and what is said of it. */
const NO_SCENARIOS = [
  ['photo.png', '\u0089PNG\r\n', /invalid JSON, line 1/],
  ['empty.json', '', /invalid JSON/],
  ['comma.json', '{\n  "format": "mailwatt/1",\n}', /line 2, column/],
  ['list.json', '[1, 2]', /a scenario is a JSON object/],
  ['result.json', '{"format":"mailwatt-result/1"}', /format/],
] as const;

describe('a scenario file', () => {
  test('goes out and comes back the same', async () => {
    const page = await opened();
    const digest = await untilDone(page);
    const file = await downloaded(page, 'Download scenario');
    expect(file.name).toBe('a-quick-hour.mailwatt.json');
    expect(JSON.parse(file.text)).toEqual(quick);

    const there = await browser.open('?run=0#example/textbook-queues');
    await there.getByRole('heading', { level: 1, name: 'Textbook queues' }).waitFor();
    await dropFile(there, file.name, file.text);
    await there.getByRole('heading', { level: 1, name: 'A quick hour' }).waitFor();
    expect(await untilDone(there)).toBe(digest);
    expect(new URL(there.url()).hash).toMatch(/^#1\./);
    await there.getByRole('heading', { name: 'Mail by fate', exact: true }).waitFor();
    await there.goto(addressOf(new URL(there.url()).hash));
    expect(await untilDone(there)).toBe(digest);
    const kept = there.getByLabel('Scenario', { exact: true }).locator('option', { hasText: 'a-quick-hour' });
    expect(await kept.count()).toBe(1);
    expectQuiet(there);
  });

  // Before anything was opened here: nothing may be kept.
  test('that is wrong gets every problem with its place, and the run goes on', async () => {
    const page = await opened();
    await follow(page, await linkTo(endless));
    await runEndless(page);
    const hash = new URL(page.url()).hash;
    const wrong = structuredClone(quick) as {
      run: Record<string, unknown>;
      designs: { boxes: { tiers: { gateway: { pool: string } } } };
    };
    wrong.run['durationS'] = -5;
    wrong.designs.boxes.tiers.gateway.pool = 'dmx';
    await dropFile(page, 'wrong.json', JSON.stringify(wrong));
    const words = await troubleText(page);
    expect(words).toContain('“wrong.json” cannot be opened');
    expect(words).toMatch(/run\.durationS: .*-5/);
    expect(words).toMatch(/designs\.boxes\.tiers\.gateway\.pool: .*dmx/);
    expect(words).toContain('“A long time” is still open');
    expect(new URL(page.url()).hash).toBe(hash);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('A long time');
    // Its time goes on; a hundredth of it, which the bar would show, takes many seconds.
    const simulated = async () => /^Simulated to (.*?) of /.exec(await runWords(page))?.[1];
    const before = await simulated();
    expect(before).toMatch(/\d/);
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(1);
    await expect.poll(simulated).not.toBe(before);
    expect(await simulated()).toMatch(/\d/);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([]);
    expectQuiet(page);
  });

  test('opens by the button and by pasting its text', async () => {
    const page = await opened();
    const text = JSON.stringify({ ...quick, name: 'From the disk' });
    await page.setInputFiles('input[type=file]', {
      name: 'disk.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await page.getByRole('heading', { level: 1, name: 'From the disk' }).waitFor();
    await page.evaluate(
      (pasted) => {
        const data = new DataTransfer();
        data.setData('text/plain', pasted);
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      },
      JSON.stringify({ ...quick, name: 'From the clipboard' }),
    );
    await page.getByRole('heading', { level: 1, name: 'From the clipboard' }).waitFor();
    expectQuiet(page);
  });

  test('that is none is refused with its place, whatever it is', async () => {
    const page = await opened();
    const digest = await untilDone(page);
    for (const [name, text, words] of NO_SCENARIOS) {
      await dropFile(page, name, text);
      await expect.poll(() => troubleText(page), { message: name }).toMatch(words);
      expect(await troubleText(page)).toContain(`“${name}”`);
      expect(await untilDone(page), name).toBe(digest);
    }
    expectQuiet(page);
  });
});
