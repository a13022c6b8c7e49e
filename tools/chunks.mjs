// How the built page is cut into files: what is always wanted together is one file, instead of twenty that each wait for another.

import { fileURLToPath } from 'node:url';

/**
 * What the bundler tells about a module.
 * @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} Graph
 */

/** The files, and the modules that are in each with all that they import; what two of them want is in the first. */
const FILES = [
  { name: 'page', entries: ['web/main.tsx'] },
  // What every scenario is read with, fetched while the page is already there.
  { name: 'reader', entries: ['sim/scenario/load.ts', 'sim/scenario/jsonText.ts', 'sim/scenario/estimate.ts'] },
];

const idOf = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Says of each module which file it goes into; null leaves that to the bundler. Made anew for each build. */
export function chunkNames() {
  /** @type {Map<string, string> | undefined} */
  let names;
  return (/** @type {string} */ id, /** @type {Graph} */ graph) => {
    names ??= namesIn(graph);
    return names.get(id) ?? null;
  };
}

/** @param {Graph} graph */
function namesIn(graph) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const { name, entries } of FILES) {
    const left = entries.map(idOf);
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (names.has(id)) continue;
      const module = graph.getModuleInfo(id);
      if (module === null) continue;
      names.set(id, name);
      left.push(...module.importedIds);
    }
  }
  return names;
}
