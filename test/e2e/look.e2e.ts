import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { dropFile, untilDone } from './support/steps.ts';

const browser = useBrowser();

describe('the page with results', () => {
  test.each(['light', 'dark'] as const)('has nothing that axe objects to, %s', async (colorScheme) => {
    const page = await browser.open(await linkTo(quick), { colorScheme });
    await untilDone(page);
    await page.getByRole('heading', { name: 'Mail by fate', exact: true }).waitFor();
    await page.getByText('Show as table').first().click();
    await page.locator('.what summary').first().click();
    await expectAccessible(page);
    await dropFile(page, 'wrong.json', '{"format":"mailwatt/1","streams":{}}');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    expectQuiet(page);
    await shoot(page, `results-${colorScheme}`);
  });

  test.each([
    [360, 740],
    [768, 1024],
    [1600, 900],
    [3840, 2160],
  ])('fits %i × %i without sideways scrolling', async (width, height) => {
    const page = await browser.open(await linkTo(quick), { viewport: { width, height } });
    await untilDone(page);
    await page.getByRole('heading', { name: 'Mail by fate', exact: true }).waitFor();
    await page.locator('.lines path').first().waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const outside = await page.evaluate(() => {
      const scrolls = (element: Element): boolean => element.closest('.scroller, select, option, textarea') !== null;
      return [...document.querySelectorAll('main *, header *')]
        .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 1)
        .filter((element) => !(element instanceof SVGElement) || element.tagName === 'text')
        .map(
          (element) =>
            `${element.tagName} ${element.getAttribute('class') ?? ''} ${element.textContent?.slice(0, 40) ?? ''}`,
        );
    });
    expect(outside).toEqual([]);
    await shoot(page, `results-${width}`);
  });

  test('keeps lines apart where colors are forced, and moves nothing where motion is unwanted', async () => {
    const page = await browser.open(await linkTo(quick), { forcedColors: 'active', reducedMotion: 'reduce' });
    await untilDone(page);
    await page.locator('.lines path').first().waitFor({ state: 'attached' });
    const dashes = await page
      .locator('[data-chart="mail"] .lines path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('stroke-dasharray')));
    expect(new Set(dashes).size).toBe(dashes.length);
    await shoot(page, 'results-forced-colors');
  });

  test('remembers the theme that was chosen', async () => {
    const page = await browser.open(await linkTo(quick), { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: /Theme: system/ }).click();
    await page.getByRole('button', { name: /Theme: light/ }).click();
    await page.getByRole('button', { name: /Theme: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: /Theme: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
  });

  test('is used by keys alone: every control can be reached and is seen when it is', async () => {
    const page = await browser.open(await linkTo(quick));
    await untilDone(page);
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return undefined;
        const style = getComputedStyle(
          element.matches('.segments input') ? (element.nextElementSibling ?? element) : element,
        );
        return { name: element.textContent?.slice(0, 20) ?? '', outline: style.outlineStyle !== 'none' };
      });
      if (focus === undefined) continue;
      seen.add(focus.name);
      expect(focus.outline, `focus on ${focus.name}`).toBe(true);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['Open file…', 'Copy link', 'Run again']));
  });
});
