// npm test: everything that must hold, the quick checks first; stops at the first step that fails.
// npm test -- ARGS hands ARGS to vitest and runs nothing else, for example: npm test -- kernel

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkNode, giveUp, installBrowser, installDependencies, readPackage, root } from './setup.mjs';

/**
 * A step: its name, the command as one would type it, and whether it is a run of vitest, whose tests are counted.
 * @typedef {{ name: string, command: string, args?: string[], counted?: boolean }} Step
 */

checkNode();
installDependencies();
installBrowser();

const scratch = mkdtempSync(join(tmpdir(), 'mailwatt-'));
const countFile = join(scratch, 'counts.json');
const script = (/** @type {string} */ name) => readPackage().scripts[name] ?? giveUp(`no script ${name}`);
const given = process.argv.slice(2);

/** @type {Step[]} */
const steps =
  given.length > 0
    ? [{ name: 'tests', command: 'vitest run', args: given, counted: true }]
    : [
        { name: 'lint', command: script('lint') },
        { name: 'types', command: script('typecheck') },
        { name: 'tests', command: 'vitest run --project node --project theory', counted: true },
        { name: 'build', command: script('build') },
        { name: 'size', command: script('size') },
        { name: 'end to end', command: 'vitest run --project e2e', counted: true },
      ];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const step of steps) {
  const ok = run(step);
  if (step.counted) count();
  if (ok) continue;
  // A step that fails without a failed test (a lint error, a file that cannot be loaded) must not read as "0 failed".
  if (failed === 0) failed = 1;
  console.log(`\nfailed: ${step.name}`);
  process.exitCode = 1;
  break;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

/**
 * @param {Step} step
 * @returns {boolean} whether it succeeded
 */
function run({ name, command, args = [], counted = false }) {
  const started = performance.now();
  console.log(`\n== ${name}: ${[command, ...args].join(' ')}`);
  rmSync(countFile, { force: true });
  const reporters = counted ? ' --reporter=default --reporter=./tools/countReporter.mjs' : '';
  // A shell, since the scripts of package.json are written for one; arguments reach it unharmed as "$@".
  const { status } = spawnSync('sh', ['-c', `${command}${reporters} "$@"`, 'sh', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
      COUNT_FILE: countFile,
    },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // vitest tells its own time, and its summary is to be the last thing before the sum.
  if (!counted) console.log(`== ${name}: ${status === 0 ? 'ok' : 'failed'} after ${seconds} s`);
  return status === 0;
}

/** Adds up what a vitest run counted. */
function count() {
  if (!existsSync(countFile)) return;
  const counts = /** @type {import('./countReporter.mjs').Counts} */ (JSON.parse(readFileSync(countFile, 'utf8')));
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
}
