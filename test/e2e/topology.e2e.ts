import { test } from 'vitest';
import { useBrowser } from './support/browser.ts';
import { linkTo } from './support/scenarios.ts';
import { eventful } from './support/operations.ts';
import { shoot } from './support/shots.ts';
import { untilDone } from './support/steps.ts';

const browser = useBrowser();
test('look', async () => {
  const page = await browser.open(await linkTo(eventful), { viewport: { width: 1500, height: 1000 } });
  page.on('console', (m) => console.log(m.text()));
  page.on('pageerror', (m) => console.log(m));
  await untilDone(page);
  const section = page.locator('.topology');
  await section.locator('.host').first().waitFor({ state: 'attached' });
  const slider = section.getByRole('slider');
  const to = async (s: number, name: string) => {
    await slider.evaluate((e: HTMLInputElement, v) => { e.step = 'any'; e.value = String(v); e.dispatchEvent(new Event('input', { bubbles: true })); }, s);
    await page.waitForTimeout(500);
    await section.screenshot({ path: `test/e2e/shots/topo-${name}.png` });
  };
  await to(1225, 'move'); await to(4530, 'death'); await to(7390, 'storm'); await to(10860, 'work');
  await shoot(page, 'topo-page');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.waitForTimeout(500);
  await to(4530, 'narrow');
});
