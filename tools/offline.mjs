// Gives a built page its version, and its service worker the list of files that work without a network.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const PAGE = 'index.html';
const WORKER = 'sw.js';

/**
 * Seals the built page in a folder: its version, which is a digest of all its files, goes into the page and, with their names, into the
 * service worker.
 * @param {string} folder
 * @returns {string} the version
 */
export function seal(folder) {
  const files = filesOf(folder).filter((name) => name !== WORKER && !name.endsWith('.map'));
  const hash = createHash('sha256');
  for (const name of files)
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0');
  const version = hash.digest('hex').slice(0, 16);

  const page = readFileSync(join(folder, PAGE), 'utf8');
  const marked = page.replace('<head>', `<head>\n    <meta name="version" content="${version}" />`);
  if (marked === page) throw new Error(`missing <head> in ${PAGE}`);
  writeFileSync(join(folder, PAGE), marked);

  const worker = readFileSync(join(folder, WORKER), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  const written = `const VERSION=${JSON.stringify(version)},FILES=${JSON.stringify(files)};\n`;
  writeFileSync(join(folder, WORKER), written + worker);
  rmSync(join(folder, `${WORKER}.map`), { force: true }); // its lines are no longer where it says
  return version;
}

/**
 * The files of a folder, by their paths from it with forward slashes, in order.
 * @param {string} folder
 */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join('/'))
    .sort();
}
