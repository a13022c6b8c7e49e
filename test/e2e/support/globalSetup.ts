import type { TestProject } from 'vitest/node';
import { buildIfNeeded, dist } from '../../../tools/build.mjs';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the built page, ending in a slash. */
    address: string;
  }
}

/** Serves the built page while the end-to-end tests run, building it first if its sources changed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfNeeded();
  // Not at the top: a build that works here works anywhere.
  const server = await startServer(dist, '/any/sub/path/');
  project.provide('address', server.address);
  return server.close;
}
