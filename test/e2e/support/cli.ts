import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../../sim/measure/result.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the command line makes of a scenario: its result object. The scenario's text goes in by standard input. */
export async function runByCommandLine(text: string, ...options: string[]): Promise<Result> {
  const args = ['--import', 'tsx', 'sim/cli/main.ts', 'run', '-', '--format', 'json', ...options];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(text);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the command line ended with ${code}: ${Buffer.concat(errors).toString()}`);
  return JSON.parse(Buffer.concat(out).toString()) as Result;
}
