// Reads the built-in scenarios when the page is built, so that opening one needs neither the schema nor its checks.

import { readFileSync } from 'node:fs';
import { expectedEventsOfAll } from '../sim/scenario/estimate.ts';
import { loadScenario } from '../sim/scenario/load.ts';

const QUERY = '?read';
// Modules of names of their own: the bundler would take what ends in .json for plain JSON.
const PREFIX = '\0read-scenario:';
const SUFFIX = '.js';

/**
 * Serves `scenarios/….json?read`: a scenario as its file states it and as it is understood (`ReadExample`).
 * @type {import('vite').Plugin}
 */
export const readScenarios = {
  name: 'read-scenarios',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith(QUERY)) return null;
    const file = await this.resolve(source.slice(0, -QUERY.length), importer);
    return file && PREFIX + file.id + SUFFIX;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return null;
    const file = id.slice(PREFIX.length, -SUFFIX.length);
    this.addWatchFile(file);
    const json = /** @type {Readonly<Record<string, unknown>>} */ (JSON.parse(readFileSync(file, 'utf8')));
    const loaded = loadScenario(json);
    if (!loaded.ok) {
      const problems = loaded.problems.map(({ path, message }) => `${path} ${message}`);
      return this.error(`${file} is no valid scenario:\n${problems.join('\n')}`);
    }
    const { scenario, notes } = loaded;
    const read = JSON.stringify({ json, scenario, notes, events: expectedEventsOfAll(scenario) });
    // Text is parsed quicker as JSON than as code.
    return `export default JSON.parse(${JSON.stringify(read)});`;
  },
};
