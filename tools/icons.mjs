// Makes the icons in public/icons/ from public/favicon.svg, in Chromium: node tools/icons.mjs, after the favicon was changed.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { root } from './setup.mjs';

/**
 * Width and height, how much of the width the drawing takes, and what is behind it. A maskable icon is cut to any shape inside its
 * middle four fifths; iOS wants no transparency.
 */
const ICONS = [
  { name: '192', size: 192, share: 1, ground: 'transparent' },
  { name: '512', size: 512, share: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, share: 0.62, ground: '#f6f5f1' },
  { name: 'apple-touch-180', size: 180, share: 0.8, ground: '#f6f5f1' },
];

const drawing = readFileSync(join(root, 'public', 'favicon.svg'), 'utf8');
const folder = join(root, 'public', 'icons');
mkdirSync(folder, { recursive: true });
const executablePath = findChromium() ?? '';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style = `body{margin:0;height:${size}px;display:grid;place-items:center;background:${ground}}svg{width:${share * size}px}`;
  await page.setContent(`<style>${style}</style>${drawing}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: ground === 'transparent' });
  await page.close();
}
await browser.close();
