// A vitest reporter for npm test: says nothing, and writes the counts of a run to the file COUNT_FILE names.

import { writeFileSync } from 'node:fs';

/**
 * How a run of vitest went.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** Passed to vitest by its path, which is why it is the default export. */
export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') counts[state] += 1;
        else counts.skipped += 1;
      }
      // A file that could not be loaded, or whose hooks failed, has no failed test in it, and counts as one.
      if (!module.ok() && counts.failed === before) counts.failed += 1;
    }
    const file = process.env['COUNT_FILE'];
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
