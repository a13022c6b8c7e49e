import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plain, say, seconds, watts } from '../../web/words/numbers.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { runByCommandLine } from './support/cli.ts';
import { shoot } from './support/shots.ts';
import { cardText, downloaded, progress, runWords, untilDone } from './support/steps.ts';
import type { Result } from '../../sim/measure/result.ts';

const browser = useBrowser();
const file = new URL('../../scenarios/spam-heavy-monday.json', import.meta.url);

test('the first scenario runs at once to its end, and its numbers are those of the command line', async () => {
  const page = await browser.open();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => progress(page), { timeout: 60_000 }).toBeGreaterThan(2);
  expect(await runWords(page)).toMatch(/Simulated to Mon \d\d:\d\d.* of 24 h/);
  await shoot(page, 'default-running');
  // The page answers while both workers compute, however little of the processors they leave.
  await page.getByRole('radio', { name: 'overlaid' }).check({ force: true });
  await page.getByRole('heading', { level: 4, name: 'Groupware' }).first().waitFor();
  expect(await medianGap(page)).toBeLessThan(500);

  // Both at once: there are two processors at least, and the command line keeps but one busy.
  const text = readFileSync(file, 'utf8');
  const [digest, result] = await Promise.all([untilDone(page, 500_000), runByCommandLine(text)]);
  expect(digest).toBe(result.digest);

  const shown = await downloaded(page, 'Download result');
  const own = JSON.parse(shown.text) as Result;
  expect(own).toEqual(result);
  for (const design of Object.values(result.designs)) {
    const { p95 } = design.streams['ham']?.deliveryS ?? { p95: null };
    expect((await cardText(page, 'delivery')).replaceAll(/\s+/g, ' ')).toContain(say(seconds(p95 ?? NaN)));
    expect((await cardText(page, 'power')).replaceAll(/\s+/g, ' ')).toContain(say(watts(design.energy.meanW)));
    expect(await cardText(page, 'space')).toContain(plain(design.footprint.rackUnits));
  }
  expectQuiet(page);
  await shoot(page, 'default-done');
}, 600_000);

/** The median time between two turns of a timer of the page that asks for one every 20 ms [ms]. */
async function medianGap(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const gaps: number[] = [];
    let before = performance.now();
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      gaps.push(performance.now() - before);
      before = performance.now();
    }
    return gaps.sort((a, b) => a - b)[20] ?? Infinity;
  });
}
