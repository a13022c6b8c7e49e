import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { dist } from '../../tools/build.mjs';
import { findChromium } from '../../tools/chromium.mjs';
import { linkTo, quick } from '../e2e/support/scenarios.ts';
import { startServer } from '../e2e/support/server.ts';

/** When the page first shows something, when what it is about stands there, and what it waits for: cold caches, the built page. */

const REPEATS = 7;

/** Moments since the navigation began [ms]. */
interface Moments {
  /** First contentful paint. */
  readonly first: number;
  /** The scenario's name and the frames of the charts are in the document, and were painted. */
  readonly useful: number;
  /** What was fetched until then, and its size [bytes]. */
  readonly requests: number;
  readonly bytes: number;
}

/** Marks the frame after the one in which name and charts are there: it begins when that one was painted. Text, since it runs in the page. */
const WATCH = `(function look() {
  if (document.querySelector('h1') === null || document.querySelector('.chart-figure') === null) requestAnimationFrame(look);
  else requestAnimationFrame(() => performance.mark('useful'));
})()`;

/** Opens the page in a fresh browser context, as a first visit does. */
async function visit(browser: Browser, address: string): Promise<Moments> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName('useful').length > 0);
  const moments = await page.evaluate(() => {
    const useful = performance.getEntriesByName('useful')[0]?.startTime ?? NaN;
    const files = performance.getEntriesByType('resource').filter((entry) => entry.startTime < useful);
    return {
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      useful,
      requests: files.length,
      bytes: files.reduce((sum, file) => sum + (file as PerformanceResourceTiming).decodedBodySize, 0),
    };
  });
  await context.close();
  return moments;
}

/** Prints the middle and the extremes of several first visits. */
export async function run(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('missing Chromium: run node tools/setup.mjs --browser');
  const server = await startServer(dist, '/');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await visit(browser, server.address); // the browser itself starts up
    // A link is checked against the schema before it is shown; a built-in scenario was when the page was built.
    await tell('a built-in scenario', browser, server.address);
    await tell('a scenario in a link', browser, server.address + (await linkTo(quick)));
  } finally {
    await browser.close();
    await server.close();
  }
}

async function tell(what: string, browser: Browser, address: string): Promise<void> {
  const visits: Moments[] = [];
  for (let i = 0; i < REPEATS; i++) visits.push(await visit(browser, address));
  process.stdout.write(`${what}\n`);
  report(
    '  first contentful paint',
    visits.map(({ first }) => first),
  );
  report(
    '  name and charts’ frames painted',
    visits.map(({ useful }) => useful),
  );
  const [{ requests, bytes } = { requests: 0, bytes: 0 }] = visits;
  process.stdout.write(`  until then ${requests} files of ${(bytes / 1000).toFixed(0)} kB, uncompressed\n`);
}

function report(name: string, times: number[]): void {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0).padStart(6);
  process.stdout.write(`${name.padEnd(40)}${at(0.5)} ms (${at(0).trim()} to ${at(1).trim()})\n`);
}
