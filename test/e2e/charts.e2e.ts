import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { keepShot } from './support/shots.ts';
import { downloaded, follow, untilDone } from './support/steps.ts';

const browser = useBrowser();

async function openDone(width = 1600): Promise<Page> {
  const page = await browser.open(await linkTo(quick), { viewport: { width, height: 1000 } });
  await untilDone(page);
  await page.locator('.lines path').first().waitFor({ state: 'attached' });
  return page;
}

const done = browser.shared(() => openDone());
/** Another page, for what a test brings there. */
const elsewhere = browser.shared(() => browser.open('?run=0#example/textbook-queues'));

const sensors = (page: Page, chart: string) => page.locator(`[data-chart="${chart}"] .sensor`);

describe('the charts', () => {
  test('have lines in every panel, units on every axis and one clock', async () => {
    const page = await done();
    for (const chart of ['cpu', 'queues', 'latency', 'power', 'mail']) {
      const figure = page.locator(`[data-chart="${chart}"]`);
      expect(await figure.locator('.lines path[d^="M"]').count()).toBeGreaterThan(0);
      expect(await figure.locator('.axis-name').first().textContent()).toMatch(/[a-z]{3}/);
      expect(await figure.locator('.x-axis .tick text').first().textContent()).toBe('09:00');
    }
    expect(await page.locator('[data-chart="cpu"] .y-axis .tick text').allTextContents()).toContain('100%');
    expect((await page.locator('[data-chart="power"] .y-axis .tick text').allTextContents()).at(-1)).toMatch(/W$/);
  });

  test('share one scale side by side, and join the designs when they are overlaid', async () => {
    const page = await done();
    const ticks = (i: number) =>
      page.locator('[data-chart="latency"] .panel').nth(i).locator('.y-axis text').allTextContents();
    expect(await ticks(0)).toEqual(await ticks(1));
    await page.getByRole('radio', { name: 'overlaid' }).check({ force: true });
    const panel = page.locator('[data-chart="cpu"] .panel').first();
    await panel.getByRole('heading', { name: 'Gateway' }).waitFor();
    const paths = panel.locator('.lines path');
    await expect.poll(() => paths.count()).toBe(2);
    expect(await paths.nth(0).getAttribute('stroke-dasharray')).toBe('none');
    expect(await paths.nth(1).getAttribute('stroke-dasharray')).not.toBe('none');
    await page.getByRole('radio', { name: 'side by side' }).check({ force: true });
    await page.locator('[data-chart="cpu"] .panel').nth(1).waitFor();
  });

  test('have one crosshair for all, by mouse', async () => {
    const page = await done();
    const sensor = sensors(page, 'cpu').first();
    await sensor.scrollIntoViewIfNeeded();
    await sensor.hover({ position: { x: 300, y: 100 } });
    const panels = await page.locator('.chart').count();
    await expect.poll(() => page.locator('.crosshair line').count()).toBe(panels);
    await expect.poll(() => page.locator('.readout').innerText()).toMatch(/^Mon 09:\d\d/);
    const at = await sensors(page, 'cpu').first().getAttribute('aria-valuenow');
    expect(await sensors(page, 'power').first().getAttribute('aria-valuenow')).toBe(at);
    await page.mouse.move(5, 5);
    await expect.poll(() => page.locator('.crosshair line').count()).toBe(0);
  });

  test('are read by keys, with the values in words', async () => {
    const page = await done();
    const sensor = sensors(page, 'cpu').first();
    await sensor.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => sensor.getAttribute('aria-valuenow')).toBe('10');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => sensor.getAttribute('aria-valuenow')).toBe('20');
    await page.keyboard.press('End');
    await expect.poll(() => sensor.getAttribute('aria-valuenow')).toBe('3600');
    await expect
      .poll(() => sensor.getAttribute('aria-valuetext'))
      .toMatch(/^Mon 10:00: Gateway [\d.]+%, Inner [\d.]+%$/);
    await page.keyboard.press('PageDown');
    await expect.poll(() => sensor.getAttribute('aria-valuenow')).toBe('3240');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.crosshair line').count()).toBe(0);
  });

  test('hide a line and show it again', async () => {
    const page = await done();
    const figure = page.locator('[data-chart="cpu"]');
    const paths = figure.locator('.lines path');
    expect(await paths.count()).toBe(4);
    const button = figure.getByRole('button', { name: /^Inner/ }).first();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    await expect.poll(() => paths.count()).toBe(2);
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
    await button.click();
    await expect.poll(() => paths.count()).toBe(4);
  });

  test('zoom together by dragging, keep their maximum, and come back', async () => {
    const page = await done();
    const sensor = sensors(page, 'queues').first();
    await sensor.scrollIntoViewIfNeeded();
    const box = await sensor.boundingBox();
    if (box === null) throw new Error('missing sensor');
    const highest = async () =>
      /to (\d+)/.exec(
        (await page.locator('[data-chart="queues"] .chart').first().getAttribute('aria-label')) ?? '',
      )?.[1];
    const before = await highest();
    await page.mouse.move(box.x + box.width * 0.45, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 110, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => page.locator('.zoom-range').innerText()).toMatch(/09:2\d.* to .*09:4\d/);
    expect(await highest()).toBe(before);
    // Charts out of sight follow one after the other.
    for (const chart of ['cpu', 'power', 'mail']) {
      const ticks = page.locator(`[data-chart="${chart}"] .x-axis .tick text`);
      await expect.poll(() => ticks.allTextContents()).not.toContain('10:00');
    }
    await page.keyboard.press('Tab');
    await sensor.focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.zoom-range').innerText()).toBe('all 1 h');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => page.locator('.zoom-range').innerText()).toContain(' to ');
    await page.getByRole('button', { name: 'Whole run', exact: true }).click();
    await expect.poll(() => page.locator('.zoom-range').innerText()).toBe('all 1 h');
    await page.locator('.incidents').getByRole('button', { name: /Storm/ }).click();
    await expect.poll(() => page.locator('.zoom-range').innerText()).toContain('09:20');
    await page.getByRole('button', { name: 'Whole run', exact: true }).click();
    await expect.poll(() => page.locator('.zoom-range').innerText()).toBe('all 1 h');
  });

  test('follow a finger', async () => {
    const page = await browser.open(await linkTo(quick), { hasTouch: true, viewport: { width: 390, height: 800 } });
    await untilDone(page);
    const sensor = sensors(page, 'power').first();
    await sensor.scrollIntoViewIfNeeded();
    await sensor.tap({ position: { x: 150, y: 80 } });
    await expect.poll(() => page.locator('.crosshair line').count()).toBeGreaterThan(0);
    expectQuiet(page);
  });

  test('mark incidents and the warm-up', async () => {
    const page = await done();
    expect(await page.locator('[data-chart="cpu"] .flags circle').count()).toBe(2);
    expect(await page.locator('[data-chart="cpu"] .warmup rect').count()).toBe(2);
    expect(await page.getByRole('button', { name: /Storm: “Junk” × 8/ }).count()).toBe(1);
  });

  test('show the same numbers as a table and as CSV', async () => {
    const page = await done();
    const figure = page.locator('[data-chart="power"]');
    await figure.getByText('Show as table').click();
    const rows = figure.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(60);
    await sensors(page, 'power').first().focus();
    await page.keyboard.press('Home');
    const spoken = await sensors(page, 'power').first().getAttribute('aria-valuetext');
    const cells = await rows.first().locator('td').allTextContents();
    expect(spoken).toBe(`Mon 09:00:10: Boxes ${cells[0]}, Cluster ${cells[1]}`);
    const csv = await downloaded(page, 'Download CSV');
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(361);
    expect(lines[0]).toContain('Boxes [W]');
    expect(lines[1]).toMatch(/,"Power draw","A quick hour","quick","[\d.]+"$/);
    expectQuiet(page);
  });

  test('offer other quantities and another stream', async () => {
    const page = await done();
    await page.locator('[data-chart="queues"] select').selectOption({ label: 'Spool' });
    await expect.poll(() => page.locator('[data-chart="queues"] .axis-name').first().textContent()).toContain('spool');
    await page.getByLabel('Delivery time of', { exact: true }).selectOption({ label: 'Junk' });
    await page.getByRole('heading', { name: 'Delivery time of Junk' }).waitFor();
    // Most samples have no message of this stream: gaps, and dots between them.
    await page.getByLabel('Delivery time of', { exact: true }).selectOption({ label: 'Rare' });
    await page.getByRole('heading', { name: 'Delivery time of Rare' }).waitFor();
    const path = page.locator('[data-chart="latency"] .lines path').first();
    await expect.poll(() => path.getAttribute('d')).toMatch(/^M[\d.,]+h0/);
    await page.getByLabel('Delivery time of', { exact: true }).selectOption({ label: 'Letters' });
    await page.getByRole('heading', { name: 'Delivery time of Letters' }).waitFor();
    await page.locator('[data-chart="queues"] select').selectOption({ index: 0 });
    await expect
      .poll(() => page.locator('[data-chart="queues"] .axis-name').first().textContent())
      .not.toContain('spool');
    expectQuiet(page);
  });

  test('explain themselves by mouse and by keys', async () => {
    const page = await done();
    const question = page.locator('[data-chart="cpu"] .what summary');
    await question.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('[data-chart="cpu"] .what-text').innerText())
      .toContain('Busy processor cores');
    // Words of the glossary say what they mean: in the explanation, and where the page names them first.
    await page.locator('[data-chart="cpu"] .what').getByRole('button', { name: 'tier' }).focus();
    await expect.poll(() => page.getByRole('tooltip').innerText()).toMatch(/^A step on the way of mail/);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
    const word = page.locator('.cards h3').getByRole('button', { name: 'tier' });
    await word.click();
    await expect.poll(() => page.getByRole('tooltip').innerText()).toMatch(/^A step on the way of mail/);
    expect(
      await page
        .locator('h3')
        .getByRole('button', { name: /^tiers?$/i })
        .count(),
    ).toBe(1);
    await question.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[data-chart="cpu"] .what').getAttribute('open')).toBeNull();
  });

  test('go out as pictures that open the scenario again', async () => {
    const page = await done();
    const digest = await untilDone(page);
    for (const kind of ['SVG', 'PNG']) {
      const figure = page.locator('[data-chart="heat"]');
      if (kind === 'SVG') await figure.getByText('Show as table').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: `Download ${kind}` }).click(),
      ]);
      const bytes = readFileSync(await download.path());
      if (kind === 'SVG') {
        const text = bytes.toString('utf8');
        expect(text).toContain('Delivery time, every message of Letters');
        expect(text).toContain('A quick hour · seed “quick” · engine ');
        expect(text).not.toMatch(/class=|style=|<script|href/);
        expect(text.match(/<path[^>]* d="M/g)?.length).toBeGreaterThan(10);
      } else {
        expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20) > 600]).toEqual([1920, true]);
        expect(bytes.length).toBeGreaterThan(20_000);
        keepShot('export', bytes);
      }
      const there = await elsewhere();
      await follow(there, '#example/textbook-queues');
      await there.getByRole('heading', { level: 1, name: 'Textbook queues' }).waitFor();
      await there.setInputFiles('input[type=file]', {
        name: download.suggestedFilename(),
        mimeType: 'image/any',
        buffer: bytes,
      });
      await there.getByRole('heading', { level: 1, name: 'A quick hour' }).waitFor();
      expect(await untilDone(there)).toBe(digest);
      expectQuiet(there);
    }
    expectQuiet(page);
  });

  test('stack mail by fate and power by cause in patterns, show a line alone, and choose one by keys', async () => {
    const page = await done();
    const fates = page.locator('[data-chart="fates"] .panel').first();
    expect(await fates.locator('pattern').count()).toBe(await fates.locator('.lines path').count());
    const fills = await fates.locator('.lines path').evaluateAll((all) => all.map((one) => one.getAttribute('fill')));
    expect(new Set(fills).size).toBe(fills.length);
    expect(await page.locator('[data-chart="causes"] .legend-label').allTextContents()).not.toContain('Migrations');
    // A row per host, each in its own place.
    const cells = page.locator('[data-chart="hosts"] .panel').first().locator('.cells path[d^="M"]');
    const tops = await cells.evaluateAll((all) =>
      all.flatMap((one) => [...(one.getAttribute('d') ?? '').matchAll(/M[\d.]+,([\d.]+)/g)].map(([, top]) => top)),
    );
    expect(new Set(tops).size).toBe(2);
    const cpu = page.locator('[data-chart="cpu"] .panel').first();
    const gateway = cpu.getByRole('button', { name: /^Gateway/ });
    await gateway.dblclick();
    await expect.poll(() => cpu.getByRole('button', { name: /^Inner/ }).getAttribute('aria-pressed')).toBe('false');
    await gateway.focus();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => cpu.locator('.lines path').count()).toBe(2);
    await cpu.locator('.sensor').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => cpu.locator('.sensor').getAttribute('aria-valuetext'))
      .toMatch(/^Mon 10:00: Gateway [\d.]+%$/);
    await expect.poll(() => cpu.locator('.chosen').count()).toBe(1);
    expect(await cpu.locator('.tip').innerText()).toContain('Gateway');
    const queues = page.locator('[data-chart="queues"]');
    await queues.getByLabel('log scale').check();
    await expect.poll(() => queues.locator('.axis-name').first().textContent()).toContain('log scale');
    expectQuiet(page);
  });

  test('of a hundred thousand samples stay smooth, and no spike is lost', async () => {
    const run = { startsAt: '2010-10-04T00:00:00', durationS: 100_000, warmupS: 0, sampleS: 1 };
    const ham = { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0.2 } };
    const storm = { id: 'storm', kind: 'spike', name: 'Storm', atS: 54_321, stream: 'ham', factor: 300, holdS: 5 };
    const { boxes } = quick['designs'] as Record<string, unknown>;
    const long = { ...quick, run, streams: { ham }, designs: { boxes }, incidents: [storm], objectives: [] };
    const page = await browser.open(await linkTo(long), { viewport: { width: 1600, height: 1000 } });
    await untilDone(page);
    const cpu = page.locator('[data-chart="cpu"]');
    await cpu.locator('.sensor').scrollIntoViewIfNeeded();
    await expect.poll(() => cpu.locator('.chart').getAttribute('aria-label')).toMatch(/Gateway: from 0% to 100%/);
    const height = (y: string) => Number(/^[\d.]+,([\d.]+)$/.exec(y)?.[1] ?? NaN);
    const path = (await cpu.locator('.lines path').first().getAttribute('d')) ?? '';
    const points = path.split(/[ML]/).filter((point) => point !== '');
    // Few points, and one of them at the top of the axis.
    expect(points.length).toBeLessThan(8000);
    expect(Math.min(...points.map(height))).toBeLessThan(1);

    // Time of the page's own thread, which does not depend on what else the machine does.
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async (what: (i: number) => Promise<void>, times: number): Promise<number> => {
      const busyMs = async () => {
        const { metrics } = await session.send('Performance.getMetrics');
        return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
      };
      const before = await busyMs();
      for (let i = 0; i < times; i++) {
        await what(i);
        await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
      }
      return ((await busyMs()) - before) / times;
    };
    const box = await cpu.locator('.sensor').boundingBox();
    if (box === null) throw new Error('missing sensor');
    expect(await spent((i) => page.mouse.move(box.x + 100 + 20 * i, box.y + 60), 20)).toBeLessThan(60);
    await page.mouse.move(2, 2);
    const zoom = page.locator('.zoom button');
    const click = (i: number) => zoom.nth(i % 4 < 3 ? 0 : 2).evaluate((button: HTMLElement) => button.click());
    // All charts of the page, those out of sight included.
    expect(await spent(click, 8)).toBeLessThan(300);
    expectQuiet(page);
  });
});
