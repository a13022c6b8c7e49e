import { defineConfig } from 'vitest/config';
import { readScenarios } from './tools/readScenarios.mjs';

export default defineConfig({
  // As the page's own build has them.
  plugins: [readScenarios],
  test: {
    // All processors: by itself vitest leaves one to its reader, which on two is half.
    maxWorkers: '100%',
    setupFiles: ['test/support/fastCheck.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/theory/**'],
          // Files share their process: loading the same modules for each of them again took half the time.
          isolate: false,
          // Statistical and property tests draw a lot; shared machines with few cores are slow at times.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'theory',
          environment: 'node',
          include: ['test/theory/**/*.test.ts'],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/support/globalSetup.ts'],
          // One browser at a time: the page itself keeps two workers busy.
          fileParallelism: false,
          // What the tests are made of is loaded once; each file still has a browser of its own.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
