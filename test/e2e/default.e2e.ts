import { readFileSync } from 'node:fs';
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
  // The page answers while both workers compute.
  const before = performance.now();
  await page.getByRole('radio', { name: 'overlaid' }).check({ force: true });
  await page.getByRole('heading', { level: 4, name: 'Groupware' }).first().waitFor();
  expect(performance.now() - before).toBeLessThan(2000);

  const digest = await untilDone(page, 300_000);
  const text = readFileSync(file, 'utf8');
  const result = await runByCommandLine(text);
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
