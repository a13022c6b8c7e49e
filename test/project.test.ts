import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json';
import { root } from './support/source.ts';

/** An entry of the lock file, as far as it is read here. */
interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};
const entries = Object.entries(lock.packages);

describe('the lock file', () => {
  test('is of the versions that package.json names', () => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(named)) {
      expect(version, `${name} is pinned`).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  // npm leaves out what it could not fetch when the file was written, and `npm ci` then refuses the file.
  test('has an entry for every optional package, of other platforms too', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => {
        const nested = lock.packages[`${path}/node_modules/${name}`];
        return nested === undefined && lock.packages[`node_modules/${name}`] === undefined;
      }),
    );
    expect(missing).toEqual([]);
  });

  test('names no host to fetch from, so that each machine uses its own registry', () => {
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});
