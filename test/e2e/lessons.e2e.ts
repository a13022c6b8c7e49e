import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { untilDone } from './support/steps.ts';

const browser = useBrowser();

const simulated = (page: Page) => page.locator('.lesson-run[data-phase="done"]').waitFor();
const heading = (page: Page) => page.locator('.lesson-step h2').innerText();

describe('the lessons', () => {
  test('go from the list through a prediction and a knob to the workbench, by keyboard, and keep their state', async () => {
    const page = await browser.open('?view=lessons', { colorScheme: 'dark' });
    await page.locator('.lesson-card').first().waitFor();
    expect(await page.locator('.lesson-card').count()).toBeGreaterThanOrEqual(8);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Utilization and the latency cliff' }).press('Enter');
    await expect.poll(() => heading(page)).toBe('Two gateways, alike but for their load');
    // A figure shows something before anything is touched.
    await page.locator('[data-chart="cpu"] .lines path[d^="M"]').first().waitFor({ state: 'attached' });
    await simulated(page);
    await expect
      .poll(() => page.locator('.lesson-step .prose').innerText())
      .toContain('5 messages a second and is 50% busy');

    // Words say what they mean on focus, and on a click where nothing has the focus.
    const word = page.getByRole('button', { name: 'gateways', exact: true });
    await word.focus();
    expect(await page.getByRole('tooltip').innerText()).toMatch(/^The tier that strangers connect to/);
    await expectAccessible(page);
    await word.press('Escape');
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
    await word.click();
    await page.getByRole('tooltip').waitFor();

    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.locator('[data-step="2"]').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('step')).toBe('2');
    expect(await page.locator('.lesson-reveal').count()).toBe(0);
    const show = page.getByRole('button', { name: 'Show what happens' });
    const guess = page.getByRole('spinbutton');
    await guess.fill('99');
    await expect.poll(() => show.isDisabled()).toBe(true);
    await guess.fill('0.5');
    await guess.press('Enter');
    await page.locator('.lesson-reveal').waitFor();
    const line = page.locator('.guess-line svg');
    await expect.poll(() => line.getAttribute('aria-label')).toMatch(/^Your guess: 500 ms. The run: [\d.]+ m?s.$/);
    await expect
      .poll(() => page.locator('.lesson-reveal').innerText())
      .toMatch(/below what the run showed|The run showed [\d.]+ times/);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Next' }).press('Enter');
    const knob = page.getByRole('slider', { name: 'Messages to the busy gateway' });
    expect(await knob.inputValue()).toBe('9');
    await knob.press('ArrowLeft');
    await knob.press('ArrowLeft');
    const now = page.locator('.watch tbody tr').nth(0).locator('td').nth(1);
    await expect.poll(() => page.locator('.watch thead th').nth(2).innerText()).toBe('at 8');
    await expect.poll(() => now.getAttribute('data-kind')).toBe('simulated');
    await simulated(page);
    await expect.poll(() => page.locator('.curve-dot').count()).toBe(2);
    // More than it can serve: a queue that grows, no error.
    await knob.fill('11');
    await expect.poll(() => now.getAttribute('data-kind')).toBe('simulated');
    await expect.poll(() => now.innerText()).toMatch(/min$/);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => page.locator('.watch thead th').nth(2).innerText()).toBe('at 9');

    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect.poll(() => line.getAttribute('aria-label')).toMatch(/^Your guess: 500 ms/);
    await page.goBack();
    await page.locator('[data-step="3"]').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'One answer' }).click();
    await expect.poll(() => page.locator('.lesson-question').innerText()).toContain('One queue');
    await page.getByRole('button', { name: 'Open in workbench' }).click();
    await page.getByRole('heading', { level: 1, name: 'Utilization and the latency cliff' }).waitFor();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#1\./);
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: 'Lessons' }).click();
    await expect.poll(() => page.locator('.lesson-card').first().innerText()).toContain('finished');
    expectQuiet(page);
  });

  test('open at a step by link, on a narrow screen, and show an estimate at once while the knob moves', async () => {
    const page = await browser.open('?lesson=ten-into-three&step=3', {
      colorScheme: 'light',
      viewport: { width: 360, height: 740 },
    });
    await expect.poll(() => heading(page)).toBe('When does the saving shrink?');
    await simulated(page);
    await expectAccessible(page);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    // What stands in the cell right after the knob moved, before any simulation could be done.
    const seen = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const kinds: string[] = [];
          const note = (): void => {
            for (const cell of document.querySelectorAll('.watch td[data-kind]')) {
              kinds.push(`${cell.getAttribute('data-kind')} ${cell.textContent}`);
              if (cell.getAttribute('data-kind') === 'estimate') resolve(kinds);
            }
          };
          new MutationObserver(note).observe(document.querySelector('.watch') ?? document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          const knob = document.querySelector<HTMLInputElement>('#lesson-knob');
          if (knob !== null) {
            knob.value = '5000';
            knob.dispatchEvent(new Event('input', { bubbles: true }));
          }
          setTimeout(() => resolve(kinds), 10_000);
        }),
    );
    expect(seen.some((kind) => /^estimate ≈ [\d,.]+ W$/.test(kind))).toBe(true);
    await expect.poll(() => page.locator('.watch td[data-kind="simulated"]').count()).toBe(4);

    // Without a prediction the answer is one click away; an option is marked as what the run shows.
    await page.goto(new URL('?lesson=which-layer&step=2', page.url()).href);
    await page.getByRole('button', { name: 'Skip the guess' }).click();
    await page.locator('.lesson-options [data-right="true"]').waitFor();
    expect(await page.locator('.lesson-options [data-right="true"]').innerText()).toContain('what the run shows');
    // A lesson that does not exist is the list.
    await page.goto(new URL('?lesson=nothing&view=lessons', page.url()).href);
    await page.locator('.lesson-card').first().waitFor();
    expectQuiet(page);
  });
});

describe('what if', () => {
  test('estimates while a knob moves, and has it simulated when asked', async () => {
    const page = await browser.open(await linkTo(quick));
    await untilDone(page);
    await page.getByText('What if… more mailboxes').click();
    const cpu = page.locator('.what-if tbody tr').first().locator('td').first();
    await expect.poll(() => cpu.innerText()).toMatch(/^≈ \d+%$/);
    await page.getByRole('slider', { name: 'Spam' }).fill('3');
    await expect.poll(() => cpu.innerText()).toMatch(/^≈ \d+% → \d+%$/);
    const [, before = '', after = ''] = /(\d+)% → (\d+)%/.exec(await cpu.innerText()) ?? [];
    expect(Number(after)).toBeGreaterThan(1.3 * Number(before));
    await expectAccessible(page, { within: '.what-if' });
    const hash = new URL(page.url()).hash;
    await page.getByRole('button', { name: 'Simulate it' }).click();
    await expect.poll(() => new URL(page.url()).hash).not.toBe(hash);
    await untilDone(page);
    // Now it is what the scenario says: nothing is turned.
    await expect.poll(() => cpu.innerText()).toBe(`≈ ${after}%`);
    expectQuiet(page);
  });
});
