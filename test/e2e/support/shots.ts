import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../shots', import.meta.url));

/**
 * Saves what the page looks like, whole or what a selector names of it, for people to look at, if they ask for it by the variable SHOTS: nothing
 * compares the pictures, and drawing each took seconds.
 */
export async function shoot(page: Page, name: string, selector?: string): Promise<void> {
  if (!process.env['SHOTS']) return;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  if (selector === undefined) await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  else await page.locator(selector).first().screenshot({ path });
}

/** Keeps a picture that the page made by itself, as `shoot` does. */
export function keepShot(name: string, png: Buffer): void {
  if (!process.env['SHOTS']) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}
