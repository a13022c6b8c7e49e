import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The small form of it, since every document that is looked at has to read it anew. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How bad a finding must be to count, mildest first. */
const impacts = ['minor', 'moderate', 'serious', 'critical'];

/** Fails if axe finds something at least this bad on the page as it is now; names each rule with the elements in question. */
export async function expectAccessible(
  page: Page | Frame,
  options: { atLeast?: 'minor' | 'moderate' | 'serious' | 'critical'; within?: string } = {},
): Promise<void> {
  const { violations } = await runAxe(page, options.within);
  const floor = impacts.indexOf(options.atLeast ?? 'moderate');
  const found = violations
    .filter(({ impact }) => impacts.indexOf(impact ?? 'minor') >= floor)
    .map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, `axe finds:\n${found.join('\n')}`).toEqual([]);
}

/** Everything axe has to say about the page, or about the part of it that a selector names. */
export async function runAxe(page: Page | Frame, within?: string): Promise<AxeResults> {
  // Evaluated, not added as a script element: the page's own policy forbids inline scripts.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const run: RunOptions = { resultTypes: ['violations'] };
  return page.evaluate(
    ([selector, settings]) => {
      const injected = (window as unknown as { axe: typeof axe }).axe;
      return injected.run(selector ?? document, settings);
    },
    [within, run] as const,
  );
}
