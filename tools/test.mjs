// npm test: everything that must hold, the quick checks first; stops at the first step that fails.
// npm test -- ARGS hands ARGS to vitest and runs nothing else, for example: npm test -- kernel

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkNode, giveUp, installBrowser, installDependencies, readPackage, root } from './setup.mjs';

/**
 * A step: its name, the command as one would type it, and the file a vitest run reports to.
 * @typedef {{ name: string, command: string, args?: string[], report?: string }} Step
 */

checkNode();
installDependencies();
installBrowser();

const reports = mkdtempSync(join(tmpdir(), 'mailwatt-'));
const script = (/** @type {string} */ name) => readPackage().scripts[name] ?? giveUp(`no script ${name}`);
const given = process.argv.slice(2);

/** @type {Step[]} */
const steps =
  given.length > 0
    ? [{ name: 'tests', command: 'vitest run', args: given, report: 'tests.json' }]
    : [
        { name: 'lint', command: script('lint') },
        { name: 'types', command: script('typecheck') },
        { name: 'tests', command: 'vitest run --project node --project theory', report: 'tests.json' },
        { name: 'build', command: script('build') },
        { name: 'size', command: script('size') },
        { name: 'end to end', command: 'vitest run --project e2e', report: 'e2e.json' },
      ];

let passed = 0;
let failed = 0;
for (const step of steps) {
  const ok = run(step);
  if (step.report) count(step.report);
  if (ok) continue;
  // A step that fails without a failed test (a lint error, a file that cannot be loaded) must not read as "0 failed".
  if (failed === 0) failed = 1;
  console.log(`\nfailed: ${step.name}`);
  process.exitCode = 1;
  break;
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);

/**
 * @param {Step} step
 * @returns {boolean} whether it succeeded
 */
function run({ name, command, args = [], report }) {
  const started = performance.now();
  console.log(`\n== ${name}: ${[command, ...args].join(' ')}`);
  const reporters = report ? ` --reporter=default --reporter=json --outputFile.json="${join(reports, report)}"` : '';
  // A shell, since the scripts of package.json are written for one; arguments reach it unharmed as "$@".
  const { status } = spawnSync('sh', ['-c', `${command}${reporters} "$@"`, 'sh', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // vitest tells its own time, and its summary is to be the last thing before the sum.
  if (!report) console.log(`== ${name}: ${status === 0 ? 'ok' : 'failed'} after ${seconds} s`);
  return status === 0;
}

/**
 * A report of vitest, as far as it is read here.
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileReport
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: FileReport[] }} Report
 */

/**
 * Adds up what a vitest run reported.
 * @param {string} file
 */
function count(file) {
  try {
    const report = /** @type {Report} */ (JSON.parse(readFileSync(join(reports, file), 'utf8')));
    passed += report.numPassedTests;
    // A file that could not even be loaded has no failed test in it, and counts as one.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    failed += report.numFailedTests + broken.length;
  } catch {
    // No report: the run ended before its tests did, which its exit code says already.
  }
}
