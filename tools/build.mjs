// Builds the page into dist/, and knows whether that is needed. Run by itself it always builds.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

/** Where the built page is. */
export const dist = join(root, 'dist');

const cache = join(root, '.cache');
const stampFile = join(cache, 'build-stamp');
const inputs = [
  'index.html',
  'package-lock.json',
  'public',
  'scenarios',
  'sim',
  'tools/build.mjs',
  'tools/chunks.mjs',
  'tools/offline.mjs',
  'tools/readScenarios.mjs',
  'vite.config.ts',
  'web',
];

/** Builds if there is no build of the sources as they are now; says so when it does. */
export async function buildIfNeeded() {
  const stamp = stampOfSources();
  const built = existsSync(join(dist, 'index.html')) && existsSync(stampFile);
  if (built && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stderr.write(built ? 'The sources changed: building the page.\n' : 'Building the page.\n');
  await build();
}

/** Builds beside dist/ and puts the result in its place in the end, so that dist/ is never half there. */
export async function build() {
  const stamp = stampOfSources();
  const fresh = join(cache, `dist-${process.pid}`);
  const old = join(cache, `dist-old-${process.pid}`);
  mkdirSync(cache, { recursive: true });
  rmSync(stampFile, { force: true });
  const { NODE_ENV } = process.env;
  try {
    // Whoever asks: within vitest the page would else be built as for a test.
    process.env['NODE_ENV'] = 'production';
    const vite = await import('vite');
    await vite.build({ root, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    writeFileSync(stampFile, stamp);
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** A digest of every file a build reads: contents, not times, which a fresh clone or a branch switch changes. */
function stampOfSources() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
    }
  };
  for (const path of inputs) add(path);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
