import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How a call of the command line ended. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** How to call it. */
export interface CallOptions {
  readonly input?: string;
  /** Sends SIGINT so many milliseconds after the first progress can be expected. */
  readonly interruptAfterMs?: number;
}

/** Calls the command line as a program of its own, as npm run sim does. */
export function call(args: readonly string[], { input = '', interruptAfterMs }: CallOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'sim/cli/main.ts', ...args], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
    // A program that reads no input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    if (interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
  });
}

/** An empty folder for the time of some work. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mailwatt-cli-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A scenario that runs in a moment: two designs, an objective that one of them misses. */
export const SMALL = JSON.stringify({
  format: 'mailwatt/1',
  name: 'Small',
  seed: 'small',
  run: { durationS: 300, sampleS: 100 },
  streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 8 } } },
  tiers: { server: { stages: [{ id: 'serve', cpuMs: { dist: 'exponential', mean: 100 } }] } },
  routes: { inbound: ['server'] },
  designs: {
    narrow: { pools: { all: {} }, tiers: { server: { pool: 'all', vcpus: 1, slots: 1 } } },
    wide: { pools: { all: {} }, tiers: { server: { pool: 'all', vcpus: 4, slots: 4 } } },
  },
  objectives: [{ id: 'quick', metric: '/tiers/server/sojournS/mean', atMost: 0.2 }],
});
