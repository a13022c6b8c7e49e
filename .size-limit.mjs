import { existsSync, readFileSync } from 'node:fs';

/** What the built page loads before it can be used: its script and what that imports at once. */
function firstLoad() {
  const html = readFileSync('dist/index.html', 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path]) => `dist/${path}`);
}

if (!existsSync('dist/index.html')) throw new Error('missing dist/: run npm run build first');

export default [
  { name: 'first load', path: firstLoad(), limit: '85 kB', gzip: true },
  // CodeMirror, fetched when the JSON of a scenario is edited.
  { name: 'JSON editor', path: 'dist/assets/codemirror-*.js', limit: '125 kB', gzip: true },
  { name: 'worker', path: 'dist/assets/sim.worker-*.js', limit: '60 kB', gzip: true },
  { name: 'import worker', path: 'dist/assets/import.worker-*.js', limit: '20 kB', gzip: true },
];
