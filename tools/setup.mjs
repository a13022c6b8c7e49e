// Makes a fresh machine ready: dependencies when there are none or the lock file changed, and with --browser
// a Chromium for the end-to-end tests. Plain Node without dependencies, because nothing is installed yet.
// What is to be done is told on stderr; on a machine that is ready nothing is done and nothing is said.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

/** The project's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.mailwatt-setup');

/**
 * Ends the process with a sentence instead of a stack trace.
 * @param {string} message
 * @returns {never}
 */
export function giveUp(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`setup: ${message}\n`);
}

/**
 * The project's package.json, as far as it is read here.
 * @typedef {{ engines: { node: string }, scripts: Record<string, string> }} Package
 */
export function readPackage() {
  return /** @type {Package} */ (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}

/** Ends the process when this Node is older than package.json asks for. */
export function checkNode() {
  const wanted = readPackage().engines.node.replace('>=', '');
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
    giveUp(`Mailwatt needs Node ${wanted} or later; this is ${process.versions.node}.`);
  }
}

/** Installs the dependencies unless they are those of the lock file. */
export function installDependencies() {
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  if (!matchesLock()) {
    const why = existsSync(join(root, 'node_modules')) ? 'package-lock.json changed' : 'there are no dependencies yet';
    say(`${why}, running npm ci`);
    run('npm', ['ci', '--no-audit', '--no-fund'], 'The dependencies could not be installed; npm says why above.');
  }
  writeFileSync(stampFile, stamp);
}

/** Whether what npm last wrote into node_modules is what the lock file asks for, so that nothing need be installed. */
function matchesLock() {
  try {
    const asked = packagesOf(lockFile);
    const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    return (
      Object.entries(present).every(([path, { version }]) => asked[path]?.version === version) &&
      Object.entries(asked).every(([path, { optional }]) => path === '' || optional || path in present)
    );
  } catch {
    return false;
  }
}

/**
 * The packages of a lock file, by the folder they stand in; the project itself has the empty name.
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return /** @type {{ packages: ReturnType<typeof packagesOf> }} */ (JSON.parse(readFileSync(file, 'utf8'))).packages;
}

/** Installs Debian's Chromium unless a browser is there. */
export function installBrowser() {
  if (findChromium()) return;
  const named = process.env['CHROMIUM'];
  if (named) giveUp(`The variable CHROMIUM names ${named}, which cannot be executed.`);
  const why = 'The end-to-end tests drive a real Chromium, and there is none here.';
  if (!existsSync('/usr/bin/apt-get')) {
    giveUp(`${why}\nInstall Chromium or Chrome, or name its executable in the variable CHROMIUM.`);
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    giveUp(`${why}\nRun: sudo apt-get install chromium\nor name an executable in the variable CHROMIUM.`);
  }
  say('there is no Chromium for the end-to-end tests, installing the package chromium');
  const failed = 'Chromium could not be installed; apt-get says why above.';
  /** @param {string[]} rest */
  const apt = (...rest) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...rest];
    if (!isRoot) command.unshift('sudo', '-n');
    run(command[0] ?? '', command.slice(1), failed);
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
  if (!findChromium()) giveUp(failed);
}

/**
 * Runs a command with its output on stderr: stdout belongs to what the user asked for.
 * @param {string} command
 * @param {string[]} args
 * @param {string} failed what to say when it fails
 */
function run(command, args, failed) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error || status !== 0) giveUp(error ? `${failed} (${error.message})` : failed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode();
  installDependencies();
  if (process.argv.includes('--browser')) installBrowser();
}
