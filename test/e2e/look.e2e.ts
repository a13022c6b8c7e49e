import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readAddress } from '../../sim/share/address.ts';
import { compressor } from '../../web/share/compressor.ts';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { dropFile, shareQuick, untilDone } from './support/steps.ts';

const browser = useBrowser();

/** Waits until every chart has the width of its frame, and the page has had the time to draw what is in it. */
async function drawnAnew(page: Page): Promise<void> {
  const late = () =>
    page.locator('.plot').evaluateAll(
      (all) =>
        all.filter((plot) => {
          const drawn = Number(plot.querySelector('.chart')?.getAttribute('width') ?? NaN);
          // Whole units of the page's text, which very large screens enlarge.
          return !(Math.abs(drawn - plot.getBoundingClientRect().width) < 2);
        }).length,
    );
  await expect.poll(late).toBe(0);
  await page.evaluate(
    () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
  expect(await late()).toBe(0);
}

/** What is cut off at the right and cannot be scrolled to. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => element.closest('.scroller, select, option, textarea') !== null;
    return [...document.querySelectorAll('main *, header *')]
      .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => !(element instanceof SVGElement) || element.tagName === 'text')
      .map(
        (element) =>
          `${element.tagName} ${element.getAttribute('class') ?? ''} ${element.textContent?.slice(0, 40) ?? ''}`,
      );
  });
}

describe('the page with results', () => {
  const opened = shareQuick(browser);
  const drawn = async (): Promise<Page> => {
    const page = await opened();
    await page.getByRole('heading', { name: 'Mail by fate', exact: true }).waitFor();
    await page.locator('.lines path').first().waitFor({ state: 'attached' });
    return page;
  };

  test('has nothing that axe objects to, in either theme, with a problem told and without', async () => {
    const page = await drawn();
    await page.getByText('Show as table').first().click();
    await page.locator('.what summary').first().click();
    await expectAccessible(page);
    await shoot(page, 'results-light');
    await dropFile(page, 'wrong.json', '{"format":"mailwatt/1","streams":{}}');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, { within: '[role="alert"]' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await shoot(page, 'results-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Close this message' }).click();
    expectQuiet(page);
  });

  test.each([
    [360, 740],
    [768, 1024],
    [1600, 900],
    [3840, 2160],
  ])('fits %i × %i without sideways scrolling', async (width, height) => {
    const page = await drawn();
    await page.setViewportSize({ width, height });
    await drawnAnew(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await outside(page)).toEqual([]);
    await shoot(page, `results-${width}`);
  });

  test('has labels in its charts as large as its text, none over another', async () => {
    const page = await drawn();
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await page.setViewportSize({ width: 1280, height: 800 });
    const ticks = page.locator('[data-chart="cpu"] .x-axis .tick > text:not(.date)');
    await expect.poll(() => ticks.first().evaluate((text) => text.getBoundingClientRect().height)).toBeGreaterThan(22);
    const boxes = await page
      .locator('[data-chart="cpu"] .panel:first-child .x-axis .tick > text:not(.date)')
      .evaluateAll((texts) =>
        texts.map((text) => text.getBoundingClientRect()).map(({ left, right }) => [left, right]),
      );
    for (const [i, [left = 0]] of boxes.entries()) expect(left).toBeGreaterThan(boxes[i - 1]?.[1] ?? 0);
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
  });

  test('keeps lines apart where colors are forced, and moves nothing where motion is unwanted', async () => {
    const page = await drawn();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    const dashes = await page
      .locator('[data-chart="mail"] .lines path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('stroke-dasharray')));
    expect(dashes.length).toBeGreaterThan(1);
    expect(new Set(dashes).size).toBe(dashes.length);
    await shoot(page, 'results-forced-colors');
    await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  });

  test('remembers the theme that was chosen', async () => {
    const page = await browser.open(`?run=0${await linkTo(quick)}`, { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.getByRole('button', { name: /Theme: system/ }).waitFor();
    const light = await background();
    await page.getByRole('button', { name: /Theme: system/ }).click();
    await page.getByRole('button', { name: /Theme: light/ }).click();
    await page.getByRole('button', { name: /Theme: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: /Theme: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
  });

  test('has nothing that axe objects to on any screen, in either theme', async () => {
    const page = await opened();
    const screens = [
      ['Edit', 'Edit the scenario'],
      ['Compare', 'Compare the designs'],
      ['Lessons', 'Lessons'],
      ['Start', 'What do you want to know?'],
    ] as const;
    for (const [link, heading] of screens) {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: link }).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      if (link === 'Edit')
        await page
          .locator('.cm-content')
          .or(page.getByRole('tab', { name: 'Form' }))
          .first()
          .waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Results' }).click();
    expectQuiet(page);
  });

  test('is used by keys alone: the main job, from a field that is changed to the link that is copied', async () => {
    const page = await browser.open(await linkTo(quick), { permissions: ['clipboard-read', 'clipboard-write'] });
    await untilDone(page);
    const seen = new Set<string>();
    /** Tabs on until what has the focus is called so; whatever has it on the way must show that. */
    const tabTo = async (name: RegExp, key = 'Tab'): Promise<void> => {
      for (let i = 0; i < 150; i++) {
        await page.keyboard.press(key);
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body) return undefined;
          const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
          const shown = element.matches('.segments input') ? (element.nextElementSibling ?? element) : element;
          return {
            name:
              (element.getAttribute('aria-label') ?? labels.map((label) => label.textContent).join(' ')) ||
              (element.textContent ?? ''),
            // The JSON editor and handles in pictures have a mark of their own.
            outline: getComputedStyle(shown).outlineStyle !== 'none' || element.closest('.cm-focused, svg') !== null,
            html: element.outerHTML.slice(0, 200),
          };
        });
        if (focus === undefined) continue;
        seen.add(focus.name);
        expect(focus.outline, `focus on ${focus.html}`).toBe(true);
        if (name.test(focus.name)) return;
      }
      throw new Error(`never reached: ${name.source}`);
    };
    await tabTo(/^Edit$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Edit the scenario' }).waitFor();
    for (const name of [/Designs \(2\)/, /Boxes · boxes/, /Pools of hosts/, /^[▸▾]p$/]) {
      await tabTo(name);
      await page.keyboard.press('Enter');
    }
    await tabTo(/^Number of hosts$/);
    await page.keyboard.press('ArrowUp');
    await tabTo(/^Run the changes$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.run-stale').count()).toBe(0);
    await expect.poll(() => page.locator('.run-words').innerText()).toContain('simulated in');
    await tabTo(/^Compare$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.compare-words').waitFor();
    expect(await page.getByRole('row', { name: /pools\.p\.hosts/ }).innerText()).toMatch(/3\s+1$/);
    await tabTo(/^Copy link$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#1.');
    const address = await readAddress(
      new URL(await page.evaluate(() => navigator.clipboard.readText())).hash,
      compressor,
    );
    const json = address.kind === 'scenario' ? (address.json as typeof quick) : {};
    expect(json['designs']).toMatchObject({ boxes: { pools: { p: { hosts: 3 } } } });
    expect([...seen]).toEqual(expect.arrayContaining(['Start', 'Results', 'Lessons', 'Undo']));
    // The keys themselves are told by one, at any width; R runs again.
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, { within: 'dialog' });
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Copy link');
    await page.keyboard.press('r');
    await expect.poll(() => page.locator('.run-words').innerText()).not.toContain('simulated in');
    expectQuiet(page);
  });
});
